/// A share that must not be below a minimum.
public struct ShareMinimum: Sendable, Equatable {
  /// Who gets the share, e.g. 中小企业.
  public var share: String
  /// Of what: a word of the articles that are meant, e.g. 采购.
  public var of: String
  /// The minimum in percent.
  public var percent: Double

  /// A minimum.
  public init(share: String, of: String, percent: Double) {
    self.share = share
    self.of = of
    self.percent = percent
  }

  /// What the seed's procurement report demands: of the whole budget 30 % for small and medium enterprises, of it (其中) 20 % of
  /// the whole for micro enterprises.
  public static let usual = [
    ShareMinimum(share: "中小企业", of: "采购", percent: 30),
    ShareMinimum(share: "小微企业", of: "采购", percent: 20),
  ]
}

/// Checks the shares that an article states, or that follow from two amounts of one sentence, against minimums.
///
/// A percentage counts only if 占, 比例 or the like binds it to whom it is about; a rule (不低于30%), a goal or a growth is no
/// state. Amounts count only if the sentence calls the larger one the whole.
struct ShareCheck: Sendable {
  private let minimums: [ShareMinimum]
  private let subjects: Matcher
  private static let words = Words()

  init(_ minimums: [ShareMinimum]) {
    self.minimums = minimums
    subjects = Matcher(minimums.map(\.share))
  }

  /// What lies below its minimum.
  func findings(in article: Article, _ text: ArticleText) -> [RuleFinding] {
    guard text.paragraphs.contains(where: subjects.matches(anywhereIn:)) else { return [] }
    let whole = [article.headline ?? ""] + article.paragraphs
    let isMeant = minimums.map { minimum in whole.contains { $0.contains(minimum.of) } }
    return zip(text.paragraphs, text.figures).flatMap { paragraph, figures -> [RuleFinding] in
      guard subjects.matches(anywhereIn: paragraph) else { return [] }
      var rest = figures[...]
      return Sentences.ranges(in: paragraph).flatMap { range in
        rest = rest.drop { $0.range.lowerBound < range.lowerBound }
        let own = rest.prefix { $0.range.lowerBound < range.upperBound }
        return findings(in: range, of: paragraph, Array(own), isMeant)
      }
    }
  }

  private func findings(
    in sentence: Range<Int>, of text: Scalars, _ figures: [FigureReader.Found], _ isMeant: [Bool]
  ) -> [RuleFinding] {
    let found = subjects.matches(in: text[sentence]).sorted { $0.range.lowerBound < $1.range.lowerBound }
    return found.enumerated().compactMap { index, match in
      let minimum = minimums[match.word]
      guard isMeant[match.word] else { return nil }
      // What stands behind the next one is about that.
      let end = index + 1 < found.count ? found[index + 1].range.lowerBound : sentence.upperBound
      let own = figures.filter { (match.range.upperBound..<end).contains($0.range.lowerBound) }
      guard !Self.words.has("rule", in: text[clauseStart(match.range.lowerBound, in: sentence, text)..<end])
      else { return nil }
      let share =
        stated(own, after: match.range.upperBound, in: text)
        ?? computed(
          own, before: figures.filter { $0.range.upperBound <= match.range.lowerBound }, in: text, sentence)
      guard let share, share.value < minimum.percent - 0.005 else { return nil }
      return RuleFinding(
        rule: .share,
        remark:
          "the share of \(minimum.share) is \(share.words), below the minimum of \(ShareCheck.percent(minimum.percent)).",
        quote: String(text[sentence]))
    }
  }

  /// The percentage that the words bind to the subject as its share.
  private func stated(_ figures: [FigureReader.Found], after start: Int, in text: Scalars) -> (
    value: Double, words: String
  )? {
    var from = start
    for found in figures {
      let between = text[from..<max(from, found.range.lowerBound)]
      if found.figure.unit == "%", found.figure.high == nil, Self.words.has("share", in: between),
        !Self.words.has("other", in: between)
      {
        return (found.figure.value, "stated as “\(found.figure.text)”")
      }
      from = max(from, found.range.upperBound)
    }
    return nil
  }

  /// The share of the subject's amount in the whole that the sentence names before it.
  private func computed(
    _ own: [FigureReader.Found], before: [FigureReader.Found], in text: Scalars, _ sentence: Range<Int>
  ) -> (value: Double, words: String)? {
    guard !own.contains(where: { $0.figure.unit == "%" }), let part = own.first(where: isAmount) else {
      return nil
    }
    let whole = before.last { found in
      let start = max(sentence.lowerBound, found.range.lowerBound - 12)
      return isAmount(found) && found.figure.value >= part.figure.value
        && Self.words.has("total", in: text[start..<found.range.lowerBound])
    }
    guard let whole, whole.figure.value > 0 else { return nil }
    let value = part.figure.value / whole.figure.value * 100
    return (value, "\(ShareCheck.percent(value)) (“\(part.figure.text)” of “\(whole.figure.text)”)")
  }

  private func isAmount(_ found: FigureReader.Found) -> Bool {
    found.figure.unit == "元" && !found.figure.approximate && found.figure.high == nil
  }

  /// Where the clause begins that holds a position.
  private func clauseStart(_ position: Int, in sentence: Range<Int>, _ text: Scalars) -> Int {
    let before = text[sentence.lowerBound..<position]
    return before.lastIndex { $0.breaksClause && $0 != "、" }.map { $0 + 1 } ?? sentence.lowerBound
  }

  private static func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  /// `Rules/share_words.txt`.
  private struct Words: Sendable {
    private let matchers: [String: Matcher]

    init() {
      var groups: [String: [String]] = [:]
      for entry in WordList(PackageResources.share_words_txt).entries where entry.count > 1 {
        groups[entry[0], default: []].append(entry[1])
      }
      matchers = groups.mapValues { Matcher($0) }
    }

    func has(_ group: String, in text: ArraySlice<Unicode.Scalar>) -> Bool {
      matchers[group]?.matches(anywhereIn: text) ?? false
    }
  }
}
