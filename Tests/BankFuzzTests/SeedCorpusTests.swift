import Archives
import QuestionBanks
import Testing

@testable import leitai_fuzz

@Suite struct SeedCorpusTests {
  private func corpus(_ format: String) throws -> SeedCorpus {
    try SeedCorpus(try #require(BankFormats.named(format)), project: FuzzProject.root)
  }

  @Test(arguments: BankFormats.names)
  func seedsAreSoundFilesOfTheirFormat(format: String) throws {
    let seeds = try corpus(format).seeds.prefix(6)
    let readings = seeds.map { BankReading($0.bytes, filename: "x", format: format) }
    #expect(readings.contains { $0.isSound })
    // Formats that have no such question leave it out.
    #expect(readings.allSatisfy { $0.isSound || $0.questions.isEmpty })
  }

  @Test(arguments: BankFormats.names)
  func inputsAreTheSameWheneverTheyAreMade(format: String) throws {
    let (first, second) = (try corpus(format), try corpus(format))
    for number in 0..<100 {
      #expect(first.input(number, seed: 7) == second.input(number, seed: 7))
    }
    #expect(
      first.growingInput(3, seed: 7).bytes(growth: 9_000)
        == second.growingInput(3, seed: 7).bytes(growth: 9_000))
  }

  @Test func otherNumbersAndSeedsMakeOtherInputs() throws {
    let corpus = try corpus("gift")
    let inputs = (0..<200).map { corpus.input($0, seed: 1) }
    #expect(Set(inputs).count > 190)
    #expect(inputs != (0..<200).map { corpus.input($0, seed: 2) })
  }

  @Test(arguments: BankFormats.names)
  func inputsStaySmall(format: String) throws {
    let corpus = try corpus(format)
    for number in 0..<500 { #expect(corpus.input(number, seed: 3).count < 64 << 10) }
  }

  @Test func storedPackagesAreRead() throws {
    let parts = [PackagePart("a.xml", Array("<a/>".utf8)), PackagePart("b/題", [])]
    let archive = try ZipArchive(StoredPackage.bytes(of: parts))
    #expect(archive.names == parts.map(\.name))
    #expect(try archive.bytes(of: "a.xml", limit: 10) == parts[0].bytes)
    // From the definition of CRC-32.
    #expect(Checksum.of(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test(arguments: ["xlsx", "qti", "qti30"])
  func changesReachThePartsOfPackages(format: String) throws {
    let corpus = try corpus(format)
    let codes = (0..<300).flatMap { number in
      BankReading(corpus.input(number, seed: 5), filename: "x", format: format).findings.map(\.code)
    }
    #expect(codes.contains("malformed-xml"))
    #expect(Set(codes).count > 6)
  }
}
