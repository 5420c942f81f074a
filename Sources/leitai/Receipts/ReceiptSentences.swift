import AttemptRecords
import ContestAPI
import Foundation

/// Says what speaks against a receipt, in the reader's language.
struct ReceiptSentences {
  let say: Language
  /// The zone in which times are shown.
  let zone: TimeZone

  private var words: RecordWords { RecordWords(say: say) }

  /// A sentence of its own for each failure.
  func sentence(_ failure: ReceiptFailure) -> String {
    history(failure) ?? statement(failure) ?? signature(failure) ?? acknowledged(failure)
      ?? comparison(failure) ?? failure.code
  }

  /// To the millisecond, since one decides.
  private func time(_ instant: Int64) -> String {
    instant.dayAndTime(in: zone) + "." + String((instant % 1000 + 1000) % 1000 + 1000).dropFirst()
  }

  private func history(_ failure: ReceiptFailure) -> String? {
    switch failure {
    case .attemptUnreadable(let text):
      say(zh: "「\(text)」不是答卷的编号", en: "“\(text)” is no attempt's id")
    case .recordMissing(let place, let found):
      say(
        zh: "第 \(place) 条记录的位置上是第 \(found) 条：记录缺失、重复或顺序不对",
        en:
          "where record \(place) should be stands record \(found): records are missing or misplaced"
      )
    case .eventUnreadable(let place):
      say(zh: "第 \(place) 条记录的内容无法识别", en: "the bytes of record \(place) cannot be read")
    case .headUnreadable(let place):
      say(zh: "第 \(place) 条记录的链值不是 64 位十六进制数", en: "the head of record \(place) is no hash")
    case .chainBroken(let place, let event, let at):
      say(
        zh: "第 \(place) 条记录（\(time(at)) \(words.text(event))）与链值不符：它或它前面的记录被改过",
        en: "record \(place) (\(time(at)), \(words.text(event))) does not lead to its head: it, or "
          + "what stands before it, was changed")
    case .wordsDiffer(let place, let said, let event):
      say(
        zh: "第 \(place) 条记录写着「\(said)」，但它的字节说的是「\(words.text(event))」",
        en: "record \(place) is described as “\(said)”, but its bytes say “\(words.text(event))”")
    case .timeGoesBack(let place):
      say(zh: "第 \(place) 条记录的时间早于前一条", en: "record \(place) is older than the one before it")
    case .noStart: say(zh: "没有开始的记录", en: "there is no record of the start")
    case .secondStart(let place):
      say(zh: "第 \(place) 条记录又是一次开始", en: "record \(place) is a second start")
    case .startDiffers(let contestant, let stage):
      say(
        zh: "开始的记录属于 \(contestant) 的 \(stage)，与文件所写不同",
        en: "the start was that of \(contestant) at \(stage), which is not what the file says")
    case .recordsAfterEnd(let place):
      say(
        zh: "第 \(place) 条记录已经交卷，后面却还有记录",
        en: "record \(place) hands the attempt in, and yet there are records after it")
    case .notHandedIn:
      say(zh: "最后一条记录不是交卷", en: "the last record does not hand the attempt in")
    default: nil
    }
  }

  private func statement(_ failure: ReceiptFailure) -> String? {
    switch failure {
    case .unknownForm(let form):
      say(zh: "回执的格式「\(form)」不认识", en: "the receipt's form “\(form)” is unknown")
    case .otherAttempt(let signed, let found):
      say(
        zh: "回执是答卷 \(signed) 的，记录却是答卷 \(found) 的",
        en: "the receipt is for attempt \(signed), the records are those of \(found)")
    case .twoReceipts:
      say(
        zh: "服务器给选手的回执与记录里的回执不同",
        en: "the receipt that the contestant got is not the one that stands with the history")
    case .wrongCount(let signed, let found):
      say(
        zh: "回执签的是 \(signed) 条记录，文件里有 \(found) 条",
        en: "\(signed) records were signed, the file has \(found)")
    case .wrongHead:
      say(
        zh: "回执签的链值不是最后一条记录的链值", en: "the signed head is not that of the last record")
    case .wrongTime(let signed, let found):
      say(
        zh: "回执签的交卷时间是 \(time(signed))，记录里是 \(time(found))",
        en: "the signed time is \(time(signed)), in the records it is \(time(found))")
    default: nil
    }
  }

  private func signature(_ failure: ReceiptFailure) -> String? {
    switch failure {
    case .otherKey(.given):
      say(
        zh: "文件里的密钥不是 --signer 给出的密钥", en: "the key in the file is not the one given by --signer")
    case .otherKey(.pinned):
      say(
        zh: "文件里的密钥不是本机第一次见到的这台服务器的密钥：服务器换了密钥，或者有人冒充，请向组委会核对",
        en: "the key in the file is not the one that this machine first saw for the server: it has "
          + "another key, or somebody poses as it; ask the organizer")
    case .keyUnreadable: say(zh: "公钥不是 32 字节的 Ed25519 公钥", en: "the key is no Ed25519 public key")
    case .otherSigner(let named, let key):
      say(
        zh: "回执说由密钥 \(named) 签名，核验用的密钥却是 \(key)",
        en: "the receipt names key \(named) as its signer, the key to check with is \(key)")
    case .keyMisnamed(let named, let key):
      say(
        zh: "文件把密钥叫作 \(named)，它其实是 \(key)",
        en: "the file calls the key \(named), but it is \(key)")
    case .signatureUnreadable:
      say(zh: "签名不是 128 位十六进制数", en: "the signature is not 128 hexadecimal digits")
    case .signatureInvalid:
      say(
        zh: "签名与回执的内容或公钥不符", en: "the signature does not fit what the receipt says, or the key")
    default: nil
    }
  }

  private func acknowledged(_ failure: ReceiptFailure) -> String? {
    switch failure {
    case .acknowledgedMissing(let told):
      promise(told)
        + say(zh: "记录里没有这一条", en: "there is no such record")
    case .acknowledgedOtherwise(let told, let event):
      promise(told)
        + say(
          zh: "那一条记录却是「\(words.text(event))」", en: "that record says “\(words.text(event))”")
    case .acknowledgedAtOtherTime(let told, let found):
      promise(told)
        + say(zh: "那一条记录的时间却是 \(time(found))", en: "that record is of \(time(found))")
    case .acknowledgedOtherHead(let told):
      promise(told)
        + say(
          zh: "链值却不是当时告诉选手的那一个：这一条或它前面的记录被改过",
          en:
            "its head is not the one that the contestant was told: it, or a record before it, was "
            + "changed")
    default: nil
    }
  }

  private func promise(_ told: Acknowledgement) -> String {
    say(
      zh: "服务器确认过「\(text(told.command))」存为第 \(told.record) 条（\(time(told.savedAt))），但",
      en: "“\(text(told.command))” was acknowledged as record \(told.record) "
        + "(\(time(told.savedAt))), but ")
  }

  /// A command as its contestant meant it.
  private func text(_ command: Command) -> String {
    let question = command.item.map { say(zh: "第 \($0 + 1) 题", en: "question \($0 + 1)") } ?? ""
    switch command.kind {
    case "answer":
      let answer = command.answer ?? .none
      let letters = (answer.choices + answer.places).map { $0 < 0 ? "-" : PlayScreen.letter($0) }
      return say(zh: "\(question)答 ", en: "\(question): ") + letters.joined()
        + answer.texts.map { $0.isEmpty ? "_" : $0 }.joined(separator: " | ")
    case "clear": return say(zh: "\(question)清除", en: "\(question): cleared")
    case "flag": return say(zh: "\(question)标记", en: "\(question): mark")
    case "submit": return say(zh: "交卷", en: "hand in")
    case "signal": return command.signal ?? command.kind
    default: return say(zh: "在线", en: "was there")
    }
  }

  private func comparison(_ failure: ReceiptFailure) -> String? {
    switch failure {
    case .parted(let place, let here, let there):
      say(
        zh: "从第 \(place) 条记录起两份不同：这份是\(text(here))，那份是\(text(there))",
        en: "the two part at record \(place): here \(text(here)), there \(text(there))")
    case .otherIsUnsound(let failure):
      say(zh: "那份自己就不成立：", en: "the other one does not hold together: ") + sentence(failure)
    default: nil
    }
  }

  private func text(_ version: ReceiptFailure.Version) -> String {
    switch version {
    case .none: say(zh: "「没有这一条」", en: "“no such record”")
    case .unreadable: say(zh: "「无法识别」", en: "“cannot be read”")
    case .record(let event, let at, let head):
      say(
        zh: "「\(time(at)) \(words.text(event))」（链值 \(head.prefix(8))…）",
        en: "“\(time(at)) \(words.text(event))” (head \(head.prefix(8))…)")
    }
  }
}
