import Foundation

/// A terminal that gives every key at once and shows one screen of ours.
///
/// Whoever makes one must `restore()` it however it ends.
final class Terminal: Sendable {
  private let original: termios

  /// - Throws: `CommandFailure.localFile` when standard input is no terminal.
  init() throws(CommandFailure) {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else {
      throw .localFile(path: "stdin", LocalFile.Problem(errno: errno))
    }
    original = settings
    cfmakeraw(&settings)
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 else {
      throw .localFile(path: "stdin", LocalFile.Problem(errno: errno))
    }
    // The other screen, no cursor, no wrapping should a character be wider than we think, marks around
    // what is pasted, which must not act as commands, and word when the window loses the focus.
    Self.write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h\u{1B}[?1004h")
  }

  /// Gives the terminal back as it was.
  func restore() {
    Self.write("\u{1B}[?1004l\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
    var settings = original
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
  }

  /// A person sits at both ends, and the terminal can place its cursor.
  static var isInteractive: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
      && ProcessInfo.processInfo.environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } == true
  }

  /// The size now; 24 by 80 when the terminal does not tell.
  static var size: ScreenSize {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0
    else { return ScreenSize(rows: 24, columns: 80) }
    return ScreenSize(rows: Int(size.ws_row), columns: Int(size.ws_col))
  }

  func draw(_ lines: [PlayScreen.Line]) {
    var text = "\u{1B}[?25l\u{1B}[H"
    for (row, line) in lines.enumerated() {
      if row > 0 { text += "\r\n" }
      text += "\u{1B}[\(Self.code(line.style))m\(line.text)\u{1B}[0m\u{1B}[K"
    }
    text += "\u{1B}[J"
    // An input method shows what is being composed where the cursor stands.
    if let row = lines.firstIndex(where: { $0.cursor != nil }), let column = lines[row].cursor {
      text += "\u{1B}[\(row + 1);\(column + 1)H\u{1B}[?25h"
    }
    Self.write(text)
  }

  /// ECMA-48 "select graphic rendition".
  private static func code(_ style: PlayScreen.Line.Style) -> String {
    switch style {
    case .plain: "0"
    case .strong: "1"
    case .faint: "2"
    case .bar: "7"
    case .alert: "1;7"
    }
  }

  private static func write(_ text: String) {
    // A terminal that has gone away is noticed by its input.
    try? LocalFile.write(Array(text.utf8), to: STDOUT_FILENO, named: "stdout")
  }
}
