/// What an article states against a rule of figures.
public struct RuleFinding: Sendable, Equatable {
  /// The rule; the raw value is the journal's RULE.
  public enum Rule: String, Sendable {
    /// A stated rate or share must be that of its parts.
    case rate
    /// A share must not be below its minimum.
    case share
  }

  /// The rule.
  public var rule: Rule
  /// What does not hold, in English with the text's own words.
  public var remark: String
  /// The sentence that says so.
  public var quote: String
}

/// Checks what an article states against the rules of figures: stated rates against their parts, shares against minimums.
public struct RuleCheck: Sendable {
  private let shares: ShareCheck

  /// A check with these minimums.
  public init(minimums: [ShareMinimum] = ShareMinimum.usual) { shares = ShareCheck(minimums) }

  /// What does not hold, in the order of the text.
  public func findings(in article: Article) -> [RuleFinding] { findings(in: article, ArticleText(article)) }

  /// What does not hold in an article whose text is read already.
  func findings(in article: Article, _ text: ArticleText) -> [RuleFinding] {
    guard article.figures.contains(where: { $0.unit == "%" || $0.unit == "元" }) else { return [] }
    return RatioCheck().findings(in: text) + shares.findings(in: article, text)
  }
}
