/// What a page reader asks of a folded scalar, looked up in one table.
struct ScalarFlags: OptionSet, Sendable {
  let rawValue: UInt16

  /// Space, tab, ideographic space, control characters.
  static let blank = ScalarFlags(rawValue: 1)
  /// A Han character.
  static let han = ScalarFlags(rawValue: 2)
  /// 0…9, half- or full-width.
  static let digit = ScalarFlags(rawValue: 4)
  /// A letter a…z, A…Z, half- or full-width.
  static let latin = ScalarFlags(rawValue: 8)
  /// 。！？；…: ends a sentence or a clause that may stand alone.
  static let terminal = ScalarFlags(rawValue: 16)
  /// ，、：: goes on after it.
  static let soft = ScalarFlags(rawValue: 32)
  /// “‘《（【「: opens.
  static let opener = ScalarFlags(rawValue: 64)
  /// ”’》）】」: closes.
  static let closer = ScalarFlags(rawValue: 128)
  /// 一…十, 〇, 百.
  static let numeral = ScalarFlags(rawValue: 256)
  /// A mark at the beginning of a brief: ●◆■▲.
  static let bullet = ScalarFlags(rawValue: 512)
  /// The point inside a minority name: ·.
  static let namePoint = ScalarFlags(rawValue: 1024)

  /// The flags of a scalar.
  static func of(_ scalar: Unicode.Scalar) -> ScalarFlags {
    // Most of a page: told without the table, which must be asked each time whether it is made.
    if (0x4E00...0x9FFF).contains(scalar.value) { return isNumeral(scalar) ? [.han, .numeral] : .han }
    let value = Int(scalar.value)
    if value < table.count { return ScalarFlags(rawValue: table[value]) }
    return scalar.isHan ? .han : []
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "〇", "零", "两": true
    default: false
    }
  }

  private static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x10000)
    func mark(_ scalars: String, _ flag: ScalarFlags) {
      for scalar in scalars.unicodeScalars where scalar.value < 0x10000 {
        table[Int(scalar.value)] |= flag.rawValue
      }
    }
    for value in table.indices {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      if scalar.isBlank || value < 0x20 || value == 0x7F { table[value] |= blank.rawValue }
      if scalar.isHan { table[value] |= han.rawValue }
      if scalar.isDigit { table[value] |= digit.rawValue }
      if scalar.narrow.properties.isAlphabetic, scalar.narrow.isASCII { table[value] |= latin.rawValue }
      if isNumeral(scalar) { table[value] |= numeral.rawValue }
    }
    mark("。！？!?；;…｡", .terminal)
    mark("，,、：:﹐﹕", .soft)
    mark("“‘《〈（([{【〔「『〖｛［", .opener)
    mark("”’》〉）)]}】〕」』〗｝］", .closer)
    mark("·•・‧∙˙", .namePoint)
    for entry in WordList(PackageResources.page_marks_txt).words { mark(entry, .bullet) }
    return table
  }()
}
