/// Makes an article of a draft: cuts the texts from the page and finds who acts.
struct ArticleWriter {
  let page: PageText

  /// The article.
  func article(_ draft: ArticleDraft) -> Article {
    var article = Article(
      continuation: draft.isContinuation, byline: draft.byline.names, subheads: draft.subheads.map(title),
      paragraphs: draft.paragraphs.map { ParagraphText.text(page, $0) }, tables: draft.tables)
    if draft.subheadPlaces.count == draft.subheads.count { article.subheadPlaces = draft.subheadPlaces }
    article.headline = draft.headline.isEmpty ? nil : ParagraphText.title(page, draft.headline)
    article.kicker = draft.kicker.map(title)
    article.section = draft.section.map(title)
    if article.paragraphs.isEmpty, article.tables.isEmpty, let headline = article.headline,
      draft.subheads.isEmpty
    {
      article.paragraphs = draft.isNamedBySection ? [] : [headline]
      article.headline = nil
    }
    article.unit = unit(draft, article)
    return article
  }

  private func title(_ range: Range<Int>) -> String { ParagraphText.title(page, [range]) }

  /// The marks of a sentence: a line without any is no lead.
  private static func parts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "，", ",", "；", "！", "？", "：": true
    default: false
    }
  }

  private func unit(_ draft: ArticleDraft, _ article: Article) -> String? {
    var clues = ActingUnit.Clues()
    clues.kicker = draft.kicker.map(title)
    clues.headline = draft.isNamedBySection ? nil : article.headline
    let lead = draft.isOfficial ? nil : article.paragraphs.first
    clues.lead =
      draft.isContinuation || !(lead?.unicodeScalars.contains(where: Self.parts) ?? false) ? nil : lead
    clues.sources = draft.sources.map(title) + draft.byline.offices + draft.byline.sources
    clues.hasManyActors = draft.isNamedBySection && article.paragraphs.count > 1
    return ActingUnit().unit(clues)
  }
}
