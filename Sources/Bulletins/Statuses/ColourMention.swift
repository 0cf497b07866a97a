/// A colour word of a sentence, before anybody has judged it.
struct ColourMention: Sendable {
  /// How the colour stands in the sentence.
  enum Form: Sendable, Equatable {
    /// With a status noun: 红牌, 红色预警.
    case bound
    /// 红色 alone or with a noun of work: 红色项目.
    case adjective
    /// 红 alone, but with a predicate, a number or quotation marks: 由黄转红, 红2黄5, “红”.
    case bare
    /// One of several colours that together name a scheme: 红黄蓝, 红、黄牌.
    case scheme
    /// Part of a word that reports nothing: 网红, 红色物业, a name.
    case harmless(Status.Gate)
  }

  let color: StatusColor
  let form: Form
  /// The colour, its 色 and its nouns.
  let range: Range<Int>
  /// The colour and its 色.
  let stem: Range<Int>
  /// The classes of the nouns bound to it, e.g. card and warning for 红牌警告.
  let nouns: StatusNouns.Class
  /// A number that the shape itself gives: 红2黄5蓝31, 红、黄、蓝分别为2、5、31项.
  var number: ShapedNumber?
  /// Which of how many it is where colours are dealt out in order: A、B分别亮红灯、黄灯.
  var share: (index: Int, of: Int)?

  struct ShapedNumber: Sendable {
    var value: Int
    var range: Range<Int>
  }

  var isHarmless: Bool { if case .harmless = form { true } else { false } }
}

extension StatusColor {
  /// The colour that a character names.
  init?(character: Unicode.Scalar) {
    switch character {
    case "红", "紅": self = .red
    case "橙": self = .orange
    case "黄", "黃": self = .yellow
    case "绿", "綠": self = .green
    case "蓝", "藍": self = .blue
    case "黑": self = .black
    default: return nil
    }
  }

  /// The simplified character.
  var character: String {
    switch self {
    case .red: "红"
    case .orange: "橙"
    case .yellow: "黄"
    case .green: "绿"
    case .blue: "蓝"
    case .black: "黑"
    }
  }
}

/// The nouns that make a colour a status (`Rules/StatusNouns.txt`).
struct StatusNouns: Sendable {
  struct Class: OptionSet, Sendable {
    let rawValue: UInt8

    static let warning = Class(rawValue: 1 << 0)
    static let card = Class(rawValue: 1 << 1)
    static let lamp = Class(rawValue: 1 << 2)
    static let code = Class(rawValue: 1 << 3)
    static let slip = Class(rawValue: 1 << 4)
    static let list = Class(rawValue: 1 << 5)
    static let level = Class(rawValue: 1 << 6)
    static let work = Class(rawValue: 1 << 7)

    static let named: [String: Class] = [
      "warning": .warning, "card": .card, "lamp": .lamp, "code": .code, "slip": .slip, "list": .list,
      "level": .level, "work": .work,
    ]
  }

  static let shared = StatusNouns()

  private let matcher: Matcher
  private let classes: [Class]
  private let direct: [Bool]
  private let paired: [Bool]

  private init() {
    let entries = WordList(PackageResources.StatusNouns_txt).entries
    matcher = Matcher(entries.map { $0[0] })
    classes = entries.map { $0.count > 1 ? Class.named[$0[1]] ?? .work : .work }
    direct = entries.map { $0.count > 2 && $0[2] == "direct" }
    paired = entries.map { $0.count > 2 && $0[2] == "paired" }
  }

  /// The thing of a colour that begins at a position, where it may be one: 旗, 脸, 板凳.
  func thing(in text: Scalars, at start: Int) -> Range<Int>? {
    guard let match = matcher.longestMatch(in: text, at: start), direct[match.word] || paired[match.word]
    else { return nil }
    return match.range
  }

  /// The nouns that follow a stem one after the other, and where they end.
  func chain(in text: Scalars, after stem: Range<Int>, hasSe: Bool) -> (end: Int, classes: Class) {
    var end = stem.upperBound
    var found: Class = []
    for turn in 0..<4 {
      guard let match = matcher.longestMatch(in: text, at: end) else { break }
      if turn == 0, !hasSe, !direct[match.word] { break }
      // After the first noun only whole words go on: 红牌警告, 红色预警项目, but not 红牌|单位 as 红牌单.
      if turn > 0, match.range.count == 1, classes[match.word] != .work { break }
      found.formUnion(classes[match.word])
      end = match.range.upperBound
    }
    return (end, found)
  }
}
