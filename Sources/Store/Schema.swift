internal import GRDB

/// The tables, version by version. A version that has shipped never changes: a new one is added below it.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: firstVersion)
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: "ALTER TABLE items ADD COLUMN praised INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("tallies") { db in
      try db.execute(sql: tallies)
    }
    migrator.registerMigration("ledger") { db in
      try db.execute(sql: LedgerSchema.tables)
    }
    migrator.registerMigration("deliveries") { db in
      try db.execute(sql: deliveries)
    }
    migrator.registerMigration("digests") { db in
      try db.execute(sql: LedgerSchema.digests)
    }
    migrator.registerMigration("unbound deliveries") { db in
      try db.execute(sql: unboundDeliveries)
    }
    migrator.registerMigration("stages") { db in
      try db.execute(sql: LedgerSchema.stages)
    }
    migrator.registerMigration("arrivals") { db in
      try db.execute(sql: arrivals)
      try db.execute(sql: LedgerSchema.arrivals)
    }
    migrator.registerMigration("text first") { db in
      try db.execute(sql: SearchIndex.tables)
      try SearchIndex.fill(db)
    }
    migrator.registerMigration("title characters") { db in
      try db.execute(sql: SearchIndex.titles)
    }
    migrator.registerMigration("names of items again") { db in
      try LedgerSchema.nameAgain(db)
    }
    return migrator
  }

  /// The order in which files arrived, which is not that of their acceptance where a red one went first.
  private static let arrivals = """
    ALTER TABLE bulletins ADD COLUMN arrival INTEGER NOT NULL DEFAULT 0;
    UPDATE bulletins SET arrival = id;
    CREATE INDEX bulletins_by_arrival ON bulletins(arrival);
    """

  /// Deliveries to external handlers. They count in the same tally as announcements, and `delivery_states` shows both.
  private static let deliveries = """
    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      delivery_id TEXT NOT NULL UNIQUE,
      bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE,
      handler TEXT NOT NULL,
      version INTEGER NOT NULL,
      part TEXT NOT NULL,
      red INTEGER NOT NULL,
      created INTEGER NOT NULL,
      born INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed', 'held', 'dead')),
      attempts INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      error TEXT,
      next_attempt INTEGER NOT NULL DEFAULT 0,
      finished INTEGER
    );
    CREATE INDEX deliveries_waiting ON deliveries(handler, red DESC, id) WHERE state IN ('pending', 'failed');
    CREATE INDEX deliveries_by_bulletin ON deliveries(bulletin);
    CREATE INDEX deliveries_by_state ON deliveries(handler, state, finished);
    CREATE TABLE holds (handler TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TRIGGER deliveries_tally AFTER INSERT ON deliveries BEGIN
      UPDATE tallies SET count = count + 1 WHERE name = 'deliveries';
    END;
    CREATE VIEW delivery_states AS
      SELECT delivery_id, coalesce(handler, 'bulletind') AS handler, state FROM announcements
      UNION ALL SELECT delivery_id, handler, state FROM deliveries;
    """

  /// What the calendar announces is about no bulletin: a delivery of it has none.
  private static let unboundDeliveries = """
    DROP VIEW delivery_states;
    DROP TRIGGER deliveries_tally;
    ALTER TABLE deliveries RENAME TO deliveries_of_bulletins;
    DROP INDEX deliveries_waiting;
    DROP INDEX deliveries_by_bulletin;
    DROP INDEX deliveries_by_state;
    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      delivery_id TEXT NOT NULL UNIQUE,
      bulletin INTEGER REFERENCES bulletins(id) ON DELETE CASCADE,
      handler TEXT NOT NULL,
      version INTEGER NOT NULL,
      part TEXT NOT NULL,
      red INTEGER NOT NULL,
      created INTEGER NOT NULL,
      born INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed', 'held', 'dead')),
      attempts INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      error TEXT,
      next_attempt INTEGER NOT NULL DEFAULT 0,
      finished INTEGER
    );
    INSERT INTO deliveries SELECT * FROM deliveries_of_bulletins;
    DROP TABLE deliveries_of_bulletins;
    CREATE INDEX deliveries_waiting ON deliveries(handler, red DESC, id) WHERE state IN ('pending', 'failed');
    CREATE INDEX deliveries_by_bulletin ON deliveries(bulletin);
    CREATE INDEX deliveries_by_state ON deliveries(handler, state, finished);
    CREATE TRIGGER deliveries_tally AFTER INSERT ON deliveries BEGIN
      UPDATE tallies SET count = count + 1 WHERE name = 'deliveries';
    END;
    CREATE VIEW delivery_states AS
      SELECT delivery_id, coalesce(handler, 'bulletind') AS handler, state FROM announcements
      UNION ALL SELECT delivery_id, handler, state FROM deliveries;
    """

  /// How many deliveries were ever made, counted where they are made: the side of `audit` that does not look at the rows.
  private static let tallies = """
    CREATE TABLE tallies (name TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO tallies SELECT 'deliveries', count(*) FROM announcements;
    CREATE TRIGGER announcements_tally AFTER INSERT ON announcements BEGIN
      UPDATE tallies SET count = count + 1 WHERE name = 'deliveries';
    END;
    """

  /// Times are microseconds, file times nanoseconds since 1970; lists are JSON arrays.
  private static let firstVersion = """
    CREATE TABLE bulletins (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT,
      verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'alias', 'rejected')),
      original INTEGER REFERENCES bulletins(id),
      revises INTEGER REFERENCES bulletins(id),
      name BLOB NOT NULL,
      path BLOB NOT NULL,
      staged BLOB,
      received INTEGER NOT NULL,
      dev INTEGER NOT NULL, ino INTEGER NOT NULL, size INTEGER NOT NULL,
      mtime INTEGER NOT NULL, ctime INTEGER NOT NULL,
      kind TEXT, encoding TEXT, as_of TEXT, unit TEXT,
      red INTEGER NOT NULL DEFAULT 0,
      route TEXT NOT NULL DEFAULT '[]',
      remarks TEXT NOT NULL DEFAULT '[]',
      reason TEXT, reason_code TEXT,
      elapsed INTEGER NOT NULL DEFAULT 0,
      placing INTEGER NOT NULL DEFAULT 1
    );
    CREATE INDEX bulletins_by_hash ON bulletins(hash) WHERE hash IS NOT NULL;
    CREATE INDEX bulletins_by_name ON bulletins(name);
    CREATE INDEX bulletins_by_received ON bulletins(received);
    CREATE INDEX bulletins_placing ON bulletins(id) WHERE placing = 1;
    CREATE INDEX bulletins_red ON bulletins(id) WHERE red = 1;

    CREATE TABLE articles (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      headline TEXT, kicker TEXT, unit TEXT, section TEXT,
      continuation INTEGER NOT NULL DEFAULT 0,
      byline TEXT NOT NULL, subheads TEXT NOT NULL, body TEXT NOT NULL,
      cells TEXT NOT NULL DEFAULT '',
      summary TEXT NOT NULL, remarks TEXT NOT NULL
    );
    CREATE INDEX articles_by_bulletin ON articles(bulletin, ordinal);

    CREATE TABLE statuses (
      bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE,
      article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      color TEXT NOT NULL, kind TEXT NOT NULL, gate TEXT, count INTEGER,
      items TEXT NOT NULL, units TEXT NOT NULL, quote TEXT NOT NULL, because TEXT NOT NULL
    );
    CREATE INDEX statuses_by_article ON statuses(article);

    CREATE TABLE figures (
      article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
      text TEXT NOT NULL, value REAL NOT NULL, high REAL, approximate INTEGER NOT NULL,
      unit TEXT NOT NULL, what TEXT
    );
    CREATE INDEX figures_by_article ON figures(article);

    CREATE TABLE items (
      bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      item TEXT NOT NULL, unit TEXT, leader TEXT, target TEXT, progress_text TEXT, progress REAL,
      due TEXT, problem TEXT, declared TEXT, computed TEXT, why TEXT NOT NULL, quote TEXT NOT NULL, row INTEGER
    );
    CREATE INDEX items_by_bulletin ON items(bulletin, ordinal);

    CREATE TABLE effects (
      bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE,
      handler TEXT NOT NULL,
      version INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('done', 'failed', 'dead')),
      attempts INTEGER NOT NULL,
      error TEXT,
      next_attempt INTEGER,
      PRIMARY KEY (bulletin, handler)
    ) WITHOUT ROWID;
    CREATE INDEX effects_failed ON effects(next_attempt) WHERE state = 'failed';

    CREATE TABLE announcements (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      delivery_id TEXT NOT NULL UNIQUE,
      alert_id TEXT NOT NULL,
      identity TEXT NOT NULL,
      bulletin INTEGER REFERENCES bulletins(id) ON DELETE CASCADE,
      handler TEXT,
      event TEXT NOT NULL,
      priority INTEGER NOT NULL,
      message TEXT NOT NULL,
      fields TEXT NOT NULL,
      created INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed', 'held', 'dead')),
      confirmed INTEGER NOT NULL DEFAULT 0,
      delivered INTEGER,
      boot TEXT
    );
    CREATE INDEX announcements_pending ON announcements(priority, id) WHERE state = 'pending';
    CREATE INDEX announcements_by_bulletin ON announcements(bulletin);
    CREATE INDEX announcements_delivered ON announcements(delivered) WHERE state = 'done';

    CREATE TABLE notices (
      key TEXT PRIMARY KEY,
      said INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE runtime (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE VIRTUAL TABLE article_grams USING fts5(title, body, content='', tokenize='grams');
    CREATE VIRTUAL TABLE article_characters USING fts5(text, content='', detail=none, tokenize='characters');
    """
}
