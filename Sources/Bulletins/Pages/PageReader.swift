/// Splits a document into articles.
struct PageReader: Sendable {
  /// What was read.
  struct Result: Sendable {
    var kind: Bulletin.Kind
    var articles: [Article]
  }

  /// The articles of a document, without statuses, figures and summary.
  ///
  /// An empty document gives one empty article.
  func read(_ document: Document) -> Result {
    var page = PageText(document)
    if let unwrapped = HardWrap.unwrapped(page) { page.rejoin(unwrapped) }
    let classifier = LineClassifier(page: page)
    var kinds = page.lines.map(classifier.kind)
    let listed = ContentsList.mark(page, &kinds)
    Mastheads.mark(page, &kinds)
    Ornaments.mark(page, &kinds)
    var tails: [Int: LineTail] = [:]
    for index in kinds.indices {
      switch kinds[index] {
      case .text, .marked:
        let tail = LineTail(page, page.lines[index].range)
        if tail.textEnd < page.lines[index].range.upperBound { tails[index] = tail }
      default: break
      }
    }
    let layout = PageLayout(page, kinds: kinds, tails: tails)
    var assembler = PageAssembler(page: page, kinds: kinds, tails: tails, layout: layout, listed: listed)
    let drafts = assembler.assemble()
    let writer = ArticleWriter(page: page)
    var articles = drafts.map(writer.article)
    if articles.isEmpty { articles = [Article()] }
    return Result(kind: kind(of: articles, drafts), articles: articles)
  }

  private func kind(of articles: [Article], _ drafts: [ArticleDraft]) -> Bulletin.Kind {
    if articles.count > 1 { return .page }
    if drafts.first?.isOfficial ?? false { return .report }
    guard let headline = articles.first?.headline else { return .article }
    return OfficialMarks.isDocumentTitle(headline) ? .report : .article
  }
}
