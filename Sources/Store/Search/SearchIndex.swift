public import Bulletins
internal import GRDB

/// The full-text index: pairs of characters with their places, and for queries of one character which ones there are.
enum SearchIndex {
  /// The text comes first: FTS5 notes with every entry which column it is in, but for the first one, and that is a quarter of
  /// the index. The other figures were measured (docs/performance.md): memory for a group of a hundred bulletins, so that each
  /// commit writes one segment, and merging only when eight have come together.
  static let tables = """
    DROP TABLE article_grams;
    DROP TABLE article_characters;
    CREATE VIRTUAL TABLE article_grams USING fts5(body, title, content='', tokenize='grams');
    CREATE VIRTUAL TABLE article_characters USING fts5(text, content='', detail=none, tokenize='characters');
    INSERT INTO article_grams(article_grams, rank) VALUES ('hashsize', 4000000);
    INSERT INTO article_grams(article_grams, rank) VALUES ('automerge', 8);
    """

  /// The characters of the titles apart: without it a title could not come first where one character is looked for.
  static let titles = """
    CREATE VIRTUAL TABLE article_title_characters USING fts5(text, content='', detail=none, tokenize='characters');
    INSERT INTO article_title_characters (rowid, text) SELECT id, headline FROM articles WHERE headline IS NOT NULL ORDER BY id;
    """

  /// Indexes all that is there, but for the titles apart.
  static func fill(_ db: Database) throws {
    let session = Session(db: db)
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM articles ORDER BY id")
    while let row = try rows.next() {
      let stored = StoredArticle(row: row)
      try session.index(stored.id, title: stored.article.headline ?? "", text: stored.searchText)
    }
  }
}

extension Session {
  /// Puts articles into the full-text index. Call it once for a whole group, outside of savepoints: FTS5 flushes
  /// what it has gathered at every savepoint and loses a third of its speed.
  public func index(_ articles: [(id: Int64, article: Article)]) throws {
    for (id, article) in articles {
      let stored = StoredArticle(id: id, bulletin: 0, ordinal: 0, article: article, cells: article.cellText)
      try index(id, title: article.headline ?? "", text: stored.searchText)
      if let headline = article.headline {
        try db.cachedStatement(sql: "INSERT INTO article_title_characters (rowid, text) VALUES (?,?)")
          .execute(arguments: [id, headline])
      }
    }
  }

  fileprivate func index(_ id: Int64, title: String, text: String) throws {
    try db.cachedStatement(sql: "INSERT INTO article_grams (rowid, body, title) VALUES (?,?,?)")
      .execute(arguments: [id, text, title])
    try db.cachedStatement(sql: "INSERT INTO article_characters (rowid, text) VALUES (?,?)")
      .execute(arguments: [id, title + "\n" + text])
  }
}
