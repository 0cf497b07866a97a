/// Makes a bulletin of a document. Pure: the same document, name and settings give the same bulletin.
public struct BulletinReader: Sendable {
  /// What the colours mean in each unit.
  public var schemes: Schemes
  /// What gives the computed colour of a row.
  public var rule: ScheduleRule

  /// What shares must not be below.
  public var minimums = ShareMinimum.usual {
    didSet { check = RuleCheck(minimums: minimums) }
  }
  private var check = RuleCheck()

  /// A reader with the built-in rules.
  public init(schemes: Schemes = Schemes(), rule: ScheduleRule = ScheduleRule()) {
    self.schemes = schemes
    self.rule = rule
  }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - document: what the format made of the bytes.
  ///   - fileName: the name under which it was dropped; its date serves where the text states none.
  ///   - asOf: the day to assume where neither text nor file name states one.
  ///   - today: the day that computed colours refer to where all three are missing.
  public func read(_ document: Document, fileName: String, asOf: Day? = nil, today: Day) -> Bulletin {
    let folded = TableFinder().fold(document)
    let stated = AsOfReader().asOf(in: folded, fileName: fileName) ?? asOf
    var ledger = LedgerReader(rule: rule).read(folded, fileName: fileName, asOf: stated ?? today)
    let page = PageReader().read(Self.withColoursAsLines(folded, of: ledger.unread))
    var articles = page.articles
    var defined: [StatusColor: Bool] = [:]
    for index in articles.indices {
      var article = articles[index]
      let text = ArticleText(article)
      article.figures = FigureReader().figures(in: text)
      let read = StatusReader(scheme: schemes.scheme(of: article)).read(article, text.paragraphs)
      article.statuses = read.statuses
      defined.merge(read.defined) { $0 && $1 }
      article.remarks = read.remarks + check.findings(in: article, text).map(\.remark)
      if !article.paragraphs.isEmpty { article.summary = Summarizer().summary(of: article, text.paragraphs) }
      articles[index] = article
    }
    var bulletin = Bulletin(
      kind: ledger.isLedger ? .ledger : page.kind, articles: articles, items: ledger.items, asOf: stated,
      remarks: ledger.remarks)
    // One copy of many thousand rows is enough.
    ledger.items = []
    if schemes.haveThresholds {
      ScheduleRules(standard: rule, schemes: schemes).judge(&bulletin, on: stated ?? today)
    }
    for index in bulletin.items.indices {
      if let item = judged(bulletin.items[index], in: articles.first, defined) {
        bulletin.items[index] = item
      }
    }
    // Only now it is known what each colour means.
    for index in bulletin.articles.indices where bulletin.articles[index].paragraphs.isEmpty {
      bulletin.articles[index].summary = LedgerSummary().summary(of: bulletin.items)
    }
    return TableStatuses().named(from: bulletin)
  }

  /// The row with what follows if its colour is no warning, by what the text says under the table or by the scheme of its
  /// unit; nil if it is one.
  private func judged(_ item: LedgerItem, in article: Article?, _ defined: [StatusColor: Bool])
    -> LedgerItem?
  {
    guard let color = item.declared else { return nil }
    let scheme = schemes.own(item.unit) ?? article.map(schemes.scheme) ?? schemes.standard
    let good =
      defined[color].map { $0 ? "praise here: by a definition in the text" : nil }
      ?? scheme.goodness(of: color)
    guard let good else { return nil }
    var item = item
    item.isPraised = true
    item.why += "\(item.why.isEmpty ? "" : "; ")declared \(color.rawValue) is \(good)"
    return item
  }

  /// Tables that are no ledger, but have colours: their rows are read as sentences, so that no red is lost in them.
  private static func withColoursAsLines(_ document: Document, of unread: [Int]) -> Document {
    let coloured = Set(
      unread.filter { index in
        guard case .table(let table) = document.blocks[index] else { return false }
        return table.rows.contains { row in
          row.contains { $0.unicodeScalars.contains { StatusColor(character: $0) != nil } }
        }
      })
    guard !coloured.isEmpty else { return document }
    var blocks: [Document.Block] = []
    for (index, block) in document.blocks.enumerated() {
      guard coloured.contains(index), case .table(let table) = block else {
        blocks.append(block)
        continue
      }
      blocks.append(.line(.init("")))
      for row in table.rows {
        let cells = row.map { String(CellText.clean($0)) }.filter { !$0.isEmpty }
        let line = cells.joined(separator: "\u{3000}")
        if !line.isEmpty { blocks += [.line(.init(line + "。")), .line(.init(""))] }
      }
    }
    return Document(blocks: blocks)
  }
}
