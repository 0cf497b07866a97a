internal import Bulletins
internal import GRDB

/// An article that was found.
public struct SearchHit: Sendable {
  /// The article.
  public var article: StoredArticle
  /// The receipt of its bulletin.
  public var receipt: Receipt
  /// Its title with the terms marked, nil if it has none.
  public var title: String?
  /// The first place in its text, with the terms marked.
  public var snippet: String
}

extension Session {
  /// The articles that a query asks for, those with all its words in the title first, then the newest first.
  ///
  /// - Parameters:
  ///   - since: when `query.since` begins here; nil if it narrows nothing.
  ///   - ranked: the best by bm25 first instead; words of one character have no rank
  ///     (https://www.sqlite.org/fts5.html#the_bm25_function).
  public func search(
    _ query: SearchQuery, since: Timestamp? = nil, ranked: Bool = false, limit: Int
  ) throws -> [SearchHit] {
    guard !query.isEmpty, limit > 0 else { return [] }
    let search = Search(db: db, query: query, since: since)
    let found = try ranked && !query.wanted.phrases.isEmpty ? search.best(limit) : search.newest(limit)
    return try found.compactMap { try hit($0, query) }
  }

  private func hit(_ id: Int64, _ query: SearchQuery) throws -> SearchHit? {
    guard let row = try db.cachedStatement(sql: "SELECT * FROM articles WHERE id = ?").row(id) else {
      return nil
    }
    let article = StoredArticle(row: row)
    guard let receipt = try receipt(id: article.bulletin) else { return nil }
    return SearchHit(
      article: article, receipt: receipt,
      title: article.article.headline.map { Snippet.mark($0, terms: query.wanted.all) },
      snippet: Snippet.cut(article.searchText, terms: query.wanted.all))
  }
}

/// One query at work. It reads no further than the last hit that is wanted.
private struct Search {
  let db: Database
  let query: SearchQuery
  let since: Timestamp?

  /// Those with all the words in the title, then the others.
  func newest(_ limit: Int) throws -> [Int64] {
    var found: [Int64] = []
    let inTitle = try streams(grams: "title", characters: "article_title_characters")
    if !inTitle.isEmpty { found = try matches(inTitle, limit: limit) }
    if found.count < limit {
      let seen = Set(found)
      found += try matches(everywhere(), limit: limit - seen.count, without: seen)
    }
    return found
  }

  /// Those that say the words most often in the fewest characters. It looks at every hit.
  func best(_ limit: Int) throws -> [Int64] {
    let all = Set(try matches(everywhere(), limit: .max))
    var found: [Int64] = []
    let ranked = try Int64.fetchCursor(
      db, sql: "SELECT rowid FROM article_grams WHERE article_grams MATCH ? ORDER BY rank, rowid DESC",
      arguments: [SearchTerms.expression(query.wanted.phrases)])
    while found.count < limit, let id = try ranked.next() {
      if all.contains(id) { found.append(id) }
    }
    return found
  }

  private func everywhere() throws -> [SearchStream] {
    let streams = try streams(grams: nil, characters: "article_characters")
    return try streams.isEmpty ? [SearchStream(allOf: db)] : streams
  }

  private func streams(grams column: String?, characters table: String) throws -> [SearchStream] {
    [
      try SearchTerms.expression(query.wanted.phrases, column: column).map {
        try SearchStream(db, table: "article_grams", expression: $0)
      },
      try SearchTerms.expression(query.wanted.characters).map {
        try SearchStream(db, table: table, expression: $0)
      },
    ].compactMap { $0 }
  }

  private func matches(_ streams: [SearchStream], limit: Int, without seen: Set<Int64> = []) throws -> [Int64]
  {
    let excluded = [
      try SearchTerms.expression(query.excluded.phrases, joined: "OR").map {
        try SearchStream(db, table: "article_grams", expression: $0)
      },
      try SearchTerms.expression(query.excluded.characters, joined: "OR").map {
        try SearchStream(db, table: "article_characters", expression: $0)
      },
    ].compactMap { $0 }
    var found: [Int64] = []
    var next = Int64.max
    while found.count < limit, let id = try meeting(of: streams, atMost: next) {
      next = id - 1
      if seen.contains(id) { continue }
      if try excluded.contains(where: { try $0.first(atMost: id) == id }) { continue }
      if try passes(id) { found.append(id) }
    }
    return found
  }

  /// The newest article in all streams that is no newer than this one.
  private func meeting(of streams: [SearchStream], atMost start: Int64) throws -> Int64? {
    var id = start
    while true {
      let before = id
      for stream in streams {
        guard let found = try stream.first(atMost: id) else { return nil }
        id = found
      }
      if id == before || streams.count == 1 { return id }
    }
  }

  /// Whether the filters let an article through.
  private func passes(_ id: Int64) throws -> Bool {
    if query.red == nil && since == nil && query.units.isEmpty { return true }
    let row = try db.cachedStatement(
      sql: """
        SELECT bulletins.red, bulletins.received, articles.unit, bulletins.unit
        FROM articles JOIN bulletins ON bulletins.id = articles.bulletin WHERE articles.id = ?
        """
    ).row(id)
    guard let row else { return false }
    if let red = query.red, row[0] as Bool != red { return false }
    if let since, since.microseconds > row[1] { return false }
    let units = [row[2] as String?, row[3] as String?].compactMap { $0.map { String(SearchFold.fold($0)) } }
    return query.units.allSatisfy { wanted in units.contains { $0.contains(String(wanted)) } }
  }
}

extension Statement {
  fileprivate func row(_ id: Int64) throws -> Row? { try Row.fetchOne(self, arguments: [id]) }
}
