/// Which certificates are wanted on paper.
package struct PrintWish: Codable, Hashable, Sendable {
  /// `zip`: a PDF each; `pdf`: all in one.
  package let format: String
  /// All of one stage, such as `cup/fitter/final`; absent for those named.
  package let stage: String?
  /// Of the stage only those after this number; absent for all.
  package let after: String?
  /// Numbers or ids, in place of a stage.
  package let certificates: [String]?
  /// The version of the contest's template with which all are to be printed; absent: each as it was
  /// printed before, else with the newest.
  package let template: Int?

  package init(
    format: String, stage: String?, after: String?, certificates: [String]?, template: Int?
  ) {
    self.format = format
    self.stage = stage
    self.after = after
    self.certificates = certificates
    self.template = template
  }
}

/// How far the printing of a batch is.
package struct PrintProgress: Codable, Hashable, Sendable {
  package let id: String
  package let total: Int
  package let done: Int
  /// Whether the file can be fetched, which is possible once.
  package let isReady: Bool
  /// The last number of the batch, where the stage has more than one file may hold.
  package let next: String?

  package init(id: String, total: Int, done: Int, isReady: Bool, next: String?) {
    self.id = id
    self.total = total
    self.done = done
    self.isReady = isReady
    self.next = next
  }
}

/// A template that a contest is to have.
package struct TemplateWish: Codable, Hashable, Sendable {
  /// YAML.
  package let text: String
  /// The PNG that the template names, as base64; absent when it names none.
  package let emblem: String?

  package init(text: String, emblem: String?) {
    self.text = text
    self.emblem = emblem
  }
}

/// A version of a contest's template.
package struct TemplateVersion: Codable, Hashable, Sendable {
  package let contest: String
  /// 0 for the one that contests have to which nobody gave one.
  package let version: Int
  package let text: String
  package let emblem: String?
  /// Milliseconds since 1970; absent for version 0.
  package let at: Int64?
  package let by: String?

  package init(
    contest: String, version: Int, text: String, emblem: String?, at: Int64?, by: String?
  ) {
    self.contest = contest
    self.version = version
    self.text = text
    self.emblem = emblem
    self.at = at
    self.by = by
  }
}

/// How much of a certificate the verification page shows: `masked`, `full` or `hidden`.
package struct ShowingChoice: Codable, Hashable, Sendable {
  package let showing: String

  package init(showing: String) { self.showing = showing }
}

/// What everybody sees of a certificate.
package struct CertificateShowing: Codable, Hashable, Sendable {
  package let certificate: String
  package let serial: String
  package let showing: String
  /// The verification page.
  package let address: String

  package init(certificate: String, serial: String, showing: String, address: String) {
    self.certificate = certificate
    self.serial = serial
    self.showing = showing
    self.address = address
  }
}
