/// What a line is by its own words. What it is in its place the assembler decides.
enum LineKind: Sendable {
  /// A table.
  case table
  /// A line that belongs to the paper, the site or the printer.
  case furniture(Furniture.Kind)
  /// A document number (文号); the range is the number alone.
  case documentNumber(Range<Int>)
  /// The name of a column (劲行捷踪, 【部门动态】); the range is the name alone.
  case section(Range<Int>)
  /// One or more units and nothing else: kicker, signature or headline.
  case unit
  /// A date and nothing else.
  case date
  /// A line that says who signed, edited or sent.
  case byline(Byline)
  /// Words that may be names and may be a title.
  case names(Byline)
  /// A note 上接/下转 on a line of its own.
  case continuation(ContinuationNote)
  /// A line with the shape of a title: headline, part of one, or subhead.
  case title
  /// ——…: the second line of a headline.
  case subtitle
  /// 一、… and （一）… with the shape of a heading, or 1. … with that of a title.
  case numberedTitle(LineMark)
  /// A heading that stands only inside a report (存在问题).
  case subhead
  /// A marked line with a text of its own: brief or item of a list.
  case marked(LineMark)
  /// 附件：…
  case attachment
  /// Everything else: a paragraph or a piece of one.
  case text

  /// True for the lines that may stand in a headline.
  var isTitleLike: Bool {
    switch self {
    case .title, .subtitle, .unit, .section, .documentNumber, .names: true
    default: false
    }
  }

  /// True for a paragraph, marked or not.
  var isBody: Bool {
    switch self {
    case .text, .marked, .attachment: true
    default: false
    }
  }
}
