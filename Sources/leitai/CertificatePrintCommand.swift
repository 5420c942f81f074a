import ArgumentParser
import ContestAPI
import Foundation

extension CertificateCommand {
  /// `leitai certificate print`
  struct Print: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "把证书打印成 PDF", en: "Print certificates as PDF"),
      discussion: bothLanguages(
        zh: """
          打印一个竞赛或一个阶段的全部证书，或用 --number 指定；已撤销的不打印，选手只能打印自己的。语言用 --lang 选。
          文件名以 .zip 结尾：每张一个 PDF；以 .pdf 结尾：全部在一个 PDF 里。
          再次打印得到完全相同的文件，模板后来改了也一样；要用新模板请写 --template。
          """,
        en: """
          All certificates of a contest or a stage that were not revoked, or those with --number; \
          contestants print their own only. --lang chooses the language. A file named .zip has a PDF for each, one named .pdf all \
          of them. Printing again gives the same bytes, whatever became of the template since; \
          --template prints with another version.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛，或阶段（竞赛/赛项/阶段）", en: "A contest, or a stage CONTEST/EVENT/STAGE"))
    var place: String?
    @Option(help: .both(zh: "证书编号，可写多次", en: "A certificate's number; may be given several times"))
    var number: [String] = []
    @Option(help: .both(zh: "只要这个编号之后的", en: "Only those after this number"))
    var after: String?
    @Option(help: .both(zh: "用第几版模板", en: "The template's version to print with"))
    var template: Int?
    @Option(
      name: .shortAndLong, help: .both(zh: "写到哪个文件（.pdf 或 .zip）", en: "The file (.pdf or .zip)"))
    var output: String

    func validate() throws {
      guard (place == nil) != number.isEmpty else {
        throw ValidationError(
          bothLanguages(
            zh: "写明竞赛或阶段，或者用 --number 指定证书",
            en: "name a contest or stage, or certificates with --number"))
      }
      guard ["pdf", "zip"].contains(format) else {
        throw ValidationError(
          bothLanguages(zh: "文件名应以 .pdf 或 .zip 结尾", en: "the file is named .pdf or .zip"))
      }
    }

    private var format: String { URL(filePath: output).pathExtension.lowercased() }

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      if number.count == 1, format == "pdf" { return try await printOne(number[0], context) }
      var contest = place.map { $0.prefix { $0 != "/" } }.map(String.init)
      if let first = number.first {
        let certificate: Certificate = try await context.get(
          Path.fill(Path.certificate, [first]))
        contest = certificate.stage.prefix { $0 != "/" }.description
      }
      let wish = PrintWish(
        format: format, stage: place.flatMap { $0.contains("/") ? $0 : nil }, after: after,
        certificates: number.isEmpty ? nil : number, template: template)
      var progress: PrintProgress = try await context.post(
        Path.fill(Path.certificatePrints, [contest ?? ""]), wish)
      let bar = ProgressBar(total: progress.total)
      while !progress.isReady {
        bar.show(progress.done)
        try await Task.sleep(for: .milliseconds(150))
        do {
          progress = try await context.get(Path.fill(Path.certificatePrint, [progress.id]))
        } catch {
          bar.clear()
          throw error
        }
      }
      bar.show(progress.done)
      let bytes = try await context.bytes(Path.fill(Path.certificatePrintFile, [progress.id]))
      bar.clear()
      try LocalFile.write(bytes, to: output)
      try context.console.show(progress) { told in
        [
          context.say(
            zh: "\(told.total.grouped) 张证书已写入 \(output)",
            en: "\(told.total.counted("certificate")) in \(output)")
        ]
      }
      if let next = progress.next {
        context.console.notice(
          context.say(
            zh: "还有更多证书，接着打印：--after \(next)", en: "there are more; go on with --after \(next)"))
      }
    }

    private func printOne(_ number: String, _ context: CommandContext) async throws {
      let bytes = try await context.bytes(
        Path.fill(Path.certificatePDF, [number]),
        query: template.map { [("template", String($0))] } ?? [])
      try LocalFile.write(bytes, to: output)
      context.console.notice(context.say(zh: "已写入 \(output)", en: "wrote \(output)"))
    }
  }
}

/// Shows on standard error how far something is, where a person looks at it.
struct ProgressBar {
  private let total: Int
  private let isShown: Bool
  private static let width = 30

  init(total: Int) {
    self.total = total
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// The bar as text: `[########............] 40/100`.
  func text(_ done: Int) -> String {
    let filled = total > 0 ? min(Self.width, Self.width * done / total) : Self.width
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: ".", count: Self.width - filled) + "] \(done)/\(total)"
  }

  func show(_ done: Int) { write("\r\(text(done))") }

  /// Leaves the line empty.
  func clear() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    guard isShown else { return }
    try? LocalFile.write(Array(text.utf8), to: STDERR_FILENO, named: "stderr")
  }
}
