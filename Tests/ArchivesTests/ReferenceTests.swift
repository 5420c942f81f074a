import Archives
import Testing

@Suite struct ReferenceTests {
  @Test(arguments: [
    ("q1.xml", "", "q1.xml"), ("q1.xml", "imsmanifest.xml", "q1.xml"),
    ("q1.xml", "items/all.xml", "items/q1.xml"), ("./q1.xml", "items/all.xml", "items/q1.xml"),
    ("../images/a.png", "items/q1.xml", "images/a.png"),
    ("../../a.png", "x/y/q1.xml", "a.png"), ("a/./b/../c.xml", "q1.xml", "a/c.xml"),
    ("/images/a.png", "items/q1.xml", "images/a.png"),
    ("a//b.png", "q1.xml", "a/b.png"),
  ])
  func pathsAreFollowedFromTheFolderOfThePart(
    reference: String, part: String, target: String
  ) throws {
    #expect(try ZipArchive.resolve(reference, from: part) == target)
  }

  @Test(arguments: [
    ("a%20b.png", "a b.png"), ("%E9%A2%98.xml", "题.xml"), ("题.xml", "题.xml"),
    ("100%.png", "100%.png"), ("a%2", "a%2"), ("a%zz", "a%zz"), ("%", "%"), ("a%2Fb", "a/b"),
    ("%CC%E2.xml", "%CC%E2.xml"), ("a+b.png", "a+b.png"), ("images/a%3Ab.xml", "images/a:b.xml"),
    ("items/a:b.xml", "items/a:b.xml"), ("a%2520b", "a%20b"),
  ])
  func escapesAreDecodedOnce(reference: String, target: String) throws {
    #expect(try ZipArchive.resolve(reference, from: "q1.xml") == target)
  }

  @Test func queryAndFragmentAreDropped() throws {
    #expect(try ZipArchive.resolve("a.svg#layer", from: "x/q1.xml") == "x/a.svg")
    #expect(try ZipArchive.resolve("a.svg?v=../..#x", from: "x/q1.xml") == "x/a.svg")
    #expect(try ZipArchive.resolve("a%23b%3F.png", from: "x/q1.xml") == "x/a#b?.png")
    #expect(try ZipArchive.resolve("#stem", from: "x/q1.xml") == "x/q1.xml")
    #expect(try ZipArchive.resolve("", from: "x/q1.xml") == "x/q1.xml")
  }

  @Test(arguments: [
    "../../etc/passwd", "/../etc/passwd", "..", "a/../../..", "%2e%2e/%2E%2E/etc/passwd",
    "..%2f..%2fetc", "..\\..\\etc\\passwd", "a\\..\\..\\..\\x", "%5c..%5c..%5cetc",
  ])
  func stepsOutOfThePackageAreRefused(reference: String) {
    #expect(refusal(reference) == .unsafePath(reference))
  }

  @Test(arguments: [
    "http://127.0.0.1/x", "HTTPS://example.org/a.png", "file:///etc/passwd", "data:text/plain,x",
    "javascript:alert(1)", "C:\\x", "c:x", "//host/a.png", "urn:x", "x-a+b.c:d", ":x",
  ])
  func addressesOutsideThePackageAreRefused(reference: String) {
    #expect(refusal(reference) == .unsafePath(reference))
  }

  @Test(arguments: ["\\\\host\\x", "\\x", "a%3Ab.xml"])
  func namesThatWindowsWouldTakeForDrivesOrHostsAreRefusedAtTheRoot(reference: String) {
    #expect(refusal(reference, from: "q1.xml") == .unsafePath(reference))
  }

  @Test func nulIsRefused() {
    #expect(refusal("a%00.xml") == .unsafePath("a%00.xml"))
  }

  @Test func followingDecodesNothing() {
    #expect(ZipArchive.follow("../a%20b.xml", from: "x/y.xml") == "a%20b.xml")
    #expect(ZipArchive.follow("/a.xml", from: "x/y.xml") == "a.xml")
    #expect(ZipArchive.follow("../../a.xml", from: "x/y.xml") == nil)
  }

  private func refusal(_ reference: String, from part: String = "items/q1.xml") -> ArchiveError? {
    failure { () throws(ArchiveError) in _ = try ZipArchive.resolve(reference, from: part) }
  }
}
