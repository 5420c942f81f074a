import ContestAPI
import Contests
import Sessions

extension Attempt.Rejection {
  var code: String {
    switch self {
    case .notBegun: "not-begun"
    case .suspended: "suspended"
    case .alreadySubmitted: "already-submitted"
    case .voided: "voided"
    case .pastDeadline: "past-deadline"
    case .staleSequence: "stale-sequence"
    case .sequenceGap: "sequence-gap"
    case .tooManyCommands: "too-many-commands"
    case .noSuchItem: "no-such-item"
    case .alreadyAnswered: "already-answered"
    case .noSuchOption: "no-such-option"
    case .tooManyChoices: "too-many-choices"
    case .noChoice: "no-choice"
    case .wrongForm: "wrong-form"
    case .notANumber: "not-a-number"
    case .textTooLong: "text-too-long"
    }
  }

  var expectedSequence: Int? {
    switch self {
    case .staleSequence(let next), .sequenceGap(let next): next
    default: nil
    }
  }

  var text: LocalizedText {
    switch self {
    case .notBegun: LocalizedText(zhHans: "尚未开始", en: "the bell has not rung yet")
    case .suspended:
      LocalizedText(zhHans: "作答已被暂停", en: "the attempt has been suspended")
    case .voided: LocalizedText(zhHans: "本次作答已作废", en: "the attempt has been voided")
    case .alreadySubmitted: LocalizedText(zhHans: "已经交卷", en: "the attempt has been submitted")
    case .pastDeadline: LocalizedText(zhHans: "作答时间已到", en: "the time is up")
    case .staleSequence(let next):
      LocalizedText(
        zhHans: "序号已用于另一条命令，应为 \(next)",
        en: "the number was used for another command; next is \(next)")
    case .sequenceGap(let next):
      LocalizedText(zhHans: "序号不连续，应为 \(next)", en: "numbers are missing; next is \(next)")
    case .tooManyCommands:
      LocalizedText(
        zhHans: "操作次数过多，只能交卷", en: "too many commands; the attempt can only be submitted")
    case .noSuchItem: LocalizedText(zhHans: "没有这道题", en: "there is no such question")
    case .alreadyAnswered:
      LocalizedText(
        zhHans: "本题已作答并公布答案，不能再改", en: "the key has been shown; the answer is final")
    case .noSuchOption: LocalizedText(zhHans: "没有这个选项", en: "there is no such option")
    case .tooManyChoices: LocalizedText(zhHans: "本题只能选一项", en: "this question takes one option")
    case .noChoice: LocalizedText(zhHans: "没有选择任何选项", en: "no option was chosen")
    case .wrongForm:
      LocalizedText(
        zhHans: "答案的形式与题型不符", en: "the answer is not of the form that the question asks for")
    case .notANumber: LocalizedText(zhHans: "请填写一个数", en: "a number is needed")
    case .textTooLong: LocalizedText(zhHans: "答案过长", en: "the answer is too long")
    }
  }
}
