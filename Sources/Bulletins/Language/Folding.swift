/// A text made comparable for cue words: simplified characters, half-width marks, no blanks and no quotation marks.
///
/// Offices write “红灯”, 紅燈, 红　灯 and 红灯 alike; a rule that had to know all of them would be wrong sooner or later.
/// What is shown to a person is cut from the source with `origin`, never from the folded text.
struct Folded: Sendable {
  /// The comparable text.
  private(set) var text: Scalars = []
  /// For each scalar of `text` its index in the source.
  private(set) var origin: [Int] = []

  /// The folding of a stretch of a text.
  ///
  /// - Parameter blanksPart: true for a line of names with wide blanks between them, which are folded to 、.
  init(_ source: Scalars, in range: Range<Int>, blanksPart: Bool = false) {
    let range = range.clamped(to: source.indices)
    text.reserveCapacity(range.count)
    origin.reserveCapacity(range.count)
    for index in range {
      let scalar = source[index]
      if blanksPart, scalar.isBlank, let last = text.last, last != "、" {
        text.append("、")
        origin.append(index)
        continue
      }
      // 1,360家 is one number.
      if source.groupsThousands(at: index) { continue }
      // “智慧水务”“城市书房” are two: the marks that touch part them.
      if scalar.opensQuotation, index > range.lowerBound, source[index - 1].closesQuotation {
        text.append("、")
        origin.append(index)
        continue
      }
      // Coloured circles and pointing hands of public accounts part what they stand before.
      if scalar.isPictograph {
        if let last = text.last, last != ";", !last.closesSentence {
          text.append(";")
          origin.append(index)
        }
        continue
      }
      guard !scalar.isBlank, !scalar.isQuotationMark, scalar != "\n", scalar != "\r" else { continue }
      text.append(scalar.folded)
      origin.append(index)
    }
  }

  /// The source range of a range of `text`, without blanks or quotation marks at its ends.
  func source(of range: Range<Int>) -> Range<Int> {
    let range = range.clamped(to: text.indices)
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return origin[first]..<(origin[last] + 1)
  }
}

extension Unicode.Scalar {
  /// Straight and curved quotation marks, and corner brackets, which Traditional Chinese uses for them.
  var isQuotationMark: Bool {
    switch self {
    case "\"", "'", "“", "”", "‘", "’", "「", "」", "『", "』", "＂", "＇": true
    default: false
    }
  }

  /// An emoji or one of its modifiers.
  var isPictograph: Bool {
    (0x1F300...0x1FAFF).contains(value) || (0x2B00...0x2BFF).contains(value) || value == 0xFE0F
      || value == 0x200D
      || value == 0x26A0 || value == 0x2757 || value == 0x26D4
  }

  /// The left forms of curved quotation marks and corner brackets.
  var opensQuotation: Bool { self == "“" || self == "‘" || self == "「" || self == "『" }

  /// The simplified, half-width form.
  public var folded: Unicode.Scalar {
    let narrow = narrow
    guard narrow.value >= 0x2010 else { return narrow }
    switch narrow {
    case "﹐": return ","
    case "﹔": return ";"
    case "﹕", "∶", "︰": return ":"
    case "–", "―", "─": return "—"
    default:
      let simple = Unicode.Scalar.simplified[narrow]
      return simple == 0 ? narrow : Unicode.Scalar(UInt32(simple)) ?? narrow
    }
  }

  private static let simplified: ScalarTable = {
    var table: [Unicode.Scalar: Int] = [:]
    for entry in WordList(PackageResources.Traditional_txt).entries where entry.count == 2 {
      guard let simple = entry[0].unicodeScalars.first else { continue }
      for scalar in entry[1].unicodeScalars { table[scalar] = Int(simple.value) }
    }
    return ScalarTable(table)
  }()
}

extension Scalars {
  /// True for the comma of 1,360: a digit before it, and exactly three behind.
  func groupsThousands(at index: Int) -> Bool {
    guard self[index] == "," || self[index] == "，", index > 0, self[index - 1].isDigit, index + 3 < count,
      self[index + 1].isDigit, self[index + 2].isDigit, self[index + 3].isDigit
    else { return false }
    return index + 4 >= count || !self[index + 4].isDigit
  }
}
