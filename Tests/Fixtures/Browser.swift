import Foundation

/// A browser without a window, where the machine has one.
package struct Browser {
  /// What it found of a page.
  package struct Layout: Decodable {
    /// Of the viewport, and of what the document would need, in pixels.
    package let width: Int
    package let scrollWidth: Int
    /// The elements that reach beyond the viewport or hold more than they can show, by name and class.
    package let wide: [String]
    /// The text that somebody sees.
    package let text: String
  }

  private let program: String
  private let folder: URL

  /// `nil` when the machine has none.
  ///
  /// - Throws: when its folder cannot be made.
  package init?() throws {
    let name = ["chromium", "chromium-browser", "google-chrome"].first {
      ExternalProgram.isHere($0)
    }
    guard let name, ExternalProgram.isHere("timeout") else { return nil }
    program = name
    folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Deletes what it wrote.
  package func remove() { try? FileManager.default.removeItem(at: folder) }

  private func run(_ arguments: [String]) async throws -> String {
    let all =
      [
        "600", program, "--headless=new", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars", "--user-data-dir=\(folder.appending(path: "profile").path)",
      ] + arguments
    // The page may come from this very process, which has few threads for tasks: none of them waits.
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try ExternalProgram("timeout")?.output(all) ?? "" })
      }
    }
  }

  /// The document at an address after everything was loaded and run, as HTML.
  package func document(at address: String) async throws -> String {
    try await run(["--dump-dom", address])
  }

  /// A page as a PNG.
  ///
  /// - Parameter width: at least 500, in pixels: a window is never narrower.
  package func picture(of address: String, width: Int, height: Int) async throws -> [UInt8] {
    let file = folder.appending(path: "page.png")
    _ = try await run(["--window-size=\(width),\(height)", "--screenshot=\(file.path)", address])
    return [UInt8](try Data(contentsOf: file))
  }

  /// The same of a page that comes from a file, so that no server says what it may load.
  package func picture(ofHTML html: String, width: Int, height: Int) async throws -> [UInt8] {
    let file = folder.appending(path: "alone.html")
    try Data(html.utf8).write(to: file)
    return try await picture(of: file.absoluteString, width: width, height: height)
  }

  /// How a page is laid out in a viewport of that width; everything that can be opened is open.
  ///
  /// The page is put into a frame, since no window is as narrow as a telephone.
  ///
  /// - Returns: and the PNG of it, or `nil` when the browser said nothing.
  package func layout(
    of html: String, width: Int
  ) async throws -> (found: Layout, picture: [UInt8])? {
    let escaped = html.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let file = folder.appending(path: "frame.html")
    let frame = """
      <!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
      <iframe id="page" width="\(width)" height="1900" style="border:0" srcdoc="\(escaped)"></iframe>
      <pre id="found"></pre>
      <script>
      onload = () => {
        const page = document.getElementById('page').contentDocument, root = page.documentElement;
        page.querySelectorAll('details').forEach(one => one.open = true);
        const wide = [...page.body.querySelectorAll('*')].filter(one =>
          one.getBoundingClientRect().right > root.clientWidth + 0.5
          || one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1);
        const found = JSON.stringify({
          width: root.clientWidth, scrollWidth: root.scrollWidth,
          wide: wide.map(one => one.tagName + '.' + one.className), text: page.body.innerText });
        document.getElementById('found').textContent = found.replace(
          /[<>&\\u0080-\\uffff]/g, c => '\\\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
      };
      </script>
      """
    try Data(frame.utf8).write(to: file)
    let shown = try await document(at: file.absoluteString)
    guard let begin = shown.range(of: "<pre id=\"found\">"),
      let end = shown.range(of: "</pre>", range: begin.upperBound..<shown.endIndex)
    else { return nil }
    let found = try JSONDecoder().decode(
      Layout.self, from: Data(shown[begin.upperBound..<end.lowerBound].utf8))
    return (found, try await picture(of: file.absoluteString, width: max(width, 500), height: 1900))
  }
}
