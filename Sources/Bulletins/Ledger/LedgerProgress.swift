/// Reads progress from 0 to 1 out of the words of a cell.
struct LedgerProgress: Sendable {
  private let words = LedgerWords.shared

  /// Progress, or nil where the words give none.
  ///
  /// - Parameters:
  ///   - cell: the progress as printed.
  ///   - target: the goal, against which 完成286户 is measured.
  ///   - isShare: true if the column's heading says that its numbers are per cent.
  func progress(_ cell: String, target: String?, isShare: Bool = false) -> Double? {
    let text = CellText.folded(cell)
    guard !text.isEmpty else { return nil }
    if let value = bareNumber(text, target: target, isShare: isShare) { return value }
    if let value = share(text) ?? fraction(text) { return value }
    let clauses = CellText.clauses(text)
    if !words.contains(text, "unfinished"),
      clauses.contains(where: { isFinished($0) })
    {
      return 1
    }
    if let value = measured(text, against: target) { return value }
    if let first = clauses.first, isUnstarted(first) { return 0 }
    return nil
  }

  /// A cell that holds nothing but a number: 0.45, 45 under 完成率, 12 under 完成数 beside a goal of 26.
  private func bareNumber(_ text: Scalars, target: String?, isShare: Bool) -> Double? {
    guard text.first?.isDigit == true else { return nil }
    let numbers = Amount.all(in: text)
    guard numbers.count == 1, let number = numbers.first, number.numberEnd == text.count else { return nil }
    if !isShare, let target {
      let goals = Amount.all(in: CellText.folded(target)).filter { !$0.isOrdinal }
      if goals.count == 1, goals[0].value > 1, !text.contains(".") || number.value > 1 {
        // 120 beside a goal of 120万页 is counted in the goal's own scale.
        let printed = goals[0].value / goals[0].scale
        return clamped(number.value / (number.value <= printed * 1.5 ? printed : goals[0].value))
      }
    }
    if number.value <= 1 { return number.value }
    return isShare ? clamped(number.value / 100) : nil
  }

  /// 9/20, 完成9/20部: two numbers with a stroke between them and none beside them, which would be a date.
  private func fraction(_ text: Scalars) -> Double? {
    let numbers = Amount.all(in: text)
    for (part, whole) in zip(numbers, numbers.dropFirst()) {
      let stroke = part.range.upperBound
      guard text[stroke] == "/", stroke + 1 == whole.range.lowerBound, text.count(where: { $0 == "/" }) == 1,
        whole.value > 0, part.value <= whole.value, part.numberEnd == stroke
      else { continue }
      return part.value / whole.value
    }
    return nil
  }

  /// 45%, 百分之四十五, 四成五, 三分之二, 过半; of several the one that is said of the whole, else the first that is no
  /// change.
  private func share(_ text: Scalars) -> Double? {
    var first: Double?
    var index = 0
    while index < text.count {
      guard let share = Numerals.share(in: text, at: index) else {
        let isNumber = text[index].isDigit || text[index].numeral != nil
        index = isNumber ? max(index + 1, Numerals.run(in: text, at: index)) : index + 1
        continue
      }
      let before = text[max(0, index - 10)..<index]
      let clause = before.split(whereSeparator: { "，,。;；、".unicodeScalars.contains($0) }).last ?? before
      index = max(index + 1, share.end)
      guard !words.contains(clause, "change") else { continue }
      let value = clamped(share.value / 100)
      if words.contains(clause, "whole") { return value }
      if first == nil { first = value }
    }
    return first
  }

  private func isFinished(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = clause
    while let subject = words.prefix(of: rest, "subject") { rest = rest.dropFirst(subject) }
    var isDone = false
    while let done = words.prefix(of: rest, "done") {
      rest = rest.dropFirst(done)
      isDone = true
    }
    if rest.last == "了" { rest = rest.dropLast() }
    guard words.isWord(rest, of: "finished") else { return false }
    return isDone || !words.isWord(rest, of: "weak")
  }

  private func isUnstarted(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = clause
    while words.prefix(of: rest, "unstarted") == nil, let yet = words.prefix(of: rest, "yet") {
      rest = rest.dropFirst(yet)
    }
    return words.prefix(of: rest, "unstarted") != nil
  }

  /// 完成286户 against 更换立管1200户, 剩余4件 against 化解12件, 26栋中已完成12栋.
  private func measured(_ text: Scalars, against target: String?) -> Double? {
    let done = Amount.all(in: text).filter { !$0.isOrdinal && !$0.unit.isEmpty }
    guard !done.isEmpty else { return nil }
    if let target {
      let goals = Amount.all(in: CellText.folded(target)).filter { !$0.isOrdinal && !$0.unit.isEmpty }
      for goal in goals where goal.value > 0 {
        guard goals.filter({ $0.measures(goal) }).count == 1 else { continue }
        let parts = done.filter { $0.measures(goal) }
        guard parts.count == 1 || parts.count == 2, let part = parts.first(where: { !isWhole($0, in: text) })
        else { continue }
        let before = text[max(0, part.range.lowerBound - 3)..<part.range.lowerBound]
        if words.contains(before, "begun") { return nil }
        let isRest = words.contains(before, "remaining")
        return clamped((isRest ? goal.value - part.value : part.value) / goal.value)
      }
    }
    if done.count == 2, isWhole(done[0], in: text), done[1].measures(done[0]), done[0].value > 0 {
      return clamped(done[1].value / done[0].value)
    }
    return nil
  }

  /// True for the 26栋 of 26栋中已完成12栋 and of 共26栋，完成12栋.
  private func isWhole(_ amount: Amount, in text: Scalars) -> Bool {
    let after = amount.range.upperBound
    if after < text.count, text[after] == "中" { return true }
    let before = amount.range.lowerBound > 0 ? text[amount.range.lowerBound - 1] : " "
    return before == "共" || before == "总" || before == "应" || before == "需"
  }

  private func clamped(_ value: Double) -> Double { min(1, max(0, value)) }
}
