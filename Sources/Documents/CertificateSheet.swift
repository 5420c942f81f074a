/// A certificate on one page of A4 across. It knows texts, and not what they mean.
package struct CertificateSheet: Hashable, Sendable {
  /// A text with the name under which a refusal speaks of it.
  package struct Line: Hashable, Sendable {
    /// The field of the template, such as `body`.
    package let field: String
    /// What is printed; line ends begin a new line.
    package let text: String

    package init(_ field: String, _ text: String) {
      self.field = field
      self.text = text
    }
  }

  /// A line on which somebody signs.
  package struct Signature: Hashable, Sendable {
    /// Under the line, such as 裁判长.
    package let title: Line
    /// On the line; absent where one signs by hand.
    package let name: Line?

    package init(title: Line, name: Line?) {
      self.title = title
      self.name = name
    }
  }

  /// Of what the page is made, from above.
  package struct Texts: Hashable, Sendable {
    /// The largest text, such as 获奖证书.
    package var title: Line
    /// Under the title; absent: nothing.
    package var subtitle: Line?
    /// The line of its own for whom it is.
    package var heading: Line
    /// What is certified.
    package var body: Line
    /// The line of its own for what is awarded.
    package var award: Line
    /// After the award; absent: nothing.
    package var closing: Line?
    /// In small print beside the QR code.
    package var details: [Line]
    /// From left to right, above issuer and date.
    package var signatures: [Signature]
    /// Who issues it, on the right, where the seal goes.
    package var issuer: Line
    /// Under the issuer.
    package var date: Line

    package init(
      title: Line, subtitle: Line?, heading: Line, body: Line, award: Line, closing: Line?,
      details: [Line], signatures: [Signature], issuer: Line, date: Line
    ) {
      self.title = title
      self.subtitle = subtitle
      self.heading = heading
      self.body = body
      self.award = award
      self.closing = closing
      self.details = details
      self.signatures = signatures
      self.issuer = issuer
      self.date = date
    }
  }

  /// The colours of the page.
  package struct Colours: Hashable, Sendable {
    /// Of title, award and frame.
    package let accent: Colour
    /// Of the other texts.
    package let text: Colour
    /// Behind everything.
    package let paper: Colour

    package init(accent: Colour, text: Colour, paper: Colour) {
      self.accent = accent
      self.text = text
      self.paper = paper
    }
  }

  /// How texts are set.
  package enum Script: Hashable, Sendable {
    /// Paragraphs begin two characters further in.
    case chinese
    case latin
  }

  package let texts: Texts
  package let colours: Colours
  package let script: Script
  /// What the QR code says; where the certificate is verified.
  package let address: QRCode
  /// The moment that the file says it was made: `2025-06-01T08:00:00Z`.
  package let created: String

  package init(
    texts: Texts, colours: Colours, script: Script, address: QRCode, created: String
  ) {
    self.texts = texts
    self.colours = colours
    self.script = script
    self.address = address
    self.created = created
  }
}

/// Prints certificates, each as a file or all as one. It belongs to the thread that makes it.
package struct CertificatePress {
  private let emblem: PrintPicture?
  private let fonts: Canvas.Fonts

  /// - Parameter emblem: a PNG for the head of the page; absent: none.
  /// - Throws: `.notAPicture`, `.undrawable`.
  package init(emblem: [UInt8]?) throws(DocumentFailure) {
    self.emblem = if let emblem { try PrintPicture(png: emblem) } else { nil }
    fonts = try Canvas.Fonts()
  }

  /// One certificate as PDF. The same sheet is the same bytes.
  ///
  /// - Throws: `DocumentFailure`; of a missing glyph with its field.
  package func pdf(_ sheet: CertificateSheet) throws(DocumentFailure) -> [UInt8] {
    let canvas = try canvas(for: sheet)
    try draw(sheet, on: canvas)
    return try canvas.finish()
  }

  /// A canvas on which `draw` puts certificates, one a page. The first gives it title and date.
  ///
  /// - Throws: `.undrawable`.
  package func canvas(for sheet: CertificateSheet) throws(DocumentFailure) -> Canvas {
    try Canvas(
      .landscape, title: sheet.texts.title.text, created: sheet.created,
      language: sheet.script == .chinese ? "zh-cn" : "en", fonts: fonts)
  }

  /// Draws a certificate on a page of its own. Nothing is drawn when it throws.
  ///
  /// - Throws: as `pdf`.
  package func draw(
    _ sheet: CertificateSheet, on canvas: Canvas
  ) throws(DocumentFailure) {
    try CertificatePage(of: sheet, emblem: emblem, on: canvas).draw()
    canvas.endPage()
  }
}
