/// Counts what kinds of character a text has, to tell Chinese text from bytes that merely happen to decode.
struct CharacterTally: Sendable {
  /// ASCII letters, digits, marks, blanks and line ends.
  var ascii = 0
  /// Han characters of the Basic Multilingual Plane.
  var han = 0
  /// Those of `han` that are among the most frequent of office Chinese.
  var frequent = 0
  /// CJK and general punctuation, full-width forms, circled numbers, kana, and other letters that such texts have.
  var usual = 0
  /// Private use, unassigned, Hangul, Yi and all else that a Chinese office text has hardly any of.
  var odd = 0
  /// C0 controls other than tab and line ends, and U+007F.
  var controls = 0
  /// U+0000.
  var nulls = 0

  /// All characters.
  var total: Int { ascii + han + usual + odd + controls + nulls }

  /// Counts valid UTF-8; malformed input is counted as odd, never read past its end.
  init(_ utf8: some Collection<UInt8>) {
    let done: Void? = utf8.withContiguousStorageIfAvailable { count($0) }
    if done == nil { Array(utf8).withUnsafeBufferPointer { count($0) } }
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      switch first {
      case 0: nulls += 1
      case 0x09...0x0D, 0x20..<0x7F: ascii += 1
      case 0..<0x20, 0x7F: controls += 1
      case 0xE0..<0xF0 where index + 2 < bytes.count:
        let value =
          UInt32(first & 0xF) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
        add(value)
        index += 2
      case 0xC0..<0xE0 where index + 1 < bytes.count:
        add(UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F))
        index += 1
      case 0xF0... where index + 3 < bytes.count:
        // Beyond the BMP: rare characters of names, and emoji.
        usual += 1
        index += 3
      default: odd += 1
      }
      index += 1
    }
  }

  private mutating func add(_ value: UInt32) {
    switch value {
    case 0x4E00...0x9FFF:
      han += 1
      if FrequentCharacters.contains(value) { frequent += 1 }
    case 0x85, 0xA0...0xFF, 0x391...0x3C9, 0x401...0x451, 0x2010...0x205E, 0x20A0...0x22FF, 0x2460...0x27BF,
      0x3000...0x30FF, 0x3105...0x312F, 0x3200...0x33FF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0xFE10...0xFE6F,
      0xFF01...0xFFEE, 0xFEFF:
      usual += 1
    default: odd += 1
    }
  }

  /// True if this can be a Chinese office text rather than chance: few odd characters, and among many Han some of the
  /// frequent ones. In running Chinese these are near half of all; in mojibake and random bytes below one in fifty.
  var isPlausibleChinese: Bool {
    let foreign = han + usual + odd
    guard nulls == 0, !hasTooManyControls, odd * 20 <= foreign else { return false }
    return han < 40 || frequent * 100 >= han * 6
  }

  /// True if the characters alone convince, where the bytes speak against it: one in five is a frequent one, three at
  /// least. By chance bytes decode to one in twenty at most.
  var isConvincingChinese: Bool { isPlausibleChinese && frequent >= 3 && frequent * 5 >= han }

  /// True if control characters make this no text: more than one, and more than one character in fifty.
  var hasTooManyControls: Bool { controls > 1 && controls * 50 > total }
}

/// The characters that office Chinese is mostly made of, simplified and traditional.
enum FrequentCharacters {
  private static let characters = """
    的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严街道镇村居督黄蓝预警牌落治项目推进社区服务群众环境整改责任
    這個為來們時對會過說產種經進著電實兩體機當點從業應開還後間樣與關線內數質氣變條沒結解問無軍長總設見計別運農幾區強決戰處隊領東導壓爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況傳許廣記連斷難備辦習響約勞團歷構稱準號維劃選標寫親廠識適屬圓滿縣參紅細聽該鐵價嚴鎮預責環
    """

  /// One bit for each of U+4E00…U+9FFF.
  private static let bits: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 0x5200 / 64)
    for scalar in characters.unicodeScalars where (0x4E00...0x9FFF).contains(scalar.value) {
      let place = Int(scalar.value - 0x4E00)
      bits[place / 64] |= 1 << UInt64(place % 64)
    }
    return bits
  }()

  /// True for a frequent character; `value` is a Unicode scalar value.
  static func contains(_ value: UInt32) -> Bool {
    guard (0x4E00...0x9FFF).contains(value) else { return false }
    let place = Int(value - 0x4E00)
    return bits[place / 64] >> UInt64(place % 64) & 1 == 1
  }
}
