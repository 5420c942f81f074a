/// The versions of QTI that are written, and how each says the same.
enum QTIVersion {
  case v21, v22, v30

  var formatName: String {
    switch self {
    case .v21: "qti"
    case .v22: "qti22"
    case .v30: "qti30"
    }
  }

  /// Namespace and schema of an item.
  var item: (namespace: String, schema: String) {
    switch self {
    case .v21:
      (
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
      )
    case .v22:
      (
        "http://www.imsglobal.org/xsd/imsqti_v2p2",
        "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd"
      )
    case .v30:
      (
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
      )
    }
  }

  /// Namespace and schema of the manifest.
  var manifest: (namespace: String, schema: String) {
    switch self {
    case .v21:
      (
        "http://www.imsglobal.org/xsd/imscp_v1p1",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
      )
    case .v22:
      (
        "http://www.imsglobal.org/xsd/imscp_v1p1",
        "http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd"
      )
    case .v30:
      (
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
      )
    }
  }

  /// What the manifest says the package follows.
  var packageSchema: (name: String, version: String) {
    switch self {
    case .v21: ("QTIv2.1 Package", "1.0.0")
    case .v22: ("QTIv2.2 Package", "1.0.0")
    case .v30: ("QTI Package", "3.0.0")
    }
  }

  /// The type of a resource: `imsqti_item_xmlv2p1` of an item.
  func resourceType(_ kind: String) -> String {
    switch self {
    case .v21: "imsqti_\(kind)_xmlv2p1"
    case .v22: "imsqti_\(kind)_xmlv2p2"
    case .v30: "imsqti_\(kind)_xmlv3p0"
    }
  }

  /// The address of a response processing template such as `match_correct`.
  func template(_ name: String) -> String {
    switch self {
    case .v21: "http://www.imsglobal.org/question/qti_v2p1/rptemplates/\(name)"
    case .v22: "http://www.imsglobal.org/question/qti_v2p2/rptemplates/\(name)"
    case .v30: "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/\(name).xml"
    }
  }

  /// Whether passages are files of their own, to which items refer.
  var hasStimuli: Bool { self == .v30 }
}
