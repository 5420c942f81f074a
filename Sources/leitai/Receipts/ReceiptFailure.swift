import AttemptRecords
import ContestAPI

/// What speaks against a receipt. Places of records count from 0, as in the history.
indirect enum ReceiptFailure: Equatable {
  // The history by itself
  case attemptUnreadable(String)
  /// At this place stands a record of another number.
  case recordMissing(place: Int, found: Int)
  case eventUnreadable(Int)
  case headUnreadable(Int)
  /// The head is not the one that follows from the record and the head before.
  case chainBroken(Int, AttemptEvent, at: Int64)
  /// The words beside the bytes say something else.
  case wordsDiffer(Int, said: String, AttemptEvent)
  case timeGoesBack(Int)
  case noStart
  case secondStart(Int)
  case startDiffers(contestant: String, stage: String)
  case recordsAfterEnd(Int)
  case notHandedIn

  // What was signed
  case unknownForm(String)
  case otherAttempt(signed: String, found: String)
  /// The server signed two different statements.
  case twoReceipts
  case wrongCount(signed: Int, found: Int)
  case wrongHead
  case wrongTime(signed: Int64, found: Int64)

  // The signature
  case otherKey(ReceiptCheck.TrustedKey.Source)
  case keyUnreadable
  case otherSigner(named: String, key: String)
  case keyMisnamed(named: String, key: String)
  case signatureUnreadable
  case signatureInvalid

  // What the contestant was told
  case acknowledgedMissing(Acknowledgement)
  case acknowledgedOtherwise(Acknowledgement, AttemptEvent)
  case acknowledgedAtOtherTime(Acknowledgement, found: Int64)
  case acknowledgedOtherHead(Acknowledgement)

  // Another history
  case parted(Int, here: Version, there: Version)
  case otherIsUnsound(ReceiptFailure)

  /// One history's version of a record.
  enum Version: Equatable {
    case none
    case unreadable
    case record(AttemptEvent, at: Int64, head: String)
  }

  /// For programs.
  var code: String {
    switch self {
    case .attemptUnreadable: "attempt-unreadable"
    case .recordMissing: "record-missing"
    case .eventUnreadable: "event-unreadable"
    case .headUnreadable: "head-unreadable"
    case .chainBroken: "chain-broken"
    case .wordsDiffer: "words-differ"
    case .timeGoesBack: "time-goes-back"
    case .noStart: "start-missing"
    case .secondStart: "second-start"
    case .startDiffers: "start-differs"
    case .recordsAfterEnd: "records-after-end"
    case .notHandedIn: "not-handed-in"
    case .unknownForm: "unknown-form"
    case .otherAttempt: "other-attempt"
    case .twoReceipts: "two-receipts"
    case .wrongCount: "wrong-count"
    case .wrongHead: "wrong-head"
    case .wrongTime: "wrong-time"
    case .otherKey: "other-key"
    case .keyUnreadable: "key-unreadable"
    case .otherSigner: "other-signer"
    case .keyMisnamed: "key-misnamed"
    case .signatureUnreadable: "signature-unreadable"
    case .signatureInvalid: "signature-invalid"
    case .acknowledgedMissing: "acknowledged-missing"
    case .acknowledgedOtherwise: "acknowledged-otherwise"
    case .acknowledgedAtOtherTime: "acknowledged-at-other-time"
    case .acknowledgedOtherHead: "acknowledged-other-head"
    case .parted: "histories-part"
    case .otherIsUnsound: "other-unsound"
    }
  }
}
