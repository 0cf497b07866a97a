import Testing

@testable import Bulletins

/// Reads a page as the whole reader does, from text with line feeds.
func readPage(_ text: String) -> PageReader.Result {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  return PageReader().read(TableFinder().fold(Document(lines: lines)))
}

/// What a page should be, one line per article, so that a failure shows the whole page at once:
/// `section ¦ kicker ¦ headline ¦ unit ¦ byline ¦ subheads ¦ paragraphs ¦ first…last`.
func outline(_ result: PageReader.Result) -> [String] {
  result.articles.map { article in
    let first = article.paragraphs.first.map { String($0.prefix(4)) } ?? ""
    let last = article.paragraphs.last.map { String($0.suffix(4)) } ?? ""
    return [
      (article.continuation ? "↪" : "") + (article.section ?? ""), article.kicker ?? "",
      article.headline ?? "",
      article.unit ?? "", article.byline.joined(separator: " "), article.subheads.joined(separator: "/"),
      String(article.paragraphs.count), first + "…" + last,
    ].joined(separator: "¦")
  }
}
