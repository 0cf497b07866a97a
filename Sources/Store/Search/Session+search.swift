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
  /// The articles that hold all the words, those with the words in the title first, then the newest first.
  public func search(_ words: [String], limit: Int) throws -> [SearchHit] {
    let query = SearchQuery(words)
    guard !query.isEmpty, limit > 0 else { return [] }
    var found: [Int64] = []
    if query.characters.isEmpty, let inTitle = query.phraseExpression(column: "title") {
      found = try Int64.fetchAll(
        db, sql: "SELECT rowid FROM article_grams WHERE article_grams MATCH ? ORDER BY rowid DESC LIMIT ?",
        arguments: [inTitle, limit])
    }
    if found.count < limit {
      let seen = Set(found)
      found += try rest(of: query, limit: limit + seen.count).filter { !seen.contains($0) }
    }
    return try found.prefix(limit).compactMap { try hit($0, query) }
  }

  private func rest(of query: SearchQuery, limit: Int) throws -> [Int64] {
    let grams = "SELECT rowid FROM article_grams WHERE article_grams MATCH ?"
    let characters = "SELECT rowid FROM article_characters WHERE article_characters MATCH ?"
    let end = " ORDER BY rowid DESC LIMIT ?"
    switch (query.phraseExpression(), query.characterExpression) {
    case (let phrase?, nil): return try Int64.fetchAll(db, sql: grams + end, arguments: [phrase, limit])
    case (nil, let single?): return try Int64.fetchAll(db, sql: characters + end, arguments: [single, limit])
    case (let phrase?, let single?):
      return try Int64.fetchAll(
        db, sql: grams + " AND rowid IN (" + characters + ")" + end, arguments: [phrase, single, limit])
    case (nil, nil): return []
    }
  }

  private func hit(_ id: Int64, _ query: SearchQuery) throws -> SearchHit? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM articles WHERE id = ?", arguments: [id]) else {
      return nil
    }
    let article = StoredArticle(row: row)
    guard let receipt = try receipt(id: article.bulletin) else { return nil }
    return SearchHit(
      article: article, receipt: receipt,
      title: article.article.headline.map { Snippet.mark($0, terms: query.terms) },
      snippet: Snippet.cut(article.searchText, terms: query.terms))
  }
}
