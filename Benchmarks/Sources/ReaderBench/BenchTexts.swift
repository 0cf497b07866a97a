import Foundation

/// A text that is measured, at any size.
struct BenchText {
  var name: String
  var isHostile = false
  /// The lines that are repeated.
  var unit: [String]
  /// True if all is one line.
  var isOneLine = false

  /// About so many bytes of it.
  func lines(_ bytes: Int) -> [String] {
    let length = unit.reduce(0) { $0 + $1.utf8.count + 1 } - (isOneLine ? unit.count : 0)
    let times = max(1, bytes / max(1, length))
    if isOneLine { return [String(repeating: unit.joined(), count: times)] }
    return Array([[String]](repeating: unit, count: times).joined())
  }
}

/// The texts that are measured.
enum BenchTexts {
  static let page = BenchText(
    name: "page", unit: file("../shared/seeds/seed-page.txt") ?? file("seeds/page.txt") ?? busy)

  static let all: [BenchText] = {
    var texts = [page]
    for (name, path) in [("news", "news"), ("statuses", "statuses")] {
      guard let unit = articles("../shared/corpus/\(path).jsonl") else { continue }
      texts.append(BenchText(name: name, unit: unit))
    }
    texts += [
      BenchText(name: "one line", unit: page.unit, isOneLine: true),
      BenchText(name: "short lines", unit: ["柳河镇清理河道垃圾。"]),
      BenchText(name: "shortest lines", unit: ["柳河镇"]),
      BenchText(name: "colour each", isHostile: true, unit: busy, isOneLine: true),
    ]
    let openings = [
      "红", "红牌", "红牌,", "红牌:柳河镇、", "、", "(", "“", "1", "一", ",", "记者", "截至", "积极清理河道垃圾",
    ]
    texts += openings.map { BenchText(name: "repeated \($0)", isHostile: true, unit: [$0], isOneLine: true) }
    return texts
  }()

  /// Every sentence has a colour.
  private static let busy = [
    "截至9月底,全区列入三色管理的工程共38个,其中红色预警3项、黄色预警6项,其余29项为蓝色。",
    "红色预警项目分别是柳河水厂、北岸泵站和东环路改造。", "因进度滞后,柳河镇被亮红牌,限期15天整改到位。",
  ]

  private static func file(_ path: String) -> [String]? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The articles of a file with one JSON object a line, a blank line around each headline.
  private static func articles(_ path: String) -> [String]? {
    struct Entry: Decodable {
      var headline: String?
      var text: String
    }
    let decoder = JSONDecoder()
    return file(path)?.compactMap { try? decoder.decode(Entry.self, from: Data($0.utf8)) }.flatMap { entry in
      let lines = entry.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return [entry.headline ?? "", ""] + lines + [""]
    }
  }
}
