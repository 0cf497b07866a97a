/// A number with its unit and what it counts.
public struct Figure: Sendable, Equatable {
  /// The words of the text, e.g. 1300余张.
  public var text: String
  /// The number with 万, 亿 and Chinese numerals resolved; the lower end of a range. 9.98% has the value 9.98.
  public var value: Double
  /// The upper end of a range, else nil.
  public var high: Double?
  /// True with 余, 多, 近, 超, 约, 突破 and the like.
  public var approximate: Bool
  /// The measure word or unit without its scale (12781万元 has 元), or "%".
  public var unit: String
  /// What is counted, or nil when the text does not say.
  public var what: String?

  /// A figure.
  public init(
    text: String, value: Double, high: Double? = nil, approximate: Bool = false, unit: String,
    what: String? = nil
  ) {
    self.text = text
    self.value = value
    self.high = high
    self.approximate = approximate
    self.unit = unit
    self.what = what
  }
}
