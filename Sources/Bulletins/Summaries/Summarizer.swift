/// Says in at most 120 characters who did what with which result.
///
/// Nothing is rephrased: a summary consists of whole clauses of the text in reading order. A red or yellow status, a
/// delay or a place on the black list is always in it; the lead says who did what; the rest of the room belongs to
/// the clauses that hold most figures.
struct Summarizer: Sendable {
  /// The most characters of a summary.
  static let limit = 120
  /// The most characters of a lead that is cut, so that results have room.
  var leadLimit = 80
  /// A lead of up to so many characters is not cut.
  var wholeLeadLimit = 96
  /// Figures that a character of a result must tell at least; below it a longer summary tells little more. In a long
  /// text a figure matters less: measured on office bulletins and on news (docs/reading-evaluation.md).
  var leastDensity = (short: 0.05, long: 0.07)
  /// A text of so many characters is long.
  var longText = 350

  private let rules = SummaryRules.shared

  /// The summary of an article whose statuses and figures are read.
  func summary(of article: Article) -> String {
    summary(of: article, article.paragraphs.map(\.scalars))
  }

  /// The summary of an article whose paragraphs are scalars already.
  func summary(of article: Article, _ paragraphs: [Scalars]) -> String {
    let quotes = urgentQuotes(of: article)
    let survey = SentenceSurvey(paragraphs: paragraphs, quotes: quotes)
    var parts: [SummaryPart] = []
    var room = Self.limit
    for (quote, place) in zip(quotes, survey.places) {
      let sentence = Sentence(scalars: quote, order: place ?? Int.max)
      if let part = shortened(sentence, unit: article.unit?.scalars, to: room),
        !parts.contains(where: { $0.holds(part) })
      {
        parts.append(part)
        room -= part.count
      }
    }
    if let lead = lead(of: survey.first, unit: article.unit?.scalars, room: room, besides: parts) {
      parts.append(lead)
      room -= lead.count
    }
    let isShort = survey.length < longText && quotes.isEmpty
    let density = isShort ? leastDensity.short : leastDensity.long
    ResultPicker(rules: rules, sentences: survey.first + survey.richest, leastDensity: density)
      .fill(&parts, room: room)
    if parts.isEmpty, let sentence = survey.first.first { return String(sentence.scalars.prefix(Self.limit)) }
    return String(parts.sorted(by: SummaryPart.precedes).flatMap(\.scalars))
  }

  /// The sentences that no summary may lose, the gravest first.
  private func urgentQuotes(of article: Article) -> [Scalars] {
    func rank(_ status: Status) -> Int? {
      switch (status.kind, status.color) {
      case (.reported, .red): status.count == 0 ? nil : 0
      case (.reported, .orange), (.reported, .yellow): status.count == 0 ? nil : 1
      case (.lagging, _), (.blacklisted, _): 2
      default: nil
      }
    }
    var quotes: [Scalars] = []
    for grade in 0...2 {
      for status in article.statuses where rank(status) == grade && quotes.count < 3 {
        let quote = SentenceSplitter().withoutDateline(status.quote.scalars)
        if !quotes.contains(quote) { quotes.append(quote) }
      }
    }
    return quotes
  }

  /// The sentence in so much room as there is: whole, or without what only leads up to it, or the clauses with the
  /// colour; nil if not even one clause fits.
  private func shortened(_ sentence: Sentence, unit: Scalars?, to room: Int) -> SummaryPart? {
    let all = sentence.clauses
    let whole = SummaryPart(sentence, clauses: all)
    if whole.count <= min(room, leadLimit) { return whole }
    let core = essential(sentence, unit: unit)
    let part = SummaryPart(sentence, clauses: core)
    if part.count <= room { return part }
    // The clauses around the first that names a colour or a delay.
    guard let center = core.firstIndex(where: { rules.names(sentence.scalars[$0]) }) ?? core.indices.first
    else {
      return nil
    }
    var chosen = [core[center]]
    guard SummaryPart(sentence, clauses: chosen).count <= room else { return nil }
    var next = center + 1
    while next < core.count, SummaryPart(sentence, clauses: chosen + [core[next]]).count <= room {
      chosen.append(core[next])
      next += 1
    }
    return SummaryPart(sentence, clauses: chosen)
  }

  /// The clauses without those that only lead up, slogans and promises. The clause that names the unit stays.
  private func essential(_ sentence: Sentence, unit: Scalars?) -> [Range<Int>] {
    var clauses = sentence.clauses
    let words = { (clause: Range<Int>) in sentence.scalars[clause].trimmed }
    let actor = unit.flatMap { unit in
      clauses.firstIndex { sentence.scalars[$0].contains(unit[...]) && !rules.namesSource(words($0)) }
    }
    var dropped = 0
    while dropped + 1 < clauses.count, dropped != actor, rules.leadsUp(words(clauses[dropped])) {
      dropped += 1
    }
    // 为科学指导…，全面恢复…，某街道…: what lies between the purpose and the unit belongs to the purpose.
    if let actor, dropped > 0, actor > dropped { dropped = actor }
    clauses.removeFirst(dropped)
    while clauses.count > 1, let last = clauses.last, rules.promises(words(last)) { clauses.removeLast() }
    let kept = clauses.filter { !rules.isSlogan(words($0)) }
    return kept.isEmpty ? clauses : kept
  }

  /// The first sentence that tells something, cut to the clauses that fit.
  private func lead(
    of sentences: [Sentence], unit: Scalars?, room: Int, besides parts: [SummaryPart]
  ) -> SummaryPart? {
    let able = sentences.filter(canLead)
    let named = able.prefix(3).first { sentence in unit.map { acts($0, in: sentence) } ?? false }
    // Beside a status there is little room; a later sentence would only take the place of the first.
    let others = parts.isEmpty ? able + sentences : Array(able.prefix(1))
    for sentence in (named.map { [$0] } ?? []) + others {
      if parts.contains(where: { $0.order == sentence.order }) { continue }
      if let part = cut(sentence, to: essential(sentence, unit: unit), room: room) { return part }
    }
    return nil
  }

  /// True if a unit stands in a sentence otherwise than in a list.
  private func acts(_ unit: Scalars, in sentence: Sentence) -> Bool {
    sentence.scalars[...].contains(unit[...]) && !sentence.scalars[...].contains((["、"] + unit)[...])
      && !sentence.scalars[...].contains((unit + ["、"])[...])
  }

  /// The first of these clauses that fit, without one at the end that waits for the next; nil if none fits.
  private func cut(_ sentence: Sentence, to clauses: [Range<Int>], room: Int) -> SummaryPart? {
    let whole = SummaryPart(sentence, clauses: clauses)
    if whole.count <= min(room, wholeLeadLimit) { return whole }
    var chosen: [Range<Int>] = []
    var length = 0
    for clause in clauses {
      guard length + clause.count <= min(room, leadLimit) - 1 || chosen.isEmpty else { break }
      chosen.append(clause)
      length += clause.count
    }
    let complete = chosen.lastIndex { !rules.waits(sentence.scalars[$0].trimmed) }
    if complete == nil, whole.count <= room { return whole }
    chosen.removeSubrange(((complete ?? 0) + 1)...)
    let part = SummaryPart(sentence, clauses: chosen)
    return part.count <= room ? part : nil
  }

  private func canLead(_ sentence: Sentence) -> Bool {
    let scalars = sentence.scalars
    guard scalars.count >= 10, let first = scalars.first, let last = scalars.last,
      last != "？", last != "?", rules.asides.longestMatch(in: scalars, at: 0) == nil,
      !(first.opensAside && last.closesAside)
    else { return false }
    if last.endsSentence || last == "”" { return true }
    // A salutation ends with a colon too, but is shorter; a title stands before everything else.
    if last == "：" || last == ":" { return scalars.count >= 24 }
    return sentence.order == 0 && scalars.count <= 45
  }
}

extension SummaryPart {
  /// True if the other part says nothing more.
  func holds(_ other: SummaryPart) -> Bool {
    order == other.order && other.clauses.allSatisfy { clause in clauses.contains { $0.overlaps(clause) } }
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Without blanks, commas and stops at both ends.
  var trimmed: ArraySlice<Unicode.Scalar> {
    var slice = self
    while let first = slice.first, first.isBlank { slice.removeFirst() }
    while let last = slice.last, last.isBlank || last.endsClause { slice.removeLast() }
    return slice
  }
}

extension Unicode.Scalar {
  /// A quote or a parenthesis: no lead stands between two.
  fileprivate var opensAside: Bool {
    switch self {
    case "“", "「", "『", "（", "(", "【": true
    default: false
    }
  }

  /// What closes such a quote or parenthesis.
  fileprivate var closesAside: Bool {
    switch self {
    case "”", "」", "』", "）", ")", "】": true
    default: false
    }
  }
}
