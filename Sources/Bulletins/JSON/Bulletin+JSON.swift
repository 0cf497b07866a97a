extension Bulletin {
  /// The members that `check --json` and `show --json` share: as_of, articles and items as DESIGN.md fixes them.
  public var jsonMembers: [(String, JSON)] {
    [
      ("kind", .string(kind.rawValue)), ("red", .bool(isRed)), ("as_of", JSON(asOf?.description)),
      ("articles", .array(articles.map(\.json))), ("items", .array(items.map(\.json))),
      ("remarks", JSON(remarks)),
    ]
  }
}

extension Article {
  /// The article as `check --json` shows it.
  public var json: JSON {
    .object([
      ("headline", JSON(headline)), ("kicker", JSON(kicker)), ("unit", JSON(unit)),
      ("section", JSON(section)),
      ("continuation", .bool(continuation)), ("byline", JSON(byline)), ("subheads", JSON(subheads)),
      ("paragraphs", JSON(paragraphs)), ("summary", .string(summary)),
      ("statuses", .array(statuses.map(\.json))), ("figures", .array(figures.map(\.json))),
      ("remarks", JSON(remarks)),
    ])
  }
}

extension Status {
  /// The status as `check --json` shows it.
  public var json: JSON {
    .object([
      ("color", .string(color.rawValue)), ("kind", .string(kind.rawValue)), ("gate", JSON(gate?.rawValue)),
      ("count", JSON(count)), ("items", JSON(items)), ("unit", JSON(unit)), ("units", JSON(units)),
      ("quote", .string(quote)), ("because", .string(because)),
    ])
  }
}

extension Figure {
  /// The figure as `check --json` shows it.
  public var json: JSON {
    .object([
      ("text", .string(text)), ("value", .number(value)), ("high", JSON(high)),
      ("approximate", .bool(approximate)), ("unit", .string(unit)), ("what", JSON(what)),
    ])
  }
}

extension LedgerItem {
  /// The item as `check --json` shows it.
  public var json: JSON {
    .object([
      ("item", .string(item)), ("unit", JSON(unit)), ("leader", JSON(leader)), ("target", JSON(target)),
      ("progress_text", JSON(progressText)), ("progress", JSON(progress)), ("due", JSON(due?.description)),
      ("problem", JSON(problem)), ("declared", JSON(declared?.rawValue)),
      ("computed", JSON(computed?.rawValue)), ("why", .string(why)),
    ])
  }
}
