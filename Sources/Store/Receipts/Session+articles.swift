public import Bulletins
internal import GRDB

/// An article of the database with its number.
public struct StoredArticle: Sendable {
  /// The row, by which the index knows it.
  public var id: Int64
  /// The bulletin that it belongs to.
  public var bulletin: Int64
  /// Its place in the bulletin, from 1.
  public var ordinal: Int
  /// What was read. `tables` is empty: their cells stand in `cells`.
  public var article: Article
  /// The text of its tables.
  public var cells: String
}

extension Session {
  /// Keeps what a bulletin says and gives the numbers of its articles.
  public func insert(_ bulletin: Bulletin, as id: Int64) throws -> [Int64] {
    var numbers: [Int64] = []
    for (index, article) in bulletin.articles.enumerated() {
      try db.cachedStatement(
        sql: """
          INSERT INTO articles (bulletin, ordinal, headline, kicker, unit, section, continuation, byline, subheads,
            body, cells, summary, remarks) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
          """
      ).execute(arguments: [
        id, index + 1, article.headline, article.kicker, article.unit, article.section, article.continuation,
        JSON(article.byline).text, JSON(article.subheads).text, article.paragraphs.joined(separator: "\n"),
        article.cellText, article.summary, JSON(article.remarks).text,
      ])
      let number = db.lastInsertedRowID
      numbers.append(number)
      for status in article.statuses {
        try db.cachedStatement(sql: "INSERT INTO statuses VALUES (?,?,?,?,?,?,?,?,?,?)").execute(arguments: [
          id, number, status.color.rawValue, status.kind.rawValue, status.gate?.rawValue, status.count,
          JSON(status.items).text, JSON(status.units).text, status.quote, status.because,
        ])
      }
      for figure in article.figures {
        try db.cachedStatement(sql: "INSERT INTO figures VALUES (?,?,?,?,?,?,?)").execute(arguments: [
          number, figure.text, figure.value, figure.high, figure.approximate, figure.unit, figure.what,
        ])
      }
    }
    for (index, item) in bulletin.items.enumerated() {
      try db.cachedStatement(sql: "INSERT INTO items VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)").execute(
        arguments: [
          id, index + 1, item.item, item.unit, item.leader, item.target, item.progressText, item.progress,
          item.due?.description, item.problem, item.declared?.rawValue, item.computed?.rawValue, item.why,
          item.quote, item.row, item.isPraised, item.start?.description,
        ])
    }
    return numbers
  }

  /// What a bulletin says, as it was read.
  public func bulletin(of receipt: Receipt) throws -> Bulletin {
    Bulletin(
      kind: receipt.kind ?? .article, articles: try articles(of: receipt.id).map(\.article),
      items: try items(of: receipt.id), asOf: receipt.asOf, remarks: receipt.remarks)
  }

  /// The articles of a bulletin in reading order.
  public func articles(of bulletin: Int64) throws -> [StoredArticle] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM articles WHERE bulletin = ? ORDER BY ordinal", arguments: [bulletin]
    )
    .map { try StoredArticle(row: $0, statuses: statuses(of: $0["id"]), figures: figures(of: $0["id"])) }
  }

  private func statuses(of article: Int64) throws -> [Status] {
    try Row.fetchAll(db, sql: "SELECT * FROM statuses WHERE article = ? ORDER BY rowid", arguments: [article])
      .map { row in
        Status(
          color: StatusColor(rawValue: row["color"]) ?? .red,
          kind: Status.Kind(rawValue: row["kind"]) ?? .mentioned,
          gate: (row["gate"] as String?).flatMap(Status.Gate.init(rawValue:)), count: row["count"],
          items: Columns.list(row["items"]), units: Columns.list(row["units"]), quote: row["quote"],
          because: row["because"])
      }
  }

  private func figures(of article: Int64) throws -> [Figure] {
    try Row.fetchAll(db, sql: "SELECT * FROM figures WHERE article = ? ORDER BY rowid", arguments: [article])
      .map { row in
        Figure(
          text: row["text"], value: row["value"], high: row["high"], approximate: row["approximate"],
          unit: row["unit"], what: row["what"])
      }
  }

  private func items(of bulletin: Int64) throws -> [LedgerItem] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM items WHERE bulletin = ? ORDER BY ordinal", arguments: [bulletin]
    )
    .map { row in
      LedgerItem(
        item: row["item"], unit: row["unit"], leader: row["leader"], target: row["target"],
        progressText: row["progress_text"], progress: row["progress"],
        due: (row["due"] as String?).flatMap(Day.init(iso:)), problem: row["problem"],
        declared: (row["declared"] as String?).flatMap(StatusColor.init(rawValue:)),
        computed: (row["computed"] as String?).flatMap(StatusColor.init(rawValue:)), why: row["why"],
        quote: row["quote"], row: row["row"], isPraised: row["praised"],
        start: Columns.day(row["start"]))
    }
  }
}

extension Article {
  /// The text of its tables, a row a line.
  var cellText: String {
    tables.flatMap { $0.rows.map { $0.joined(separator: " ") } }.joined(separator: "\n")
  }
}

extension StoredArticle {
  init(row: Row, statuses: [Status] = [], figures: [Figure] = []) {
    let body: String = row["body"]
    self.init(
      id: row["id"], bulletin: row["bulletin"], ordinal: row["ordinal"],
      article: Article(
        headline: row["headline"], kicker: row["kicker"], unit: row["unit"], section: row["section"],
        continuation: row["continuation"], byline: Columns.list(row["byline"]),
        subheads: Columns.list(row["subheads"]),
        paragraphs: body.isEmpty
          ? [] : body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
        summary: row["summary"],
        statuses: statuses, figures: figures, remarks: Columns.list(row["remarks"])),
      cells: row["cells"])
  }

  /// Everything of it that a person may search for, besides the title.
  var searchText: String {
    [
      article.kicker, article.section, article.unit, article.paragraphs.joined(separator: "\n"),
      article.subheads.joined(separator: "\n"), article.byline.joined(separator: "\n"), cells,
    ]
    .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
