@testable import Bulletins
import Glibc

/// Which reader `FUZZ_TARGET` names.
enum ReaderTarget: String {
  /// Articles out of lines; what colours report; numbers; ledgers; the sentences of a summary.
  case page, status, figures, table, summary

  /// The target that was asked for, or nil.
  static let chosen = getenv("FUZZ_TARGET").flatMap { ReaderTarget(rawValue: String(cString: $0)) }

  /// Reads the input; none of the readers throws, so that anything but an end is a defect.
  func run(_ input: [UInt8]) {
    let lines = InventedText.text(of: input).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let document = Document(lines: lines)
    switch self {
    case .page: _ = PageReader().read(document)
    case .status: _ = StatusReader().read(Self.article(lines))
    case .figures:
      let article = Self.article(lines)
      _ = FigureReader().figures(in: article)
      _ = RuleCheck().findings(in: article)
    case .table:
      guard let day = Day(year: 2024, month: 6, day: 28) else { return }
      let folded = TableFinder().fold(document)
      _ = AsOfReader().asOf(in: folded, fileName: "20240628.csv")
      _ = LedgerReader().read(folded, asOf: day)
    case .summary: _ = Summarizer().summary(of: Self.article(lines))
    }
  }

  /// The first line as headline, the others as paragraphs.
  private static func article(_ lines: [String]) -> Article {
    Article(headline: lines.first, paragraphs: Array(lines.dropFirst()))
  }
}

/// Text out of the fuzzer's bytes. Bytes alone would hardly ever make a Chinese word, so that half of them stand for
/// words of the rules, and the other half for themselves.
enum InventedText {
  /// Pieces by byte: a mark or a digit for the lower half, a word of the rules for two bytes of the upper half.
  static func text(of input: [UInt8]) -> String {
    // A byte of 0 says that the rest is the text as it is, so that samples in UTF-8 serve as a start.
    if input.first == 0 { return String(decoding: input.dropFirst(), as: UTF8.self) }
    var text = ""
    var index = 0
    while index < input.count, text.utf8.count < 1 << 16 {
      let byte = Int(input[index])
      if byte < 0x80 {
        text += marks[byte % marks.count]
        index += 1
      } else {
        let low = index + 1 < input.count ? Int(input[index + 1]) : 0
        text += words[((byte & 0x7F) << 8 | low) % words.count]
        index += 2
      }
    }
    return text
  }

  private static let marks =
    "，。；：、（）“”《》【】·—…？！,.;:()\"|%/ \t\n　●◆①0123456789一二三四五六七八九十百千万亿两零余多约项个家件处年月日红黄蓝绿橙黑"
    .unicodeScalars.map { String($0) }

  private static let words: [String] =
    [
      PackageResources.StatusClues_txt, PackageResources.StatusNouns_txt, PackageResources.StatusPhrases_txt,
      PackageResources.Names_txt, PackageResources.NameLeads_txt, PackageResources.Classifiers_txt,
      PackageResources.HarmlessColours_txt, PackageResources.CountFillers_txt, PackageResources.counted_txt,
      PackageResources.unit_suffixes_txt, PackageResources.byline_roles_txt, PackageResources.page_titles_txt,
      PackageResources.page_navigation_txt, PackageResources.boilerplate_txt, PackageResources.surnames_txt,
    ].flatMap { WordList($0).words }
    + WordList(PackageResources.ledger_columns_txt).entries.compactMap { $0.count > 1 ? $0[1] : nil }
    + WordList(PackageResources.ledger_words_txt).entries.compactMap { $0.count > 1 ? $0[1] : nil }
}
