public import Bulletins

/// Bulletins that every handler must stand, built-in or not.
public enum ConformanceBulletins {
  /// What is special about each, and the bulletin.
  public static let all: [(name: String, bulletin: Bulletin)] = [
    ("a red status", red),
    ("no article", Bulletin(kind: .article, articles: [])),
    ("an empty article", Bulletin(kind: .article, articles: [Article()])),
    (
      "a line of 1 MiB",
      Bulletin(
        kind: .article,
        articles: [Article(paragraphs: [String(repeating: "督", count: 350_000)], summary: "督")])
    ),
    ("hostile characters", hostile),
    (
      "a thousand articles",
      Bulletin(
        kind: .page,
        articles: (1...1_000).map {
          Article(headline: "第\($0)篇", paragraphs: ["清除小广告1300余张。"], summary: "清除")
        })
    ),
  ]

  private static let red = Bulletin(
    kind: .report,
    articles: [
      Article(
        headline: "督查通报", unit: "区城建办", paragraphs: ["口袋公园建设进度滞后，亮红牌。"], summary: "口袋公园亮红牌。",
        statuses: [
          Status(
            color: .red, kind: .reported, count: 1, items: ["口袋公园"], units: ["区城建办"],
            quote: "口袋公园建设进度滞后，亮红牌。", because: "亮红牌 is said of work")
        ])
    ],
    items: [LedgerItem(item: "口袋公园", unit: "区城建办", declared: .red, why: "declared", quote: "口袋公园｜红", row: 2)])

  private static let hostile = Bulletin(
    kind: .page,
    articles: [
      Article(
        headline: "\u{1B}]0;x\u{7}\u{202E}红\n\r\0", unit: "'; DROP TABLE bulletins; --",
        paragraphs: ["a\"b*NEAR(", "$(touch /tmp/pwned) `id` %s%n"],
        summary: "\u{9B}31m",
        statuses: [
          Status(color: .red, kind: .reported, items: ["\u{1B}[2J"], quote: "\n<1>假\0", because: "")
        ])
    ])
}
