import Foundation
import Glibc

@testable import Bulletins

/// How long each reader took for a text.
struct Measurement {
  private var bytes: Int
  /// The seconds of the whole, and of each reader on its own.
  private var whole = 0.0
  private var parts: [Double] = []

  private static let names = ["tables", "pages", "day+ledger", "statuses", "figures", "summary"]

  init(_ lines: [String]) {
    bytes = lines.reduce(0) { $0 + $1.utf8.count + 1 }
    guard let today = Day(year: 2026, month: 11, day: 23) else { return }
    let document = Document(lines: lines)
    whole = Self.seconds { _ = BulletinReader().read(document, fileName: "bench.txt", today: today) }
    var folded = document
    var articles: [Article] = []
    parts.append(Self.seconds { folded = TableFinder().fold(document) })
    parts.append(Self.seconds { articles = PageReader().read(folded).articles })
    parts.append(
      Self.seconds {
        let stated = AsOfReader().asOf(in: folded, fileName: "bench.txt")
        _ = LedgerReader().read(folded, asOf: stated ?? today)
      })
    parts.append(
      Self.seconds {
        for index in articles.indices {
          articles[index].statuses = StatusReader().read(articles[index]).statuses
        }
      })
    parts.append(
      Self.seconds {
        for index in articles.indices {
          articles[index].figures = FigureReader().figures(in: articles[index])
        }
        for article in articles { _ = RuleCheck().findings(in: article) }
      })
    parts.append(Self.seconds { for article in articles { _ = Summarizer().summary(of: article) } })
  }

  private static func seconds(_ work: () -> Void) -> Double {
    let start = processorTime()
    work()
    return processorTime() - start
  }

  /// The seconds that this process has used a processor: others on the machine do not count (clock_gettime(2)).
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static var heading: String { row("MB/s", "MB", ["whole"] + names) }

  func row(named name: String) -> String {
    let megabytes = Double(bytes) / 1e6
    let speeds = ([whole] + parts).map { String(format: "%.1f", megabytes / max($0, 1e-9)) }
    return Self.row(name, String(format: "%.1f", megabytes), speeds)
  }

  private static func row(_ name: String, _ size: String, _ cells: [String]) -> String {
    name.padding(toLength: 16, withPad: " ", startingAt: 0)
      + ([size] + cells).map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
  }
}
