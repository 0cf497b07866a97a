import ArgumentParser
import Bulletins
import Store

/// `bulletind search`: full text over all articles.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Finds articles by any of their characters.",
    discussion: """
      All words must occur, and no -word; "…" keeps a phrase together. Hits in the title come first, then the newest.
      unit:NAME narrows to articles and bulletins of a unit, since:YYYY-MM-DD to bulletins received on that day or later,
      red: to those that report red, red:no to the others. Traditional and full-width forms find their counterparts.

      Examples:
        bulletind search 督查
        bulletind search 小广告 社区 --limit 5
        bulletind search 督查 -社区 unit:财政局 since:2026-11-01 red:
        bulletind search '"沿街 商铺"' --rank
        bulletind search 沿 --json
      """)

  @OptionGroup var common: CommonOptions
  @Argument(parsing: .allUnrecognized, help: "What to look for.")
  var query: [String]
  @Flag(help: "The best hits first (bm25) instead of titles and the newest.")
  var rank = false
  @Option(help: "At most so many articles.")
  var limit = 20
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 up.") }
    if let option = query.prefix(while: { $0 != "--" }).first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("Unknown option “\(option)”; to look for it, write '\"\(option)\"'.")
    }
    do { _ = try SearchQuery(words) } catch { throw ValidationError(error.description) }
  }

  /// The query without the mark that ends the options.
  private var words: [String] {
    guard let mark = query.firstIndex(of: "--") else { return query }
    return Array(query[..<mark] + query[(mark + 1)...])
  }

  func run() throws {
    let store = try Store(readingFrom: common.load().folders.database)
    let query = try SearchQuery(words)
    let since = query.since.map { Timestamp(startOf: $0) }
    for hit in try store.read({ try $0.search(query, since: since, ranked: rank, limit: limit) }) {
      Output.line(json ? hit.json.text : hit.text)
    }
  }
}

extension SearchHit {
  fileprivate var json: JSON {
    .object([
      ("id", .integer(Int(receipt.id))), ("sha256", JSON(receipt.hash)),
      ("file", .string(receipt.displayName)),
      ("received", .string(receipt.received.rfc3339)), ("article", .integer(article.ordinal)),
      ("headline", JSON(article.article.headline)), ("unit", JSON(article.article.unit)),
      ("title", JSON(title)),
      ("snippet", .string(snippet)),
    ])
  }

  fileprivate var text: String {
    let head = title ?? article.article.unit ?? article.article.section ?? receipt.displayName
    return "\(head.printable)  (bulletin \(receipt.id), article \(article.ordinal), \(receipt.displayName))\n"
      + "    \(snippet.printable)"
  }
}
