import QuestionBanks

/// An export that would not come back equal, which nobody has agreed to.
struct ExportWouldLose: Error {
  let format: String
  let losses: [(question: QuestionID, losses: [ExportLoss])]
}
