/// Finds the day whose state a bulletin tells.
///
/// In this order: a line that says so (报告日期：…), the masthead, 截至… in a short line or in an official document,
/// the day under the signature, the month or quarter in the title of a ledger, the file name. A page of several
/// articles has only the first two and the file name: what one of its articles is 截至 is not the day of the page.
struct AsOfReader: Sendable {
  private let words = AsOfWords.shared

  /// Stated in the text, else in the file name, else nil.
  func asOf(in document: Document, fileName: String) -> Day? {
    let named = FileNameDay.day(in: fileName)
    let text = OutlineText(document)
    return labelled(text, named) ?? masthead(text) ?? until(text, named) ?? signature(text) ?? period(text)
      ?? named
  }

  /// 报告日期：2021年7月15日, in a line or in the cells around a table.
  private func labelled(_ text: OutlineText, _ named: Day?) -> Day? {
    for line in text.head + text.tail where line.count <= 160 {
      for index in line.indices {
        // 日期 must begin the line or follow a mark; 制表时间 is known anywhere, since blanks are dropped.
        guard let label = words.labels.longestMatch(in: line, at: index),
          label.range.count >= 4 || index == 0 || !line[index - 1].isHan
        else { continue }
        var after = label.range.upperBound
        guard after < line.count, line[after] == ":" else { continue }
        while after < line.count, line[after] == ":" { after += 1 }
        let found = StatedDay.all(in: Scalars(line[after...].prefix(24)), context: named ?? text.anyYear)
        guard let first = found.first, first.range.lowerBound == 0, first.precision != .year else { continue }
        let isRange = found.count > 1 && found[1].range.lowerBound - first.range.upperBound <= 1
        return isRange ? found[1].day : first.day
      }
    }
    return nil
  }

  /// 澄溪日报　2026年9月18日　星期五; 某局办公室编　2023年6月2日: a short line near the top with a whole date.
  private func masthead(_ text: OutlineText) -> Day? {
    for line in text.head.prefix(6) where line.count <= 60 && !line.contains("。") {
      let days = StatedDay.all(in: line, context: nil).filter { $0.precision == .day && $0.hasYear }
      guard days.count == 1, let day = days.first else { continue }
      let rest = line.count - day.range.count
      if rest <= 2 || words.mastheads.matches(in: line).count > 0 && rest <= 40 { return day.day }
    }
    return nil
  }

  /// 截至7月31日: in brackets or a title anywhere near the top, in sentences only of official documents.
  private func until(_ text: OutlineText, _ named: Day?) -> Day? {
    let isOfficial = self.isOfficial(text)
    let year = text.titleYear ?? signature(text) ?? named ?? text.anyYear
    for (index, line) in text.head.enumerated()
    where isOfficial || index < 4 && line.count <= 60 && !line.contains("。") {
      for match in words.untils.matches(in: line) {
        let after = match.range.upperBound
        let found = StatedDay.all(in: Scalars(line[after...].prefix(16)), context: year)
        guard let first = found.first, first.range.lowerBound == 0, first.precision != .year else { continue }
        return first.day
      }
    }
    return nil
  }

  /// The day on a line of its own, or at the very end, under an official document.
  private func signature(_ text: OutlineText) -> Day? {
    for line in text.tail.reversed() where line.count <= 40 {
      let days = StatedDay.all(in: line, context: nil)
      guard let day = days.last, day.precision == .day, day.hasYear, days.count == 1 else { continue }
      let before = line[..<day.range.lowerBound]
      let after = line[day.range.upperBound...]
      if after.isEmpty || after.elementsEqual("印发".scalars), before.count <= 24,
        !before.contains(where: { "。:,，：".unicodeScalars.contains($0) })
      {
        return day.day
      }
    }
    if let last = text.tail.last {
      let days = StatedDay.all(in: Scalars(last.suffix(16)), context: nil)
      if let day = days.last, day.precision == .day, day.hasYear, day.range.upperBound == min(16, last.count)
      {
        return day.day
      }
    }
    return nil
  }

  /// 2021年7月重点工作台账, （2021年第三季度）: the last day of what the title of a ledger covers.
  private func period(_ text: OutlineText) -> Day? {
    for line in text.head.prefix(3) where line.count <= 60 && !words.periods.matches(in: line).isEmpty {
      let days = StatedDay.all(in: line, context: nil).filter { $0.hasYear }
      if let day = days.last, day.precision != .year { return day.day }
    }
    return nil
  }

  private func isOfficial(_ text: OutlineText) -> Bool {
    text.head.prefix(4).contains { line in
      line.count <= 60 && !words.officials.matches(in: line).isEmpty
    } || signature(text) != nil
  }
}

/// The words of `Rules/as_of.txt`.
struct AsOfWords: Sendable {
  static let shared = AsOfWords(WordList(PackageResources.as_of_txt))

  let labels: Matcher
  let untils: Matcher
  let mastheads: Matcher
  let officials: Matcher
  let periods: Matcher

  init(_ list: WordList) {
    func words(_ kind: String) -> Matcher {
      Matcher(list.entries.filter { $0.count > 1 && $0[0] == kind }.map { String(CellText.folded($0[1])) })
    }
    labels = words("label")
    untils = words("until")
    mastheads = words("masthead")
    officials = words("official")
    periods = words("period")
  }
}

/// The lines at the beginning and the end of a document, without blanks: where it says its day.
struct OutlineText {
  /// The first forty lines and rows.
  var head: [Scalars] = []
  /// The last sixteen.
  var tail: [Scalars] = []

  init(_ document: Document) {
    for block in document.blocks {
      guard head.count < 40 else { break }
      head += OutlineText.lines(of: block, limit: 6, fromEnd: false)
    }
    var reversed: [Scalars] = []
    for block in document.blocks.reversed() {
      guard reversed.count < 16 else { break }
      reversed += OutlineText.lines(of: block, limit: 3, fromEnd: true).reversed()
    }
    tail = reversed.reversed()
  }

  /// A day whose year the title states, to complete 截至7月31日.
  var titleYear: Day? {
    for line in head.prefix(4) where line.count <= 60 {
      if let day = StatedDay.all(in: line, context: nil).first(where: \.hasYear)?.day { return day }
      for index in line.indices.dropLast(4) where line[index + 4] == "年" {
        if let year = Int(String(line[index..<(index + 4)])), (1949...2199).contains(year) {
          return Day(year: year, month: 12, day: 31)
        }
      }
      // The 〔2021〕 of a document number.
      if let open = line.firstIndex(where: { $0 == "〔" || $0 == "[" }), open + 5 < line.count,
        let year = Int(String(line[(open + 1)..<(open + 5)])), (1949...2199).contains(year)
      {
        return Day(year: year, month: 12, day: 31)
      }
    }
    return nil
  }

  /// The first day with a year anywhere near the top or the end.
  var anyYear: Day? {
    (head + tail).lazy.compactMap { line in
      line.count <= 60 ? StatedDay.all(in: line, context: nil).first(where: \.hasYear)?.day : nil
    }.first
  }

  private static func lines(of block: Document.Block, limit: Int, fromEnd: Bool) -> [Scalars] {
    switch block {
    case .line(let line):
      // A sentence that states the day stands near the beginning of its paragraph.
      let text = CellText.folded(String(line.text.unicodeScalars.prefix(400)))
      let whole = line.text.unicodeScalars.dropFirst(400).isEmpty
      if text.isEmpty { return [] }
      return fromEnd && !whole ? [CellText.folded(String(line.text.unicodeScalars.suffix(400)))] : [text]
    case .table(let table):
      let rows = fromEnd ? table.rows.suffix(limit) : table.rows.prefix(limit)
      return rows.compactMap { row in
        // A row across the table holds a title or a signature; cells of data say nothing of the whole.
        let filled = Set(row.filter { !$0.isEmpty })
        guard filled.count <= 4, !filled.isEmpty else { return nil }
        var seen: Set<String> = []
        return CellText.folded(row.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ";"))
      }
    }
  }
}
