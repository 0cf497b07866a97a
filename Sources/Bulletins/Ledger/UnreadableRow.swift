/// The remark about a row of a ledger of which nothing can be taken; the others stand.
enum UnreadableRow {
  private static let (head, tail) = ("row ", " cannot be read: ")

  /// The remark.
  static func remark(_ row: Int, _ reason: String) -> String { "\(head)\(row)\(tail)\(reason)" }

  /// The row's number, nil for every other remark.
  static func number(in remark: String) -> Int? {
    guard remark.hasPrefix(head) else { return nil }
    let number = remark.dropFirst(head.count).prefix { $0.isNumber }
    return remark.dropFirst(head.count + number.count).hasPrefix(tail) ? Int(number) : nil
  }
}

extension Bulletin {
  /// The rows of its ledgers that cannot be read, by the number that a person sees in the file.
  public var unreadableRows: [Int] { remarks.compactMap(UnreadableRow.number) }
}
