/// One table whose rows are items of work.
struct LedgerTable {
  private let rows: [[String]]
  private let numbers: [Int]
  let header: LedgerHeader
  private let aligner: RowAligner
  private let asOf: Day
  private let rule: ScheduleRule
  let words = LedgerWords.shared
  /// The colour that a title above the table, or a row across it, gives to rows without one of their own.
  private var sectionColor: StatusColor?
  /// The office of rows that have no column for it.
  private var owner: String?
  private var previous: (item: String, unit: String?, leader: String?)?

  /// Nil for a table that is no ledger.
  init?(_ table: Table, title: String?, asOf: Day, rule: ScheduleRule) {
    let upright = FormTable(table)?.table ?? table
    guard let header = LedgerHeader(of: upright.rows), header.isLedger else { return nil }
    self.header = header
    rows = upright.rows
    numbers = upright.rowNumbers
    aligner = RowAligner(columns: header.columns, joiner: "，")
    self.asOf = asOf
    self.rule = rule
    if header.index(of: .status) == nil {
      let above = rows.prefix(header.firstRow).flatMap { $0.prefix(1) } + [title].compactMap { $0 }
      sectionColor = above.lazy.compactMap { LedgerColor.shared.color(ofTitle: $0) }.first
    }
  }

  /// Gives the rows an office where the table has no column for it and its rows are no offices themselves.
  mutating func settle(_ found: LedgerOwner, lines: [String], below: [String]) {
    guard header.index(of: .unit) == nil else { return }
    let names = rows.dropFirst(header.firstRow).prefix(5).compactMap { name(.item, of: $0) }
    guard !names.contains(where: { words.isEnded(CellText.folded($0), by: "office") }) else { return }
    owner = found.owner(
      above: Array(rows.prefix(header.firstRow)), lines: lines,
      below: rows.suffix(3) + below.map { [$0] })
  }

  /// Appends the items of the rows, and a remark for each row that cannot be read.
  consuming func read(into result: inout LedgerReader.Result) {
    for index in rows.indices.dropFirst(header.firstRow) {
      let number = index < numbers.count ? numbers[index] : index + 1
      switch kind(of: rows[index]) {
      case .empty, .heading, .total, .note: continue
      case .section(let text):
        if header.index(of: .status) == nil, let color = LedgerColor.shared.color(ofTitle: text) {
          sectionColor = color
        }
      case .item: readItem(rows[index], number: number, into: &result)
      }
    }
  }

  private enum RowKind { case empty, heading, total, note, section(String), item }

  private func kind(of row: [String]) -> RowKind {
    var filled = 0
    var first: String?
    var distinct = false
    for cell in row where !cell.unicodeScalars.allSatisfy(CellText.isSpace) {
      filled += 1
      if let first { distinct = distinct || cell != first } else { first = cell }
    }
    guard let first else { return .empty }
    let text = CellText.folded(first)
    if words.isWord(text, of: "total") { return .total }
    if let item = cell(.item, of: row), words.isWord(CellText.folded(item), of: "total") { return .total }
    if !distinct {
      if words.prefix(of: text, "note") != nil { return .note }
      return filled == 1 && !text.allSatisfy(\.isDigit) || filled > 1 ? .section(first) : .item
    }
    if words.prefix(of: text, "note") != nil, filled * 2 <= header.columns.count { return .note }
    if LedgerColumns.shared.heading(first) != nil, LedgerHeader.isHeading(row) { return .heading }
    return .item
  }

  private mutating func readItem(_ printed: [String], number: Int, into result: inout LedgerReader.Result) {
    var row = printed
    let width = header.columns.count
    if row.count > width, row[width...].contains(where: { !CellText.folded($0).isEmpty }) {
      guard let fit = aligner.fit(row.map(CellText.clean).filter { !$0.isEmpty }) else {
        result.remarks.append(
          UnreadableRow.remark(
            number,
            "it has \(row.count) cells under \(width) headings; put a cell that holds a separator in quotation marks"
          ))
        return
      }
      row = fit.cells
      result.remarks.append(
        "row \(number) has \(printed.count) cells under \(width) headings: read by what the cells look like")
    }
    var unit = name(.unit, of: row) ?? owner
    var leader = name(.leader, of: row)
    var name = name(.item, of: row)
    if name == nil {
      // A cell merged downwards leaves blanks under it: the row goes on with the item above.
      guard header.index(of: .number).map({ value(at: $0, of: row) == nil }) ?? true, let previous else {
        result.remarks.append(UnreadableRow.remark(number, "the item of work is missing"))
        return
      }
      name = previous.item
      unit = unit ?? previous.unit
      leader = leader ?? previous.leader
    }
    guard let name else { return }
    previous = (name, unit, leader)
    result.items.append(
      item(name, unit: unit, leader: leader, row: row, number: number, remarks: &result.remarks))
  }

  private func item(
    _ name: String, unit: String?, leader: String?, row: [String], number: Int, remarks: inout [String]
  ) -> LedgerItem {
    var item = LedgerItem(
      item: name, unit: unit, leader: leader, target: value(.target, of: row), row: number)
    let reader = LedgerProgress()
    item.progressText = value(.progress, of: row) ?? value(.percent, of: row)
    item.progress = value(.percent, of: row).flatMap { reader.progress($0, target: nil, isShare: true) }
    if item.progress == nil, let text = value(.progress, of: row), let column = header.index(of: .progress) {
      item.progress = reader.progress(text, target: item.target ?? name, isShare: header.isShare[column])
    }
    let (due, start, isStanding) = days(of: row, number: number, remarks: &remarks)
    item.due = due
    item.start = start
    item.problem = problem(of: row)
    if let stated = value(.status, of: row) {
      item.declared = LedgerColor.shared.color(of: stated)
      if item.declared == nil, let remark = LedgerColor.shared.remark(on: stated) {
        remarks.append("row \(number): \(remark)")
      }
      // 已办结, 销号 or 未启动 may stand in a column of states instead of a colour.
      if item.declared == nil, item.progress == nil { item.progress = reader.progress(stated, target: nil) }
    } else {
      item.declared = sectionColor
    }
    if let closing = closing(in: row), item.progress ?? 0 < 1 {
      if item.progress != nil, let text = item.progressText {
        remarks.append("row \(number): “\(closing)” closes it, whatever its progress is (\(text))")
      }
      item.progress = 1
    }
    let judged = rule.judge(
      ScheduleRule.Facts(
        progress: item.progress, due: item.due, start: start, problem: item.problem,
        openEnded: isStanding || item.declared != nil), on: asOf)
    item.computed = judged.color
    item.why = judged.why
    item.quote = quote(row)
    if let remark = contradiction(in: item, number: number) { remarks.append(remark) }
    return item
  }

  private func days(of row: [String], number: Int, remarks: inout [String]) -> (Day?, Day?, Bool) {
    let start = value(.start, of: row).flatMap { StatedDay.deadline(of: $0, context: asOf)?.day }
    guard let text = value(.due, of: row) else { return (dueInTarget(of: row), start, false) }
    if let stated = StatedDay.deadline(of: text, context: asOf) {
      let words = CellText.folded(text)
      let days = StatedDay.all(in: words, context: asOf)
      let isRange = days.count == 2 && days[0].begins(range: days[1], in: words)
      return (stated.day, start ?? (isRange ? days[0].beginning : nil), false)
    }
    let isStanding = words.prefix(of: CellText.folded(text), "standing") != nil
    if !isStanding, text.unicodeScalars.contains(where: \.isDigit) {
      remarks.append("row \(number): the deadline “\(text)” cannot be read as a date")
    }
    return (nil, start, isStanding)
  }

  /// The deadline in a goal such as 12月底前通水, where the table has no column for it.
  private func dueInTarget(of row: [String]) -> Day? {
    guard header.index(of: .due) == nil, let target = value(.target, of: row) else { return nil }
    let text = CellText.folded(target)
    return StatedDay.all(in: text, context: asOf).last { stated in
      text[stated.range.upperBound...].prefix(2).contains("前")
    }?.day
  }

  private func problem(of row: [String]) -> String? {
    guard let text = value(.problem, of: row) else { return nil }
    return ProblemCell.problem(in: text, words: words)
  }

  /// Said where the declared colour and the figures disagree.
  private func contradiction(in item: LedgerItem, number: Int) -> String? {
    guard item.contradictsItself, let declared = item.declared, let computed = item.computed else {
      return nil
    }
    return "row \(number): \(item.item) is declared \(declared.rawValue), by its figures it is "
      + "\(computed.rawValue) (\(item.why))"
  }

  private func quote(_ row: [String]) -> String {
    var quote = ""
    for (index, cell) in row.enumerated() {
      if index > 0 { quote += "｜" }
      quote += CellText.clean(cell)
    }
    return quote
  }

  private func cell(_ column: LedgerColumn, of row: [String]) -> String? {
    guard let index = header.index(of: column), index < row.count else { return nil }
    return row[index]
  }

  private func value(_ column: LedgerColumn, of row: [String]) -> String? {
    header.index(of: column).flatMap { value(at: $0, of: row) }
  }

  /// A cell that names something: a full stop at its end is no part of the name.
  private func name(_ column: LedgerColumn, of row: [String]) -> String? {
    guard var text = value(column, of: row) else { return nil }
    if column != .item, let names = several(row[header.index(of: column) ?? 0], column) { text = names }
    while let last = text.unicodeScalars.last, "。；;".unicodeScalars.contains(last) {
      text.unicodeScalars.removeLast()
    }
    return text.isEmpty ? nil : text
  }

  /// Offices or people on several lines of a cell, or parted by blanks, as a list; nil for one alone (王　强).
  private func several(_ cell: String, _ column: LedgerColumn) -> String? {
    let parts = cell.scalars.split(whereSeparator: CellText.isSpace)
    guard parts.count > 1, parts.count <= 20 else { return nil }
    let areNames = parts.allSatisfy { part in
      column == .unit
        ? words.isEnded(CellText.folded(String(part)), by: "office")
        : (2...4).contains(part.count) && part.allSatisfy(\.isHan)
    }
    return areNames ? parts.map { String($0) }.joined(separator: "、") : nil
  }

  /// The cell's text, nil if it is blank or a dash that stands for nothing.
  private func value(at index: Int, of row: [String]) -> String? {
    guard index < row.count else { return nil }
    let text = CellText.clean(row[index])
    if text.isEmpty || LedgerTable.dashes.contains(text) { return nil }
    return text
  }

  private static let dashes: Set<String> = ["-", "--", "—", "——", "－", "–", "/", "\\"]
}
