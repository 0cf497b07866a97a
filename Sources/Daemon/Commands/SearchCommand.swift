import ArgumentParser
import Bulletins
import Store

/// `bulletind search`: full text over all articles.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Finds articles by any of their characters.",
    discussion: """
      All words must occur; "…" keeps a phrase together. Hits in the title come first, then the newest.

      Examples:
        bulletind search 督查
        bulletind search 小广告 社区 --limit 5
        bulletind search 沿 --json
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "What to look for.")
  var query: [String]
  @Option(help: "At most so many articles.")
  var limit = 20
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 up.") }
  }

  func run() throws {
    let store = try Store(readingFrom: common.load().folders.database)
    for hit in try store.read({ try $0.search(query, limit: limit) }) {
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
