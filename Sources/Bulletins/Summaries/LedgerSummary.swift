/// Says of a table of items what a reader asks first: how many, and which are red.
struct LedgerSummary: Sendable {
  /// The longest summary, characters.
  private static let longest = 120
  private static let names: [(StatusColor, String)] = [
    (.red, "红"), (.orange, "橙"), (.yellow, "黄"), (.green, "绿"), (.blue, "蓝"),
  ]

  /// The counts by colour, and the red items as far as there is room; an item counts as red if either its stated or its
  /// computed colour is.
  func summary(of items: [LedgerItem]) -> String {
    guard !items.isEmpty else { return "" }
    let colors = items.map(\.color)
    let counts = LedgerSummary.names.compactMap { color, name in
      let count = colors.filter { $0 == color }.count
      return count == 0 ? nil : "\(name)\(count)项"
    }
    var text = "共\(items.count)项" + (counts.isEmpty ? "" : "：" + counts.joined(separator: "，")) + "。"
    let red = items.filter(\.isRed).map(\.item)
    for (index, name) in red.enumerated() {
      let piece = index == 0 ? "红色：\(name)" : "、\(name)"
      let isLast = index == red.count - 1
      if text.count + piece.count + (isLast ? 1 : 2) > LedgerSummary.longest {
        return text + (index == 0 ? "" : "等。")
      }
      text += piece + (isLast ? "。" : "")
    }
    return text
  }
}
