import Bulletins
internal import GRDB

/// The tables of the ledger. An item's row is only a cache: it can be folded again from its observations.
enum LedgerSchema {
  /// Days are ISO 8601 texts. `series` tells which ledgers follow each other.
  static let tables = """
    ALTER TABLE items ADD COLUMN start TEXT;

    CREATE TABLE ledger_items (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      unit TEXT, unit_key TEXT NOT NULL,
      name TEXT NOT NULL, name_key TEXT NOT NULL,
      bulletin INTEGER REFERENCES bulletins(id),
      first_as_of TEXT,
      as_of TEXT, declared TEXT, computed TEXT, color TEXT,
      closed INTEGER NOT NULL DEFAULT 0, vanished INTEGER NOT NULL DEFAULT 0,
      episodes INTEGER NOT NULL DEFAULT 0, red_since TEXT, run INTEGER NOT NULL DEFAULT 0, contradiction TEXT,
      leader TEXT, target TEXT, progress_text TEXT, progress REAL, due TEXT, start TEXT, problem TEXT,
      why TEXT NOT NULL DEFAULT '', quote TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX ledger_items_by_name ON ledger_items(name_key, unit_key);
    CREATE INDEX ledger_items_by_unit ON ledger_items(unit_key);
    CREATE INDEX ledger_items_red ON ledger_items(id) WHERE episodes > 0;

    CREATE TABLE ledger_observations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL REFERENCES ledger_items(id) ON DELETE CASCADE,
      bulletin INTEGER REFERENCES bulletins(id) ON DELETE CASCADE,
      source TEXT NOT NULL, as_of TEXT NOT NULL,
      declared TEXT, computed TEXT, closed INTEGER NOT NULL, contradictory INTEGER NOT NULL,
      leader TEXT, target TEXT, progress_text TEXT, progress REAL, due TEXT, start TEXT, problem TEXT,
      why TEXT NOT NULL, quote TEXT NOT NULL, guess INTEGER NOT NULL
    );
    CREATE INDEX ledger_observations_by_item ON ledger_observations(item, as_of, id);
    CREATE INDEX ledger_observations_by_bulletin ON ledger_observations(bulletin);

    CREATE TABLE ledgers (
      bulletin INTEGER PRIMARY KEY REFERENCES bulletins(id) ON DELETE CASCADE,
      series TEXT NOT NULL, as_of TEXT NOT NULL
    );
    """

  /// What was said of the stages of items: which of them an item has passed is folded from these.
  static let stages = """
    CREATE TABLE stages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL REFERENCES ledger_items(id) ON DELETE CASCADE,
      bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE,
      procedure TEXT NOT NULL, stages TEXT NOT NULL, as_of TEXT NOT NULL, quote TEXT NOT NULL
    );
    CREATE INDEX stages_by_item ON stages(item, as_of, id);
    CREATE INDEX stages_by_bulletin ON stages(bulletin);
    """

  /// Where two bulletins speak of the same day, the one that arrived later counts, whichever was accepted first. What the
  /// calendar found came after all that was there.
  static let arrivals = """
    ALTER TABLE ledger_observations ADD COLUMN arrival INTEGER NOT NULL DEFAULT 0;
    UPDATE ledger_observations SET arrival = coalesce(bulletin,
      (SELECT max(o.bulletin) FROM ledger_observations o WHERE o.id < ledger_observations.id), 0);
    DROP INDEX ledger_observations_by_item;
    CREATE INDEX ledger_observations_by_item ON ledger_observations(item, as_of, arrival, id);
    """

  /// What was issued, with the numbers that the next one is compared with.
  static let digests = """
    CREATE TABLE digests (
      cadence TEXT NOT NULL, last TEXT NOT NULL, first TEXT NOT NULL, published INTEGER NOT NULL, counts TEXT NOT NULL,
      PRIMARY KEY (cadence, last)
    ) WITHOUT ROWID;
    """

  /// Makes the keys anew by which items and offices are known again, after what makes names the same has changed.
  static func nameAgain(_ db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT id, unit, name FROM ledger_items")
    let update = try db.makeStatement(sql: "UPDATE ledger_items SET unit_key = ?, name_key = ? WHERE id = ?")
    var keys: [(Int64, String, String)] = []
    while let row = try rows.next() {
      keys.append((row["id"], ItemName.unitKey(row["unit"]), ItemName(row["name"]).key))
    }
    for (id, unit, name) in keys { try update.execute(arguments: [unit, name, id]) }
  }
}
