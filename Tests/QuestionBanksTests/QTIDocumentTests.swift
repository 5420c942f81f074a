import Archives
import Contests
import Foundation
import QuestionBanks
import Testing

/// The written documents keep to the content model of their version.
@Suite struct QTIDocumentTests {
  private static let formats = ["qti", "qti22", "qti30"]

  private func archive(_ format: String) throws -> ZipArchive {
    let picture = try Picture(QTIExamples.png())
    let shown = "题 ____ " + PictureReference.text(picture.id, caption: "图")
    var bank = try QTIExamples.everyKind("题 ____ （ ） & <b>\n第二行")
    bank.append(
      try QTIExamples.keyed(
        "X", .single, stem: shown, options: ["a", shown], passage: shown,
        solution: .choices(Choices(position: 0)), explanation: shown))
    let contents = BankContents(questions: bank, pictures: [picture.id: picture])
    let writer = try #require(BankFormats.named(format))
    return try ZipArchive(writer.write(contents, bank: "题库 & <1>"))
  }

  private func elements(_ element: XMLElement) -> [XMLElement] {
    element.children.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  @Test(arguments: formats)
  func partsOfAnItemStandInTheOrderOfTheSchema(format: String) throws {
    let archive = try archive(format)
    let prefix = format == "qti30" ? "qti-" : ""
    let order = [
      "responseDeclaration", "outcomeDeclaration", "assessmentStimulusRef", "itemBody",
      "responseProcessing", "modalFeedback",
    ].map { format == "qti30" ? prefix + kebab($0) : $0 }
    let items = archive.names.filter { $0.hasPrefix("items/") }
    #expect(items.count == 8)
    for name in items {
      let root = try XMLElement.parse(archive.bytes(of: name, limit: 1 << 20))
      let positions = try elements(root).map { try #require(order.firstIndex(of: $0.name)) }
      #expect(positions == positions.sorted(), "\(name)")
      let body = try #require(root.first(format == "qti30" ? "qti-item-body" : "itemBody"))
      // The body holds blocks; what is inline stands in paragraphs.
      let blocks: Set = [
        "p", "div", "choiceInteraction", "orderInteraction", "matchInteraction",
        "qti-choice-interaction", "qti-order-interaction", "qti-match-interaction",
      ]
      #expect(elements(body).allSatisfy { blocks.contains($0.name) }, "\(name)")
    }
  }

  private func kebab(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
  }

  @Test(arguments: formats)
  func manifestListsEachFileOnceAndRefersToWhatIsThere(format: String) throws {
    let archive = try archive(format)
    let manifest = try XMLElement.parse(archive.bytes(of: "imsmanifest.xml", limit: 1 << 20))
    #expect(elements(manifest).map(\.name) == ["metadata", "organizations", "resources"])
    let resources = manifest.first("resources")?.all("resource") ?? []
    let files = resources.compactMap { $0.attributes["href"] }
    #expect(Set(files).union(["imsmanifest.xml"]) == Set(archive.names))
    #expect(Set(files).count == files.count)
    let names = resources.compactMap { $0.attributes["identifier"] }
    #expect(Set(names).count == names.count)
    for resource in resources {
      let order = ["metadata", "file", "dependency"]
      let positions = elements(resource).compactMap { order.firstIndex(of: $0.name) }
      #expect(positions == positions.sorted())
      #expect(positions.count == elements(resource).count)
      let needed = resource.all("dependency").compactMap { $0.attributes["identifierref"] }
      #expect(needed.allSatisfy(names.contains))
    }
  }

  @Test(arguments: formats)
  func referencesInItemsLeadToPartsAndResponsesAreDeclared(format: String) throws {
    let archive = try archive(format)
    for name in archive.names where name.hasSuffix(".xml") && name != "imsmanifest.xml" {
      let root = try XMLElement.parse(archive.bytes(of: name, limit: 1 << 20))
      for picture in root.descendants("img") {
        let target = try ZipArchive.resolve(picture.attributes["src"] ?? "", from: name)
        #expect(archive.contains(target))
      }
      let declared = Set(
        elements(root).filter { $0.name.lowercased().contains("response") }
          .compactMap { $0.attributes["identifier"] })
      func check(_ element: XMLElement) {
        let used =
          element.attributes["responseIdentifier"] ?? element.attributes["response-identifier"]
        if let used { #expect(declared.contains(used), "\(name)") }
        elements(element).forEach(check)
      }
      check(root)
    }
  }
}
