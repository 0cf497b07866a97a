/// Blocks of key and value, one item a block:
///
///     事项：…
///     责任单位：…
///     完成时限：…
struct KeyValueTable {
  /// A key as it was met: looked up once however often it comes again.
  private struct Key {
    var name: String
    var heading: LedgerColumns.Heading?
    var isOutside: Bool
    var column: LedgerColumn? { heading?.column }
  }

  private struct Field {
    var key: Int
    var value: String
    var column: LedgerColumn?
  }

  private var keys: [Key] = []
  private var known: [Scalars: Int] = [:]

  private struct Record {
    var fields: [Field] = []
    var number: Int

    func has(_ column: LedgerColumn) -> Bool { fields.contains { $0.column == column } }

    /// True for a record that is an item of work.
    var isItem: Bool {
      let known = Set(fields.compactMap(\.column)).subtracting([.other, .number])
      return known.count >= 3 && !known.isDisjoint(with: LedgerColumn.states)
        && !known.isDisjoint(with: [.item, .content, .target])
    }
  }

  /// The table of the blocks that begin at a line, if they are one, and the line after what was read.
  static func find(at index: Int, in lines: [NumberedLine]) -> (table: Table?, end: Int) {
    var reader = KeyValueTable()
    return reader.read(from: index, in: lines)
  }

  private mutating func read(from index: Int, in lines: [NumberedLine]) -> (table: Table?, end: Int) {
    var records: [Record] = []
    var next = index
    var end = index
    /// Lines without a key since the last field: they belong to its value if another key follows.
    var pending: [String] = []
    var blank = false
    while next < lines.count {
      let text = lines[next].text
      if lines[next].isBlank {
        if !pending.isEmpty { break }
        blank = true
        next += 1
        if next < lines.count, lines[next].isBlank, next - end > 2 { break }
        continue
      }
      let inRecord = !blank && !(records.last?.fields.isEmpty ?? true)
      let fields = fields(of: text, inRecord: inRecord)
      if fields.isEmpty {
        if inRecord, pending.count < 5, text.utf8.count <= 600, KeyValueTable.heading(text) == nil {
          pending.append(text)
          next += 1
          continue
        }
        if isDivider(text), records.last?.isItem == true {
          next += 1
          blank = true
          continue
        }
        break
      }
      if !inRecord, fields.contains(where: { keys[$0.key].isOutside && $0.column != .item }) {
        break
      }
      if !pending.isEmpty, let record = records.indices.last, let field = records[record].fields.indices.last
      {
        for line in pending { records[record].fields[field].value += CellText.clean(line) }
        pending.removeAll()
      }
      for field in fields {
        let repeats = records.last.map { record in
          record.fields.contains { $0.key == field.key || field.column == .item && $0.column == .item }
        }
        if repeats ?? true { records.append(Record(number: lines[next].number)) }
        records[records.count - 1].fields.append(field)
      }
      blank = false
      next += 1
      end = next
    }
    if records.count == 1, !records[0].has(.item), !records[0].has(.content),
      let title = lines[..<index].suffix(2).last(where: { !$0.isBlank }).flatMap({
        KeyValueTable.heading($0.text)
      })
    {
      // A list of tasks under numbered headings: the heading is the item.
      records[0].fields.insert(
        Field(key: lookUp("事项".scalars[...]), value: String(title), column: .item), at: 0)
    }
    guard records.contains(where: \.isItem), records.count(where: \.isItem) * 2 >= records.count else {
      return (nil, max(end, index + 1))
    }
    return (table(of: records), end)
  }

  /// A short numbered heading (一、… （二）… 3.…) without its number, or nil.
  private static func heading(_ line: String) -> Scalars? {
    guard line.utf8.count <= 240 else { return nil }
    var text = CellText.trimmed(line.scalars)
    while text.last == "。" || text.last == "：" || text.last == ":" { text.removeLast() }
    var rest = text[...]
    let bracket = rest.first == "（" || rest.first == "("
    if bracket { rest = rest.dropFirst() }
    let number = rest.prefix { $0.isDigit || $0.numeral != nil }
    rest = rest.dropFirst(number.count)
    guard !number.isEmpty, let mark = rest.first,
      bracket ? "）)".unicodeScalars.contains(mark) : "、.．".unicodeScalars.contains(mark)
    else { return nil }
    let title = Scalars(rest.dropFirst())
    return title.isEmpty || title.contains("。") ? nil : title
  }

  /// The records as rows under the union of their keys.
  private func table(of records: [Record]) -> Table {
    var titles: [String] = []
    var places: [Int: Int] = [:]
    var columns: [LedgerColumn: Int] = [:]
    for record in records {
      for field in record.fields where places[field.key] == nil {
        // 进展 in one block and 目前进展 in the next are one column, unless a block has both.
        if let column = field.column, column != .other, let place = columns[column],
          record.fields.count(where: { $0.column == column }) == 1
        {
          places[field.key] = place
          continue
        }
        places[field.key] = titles.count
        if let column = field.column, columns[column] == nil { columns[column] = titles.count }
        titles.append(keys[field.key].name)
      }
    }
    var table = Table(rows: [titles], rowNumbers: [records.first?.number ?? 1])
    for record in records {
      var row = [String](repeating: "", count: titles.count)
      for field in record.fields { if let place = places[field.key] { row[place] = field.value } }
      table.rows.append(row)
      table.rowNumbers.append(record.number)
    }
    return table
  }

  /// The fields of a line: usually one, or several that stand behind each other (事项：…；责任单位：…).
  private mutating func fields(of line: String, inRecord: Bool) -> [Field] {
    let text = line.scalars
    var fields: [Field] = []
    var position = 0
    while position < text.count {
      guard let key = key(at: position, in: text, isFirst: fields.isEmpty, inRecord: inRecord) else {
        guard fields.isEmpty == false, let cut = nextKey(after: position, in: text) else { break }
        position = cut
        continue
      }
      let cut = nextKey(after: key.end, in: text) ?? text.count
      var value = text[key.end..<cut]
      while cut < text.count, let last = value.last, isSeparator(last) { value = value.dropLast() }
      fields.append(Field(key: key.key, value: CellText.clean(String(value)), column: keys[key.key].column))
      position = cut
    }
    return fields
  }

  private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    CellText.isSpace(scalar) || ";；,，|｜/、".unicodeScalars.contains(scalar)
  }

  /// Where a known key begins behind a separator, or nil.
  private mutating func nextKey(after start: Int, in text: Scalars) -> Int? {
    guard text.count <= 2000 else { return nil }
    var index = start
    while index < text.count {
      if isSeparator(text[index]) || text[index] == "。" {
        if let key = key(at: index + 1, in: text, isFirst: false, inRecord: false),
          keys[key.key].column != .other
        {
          return index + 1
        }
      }
      index += 1
    }
    return nil
  }

  /// The key at a position: a known heading, or inside a record any short word, before a colon or in 【】.
  private mutating func key(at start: Int, in text: Scalars, isFirst: Bool, inRecord: Bool) -> (
    key: Int, end: Int
  )? {
    var index = start
    var bracketed = false
    while index < text.count,
      CellText.isSpace(text[index]) || "*-·•●◆■▪【".unicodeScalars.contains(text[index])
    {
      bracketed = bracketed || text[index] == "【"
      index += 1
    }
    let begin = index
    while index < text.count, index - begin <= 20 {
      if text[index] == "：" || text[index] == ":" || (bracketed && text[index] == "】") { break }
      if text[index].endsSentence || text[index] == "，" || text[index] == "," { return nil }
      index += 1
    }
    guard index < text.count, index > begin, index - begin <= 20 else { return nil }
    var end = index + 1
    while end < text.count, text[end] == "】" || text[end] == "*" || text[end] == ":" || text[end] == "：" {
      end += 1
    }
    let key = lookUp(text[begin..<index])
    if let heading = keys[key].heading { return heading.exact || isFirst ? (key, end) : nil }
    guard isFirst, inRecord, index - begin <= 8, !keys[key].isOutside else { return nil }
    return (key, end)
  }

  private mutating func lookUp(_ printed: ArraySlice<Unicode.Scalar>) -> Int {
    let word = Scalars(printed)
    if let id = known[word] { return id }
    let name = String(LineStart.withoutNumber(word.filter { $0 != "】" && $0 != "*" }))
    let columns = LedgerColumns.shared
    // 1.事项 and 2.事项 are one key.
    let bare = name.scalars
    let id = known[bare] ?? keys.count
    if id == keys.count {
      keys.append(
        Key(
          name: CellText.clean(name), heading: columns.heading(name), isOutside: columns.isOutside(name)))
      known[bare] = id
    }
    known[word] = id
    return id
  }

  /// True for a line of dashes or a running number alone between two records.
  private func isDivider(_ line: String) -> Bool {
    let text = CellText.folded(line)
    return text.count >= 3 && text.allSatisfy { "-=*_—─".unicodeScalars.contains($0) }
      || text.count <= 4 && text.allSatisfy { $0.isDigit || ".、()".unicodeScalars.contains($0) }
  }
}
