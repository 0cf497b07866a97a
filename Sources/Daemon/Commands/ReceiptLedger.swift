import Bulletins
import Store

/// What followed from one file in the ledger: its rows, read and unreadable, by their numbers, and each item that it spoke of.
struct ReceiptLedger {
  /// An item with what the file said of it.
  struct Entry {
    var item: LedgerEntry
    var step: HistoryStep
  }

  /// The numbers of the rows, as a person sees them in the file.
  let read: [Int], unreadable: [Int]
  let entries: [Entry]

  /// Gathers it.
  ///
  /// - Throws: the database's error.
  init(of receipt: Receipt, _ bulletin: Bulletin, in session: Session) throws {
    read = bulletin.items.compactMap(\.row)
    unreadable = bulletin.unreadableRows
    entries = try session.ledgerItems(toldBy: receipt.id).flatMap { item in
      try session.history(of: item.id).filter { $0.bulletin == receipt.id }.map {
        Entry(item: item, step: $0)
      }
    }
  }

  var lines: [String] {
    var lines: [String] = []
    if !read.isEmpty || !unreadable.isEmpty {
      lines.append(
        "  rows: \(read.count) read (\(Self.ranges(read)))"
          + (unreadable.isEmpty ? "" : ", \(unreadable.count) unreadable (\(Self.ranges(unreadable)))"))
    }
    return lines + entries.map { "  \($0.line)".printable }
  }

  var jsonMembers: [(String, JSON)] {
    [
      (
        "rows",
        .object([
          ("read", .array(read.map(JSON.integer))), ("unreadable", .array(unreadable.map(JSON.integer))),
        ])
      ), ("ledger", .array(entries.map(\.json))),
    ]
  }

  /// 2–4, 6: numbers that follow each other are one.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in Set(numbers).sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      .joined(separator: ", ")
  }
}

extension ReceiptLedger.Entry {
  fileprivate var line: String {
    let subject = [item.unit, item.name].compactMap { $0 }.joined(separator: "｜")
    let changes =
      step.transitions.isEmpty
      ? "no change"
      : step.transitions.map { "\($0.kind.rawValue) \($0.from) → \($0.to)" }.joined(separator: ", ")
    let guess = step.observation.isGuess ? ", in other words: a guess" : ""
    return "ledger item \(item.id): \(subject): \(step.color?.rawValue ?? "no colour") (\(changes)\(guess))"
  }

  fileprivate var json: JSON {
    .object([
      ("ledger_item", .integer(Int(item.id))), ("item", .string(item.name)), ("unit", JSON(item.unit)),
      ("color", JSON(step.color?.rawValue)), ("source", .string(step.observation.source.rawValue)),
      ("guess", .bool(step.observation.isGuess)),
      (
        "transitions",
        .array(
          step.transitions.map {
            .object([
              ("transition", .string($0.kind.rawValue)), ("from", .string($0.from)), ("to", .string($0.to)),
            ])
          })
      ),
    ])
  }
}
