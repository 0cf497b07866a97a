/// The numbers that Word writes before paragraphs (ECMA-376, 17.9): `一、`, `（二）`, `3.`.
final class WordNumbering: MarkupHandler {
  private struct Level {
    var start = 1
    var format = "decimal"
    var text = ""
  }

  private var definitions: [String: [Int: Level]] = [:]
  /// From the id that paragraphs use to that of the definition.
  private var instances: [String: String] = [:]
  private var counters: [String: [Int: Int]] = [:]
  private var definition: String?
  private var instance: String?
  private var level: Int?

  /// The number of the next paragraph of a list, or nil if it has a bullet or none.
  func next(_ id: String, level: Int) -> String? {
    guard let definition = instances[id], let levels = definitions[definition], let own = levels[level] else {
      return nil
    }
    // Instances of one definition count on together.
    var counts = counters[definition] ?? [:]
    counts[level] = (counts[level] ?? own.start - 1) &+ 1
    for deeper in counts.keys where deeper > level { counts[deeper] = nil }
    counters[definition] = counts
    guard own.format != "bullet", own.format != "none" else { return nil }
    var number = ""
    var isPlace = false
    for character in own.text {
      if isPlace {
        isPlace = false
        guard let place = character.wholeNumberValue, let other = levels[place - 1] else { continue }
        number += Self.write(counts[place - 1] ?? other.start, other.format)
      } else if character == "%" {
        isPlace = true
      } else {
        number.append(character)
      }
    }
    return number
  }

  /// A number in the formats of Chinese documents; the others in Arabic digits.
  static func write(_ number: Int, _ format: String) -> String {
    switch format {
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
      "taiwaneseCountingThousand",
      "ideographTraditional":
      return chinese(number)
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      return (1...20).contains(number)
        ? Unicode.Scalar(0x245F + UInt32(number)).map(String.init) ?? "\(number)" : "\(number)"
    case "upperLetter", "lowerLetter":
      guard (1...26).contains(number) else { return "\(number)" }
      return Unicode.Scalar((format == "upperLetter" ? 0x40 : 0x60) + UInt32(number)).map(String.init)
        ?? "\(number)"
    default: return "\(number)"
    }
  }

  private static func chinese(_ number: Int) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    switch number {
    case 0..<10: return digits[number]
    case 10..<20: return "十" + (number > 10 ? digits[number - 10] : "")
    case 20..<100: return digits[number / 10] + "十" + (number % 10 > 0 ? digits[number % 10] : "")
    default: return "\(number)"
    }
  }

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    switch name {
    case "abstractNum": definition = attributes["abstractNumId"]
    case "num": instance = attributes["numId"]
    case "abstractNumId": if let instance { instances[instance] = attributes["val"] }
    case "lvl": if definition != nil { level = attributes["ilvl"].flatMap { Int($0) } }
    case "start": change { $0.start = attributes["val"].flatMap { Int($0) } ?? 1 }
    case "numFmt": change { $0.format = attributes["val"] ?? "decimal" }
    case "lvlText": change { $0.text = attributes["val"] ?? "" }
    default: break
    }
  }

  private func change(_ body: (inout Level) -> Void) {
    guard let definition, let level else { return }
    body(&definitions[definition, default: [:]][level, default: Level()])
  }

  func end(_ name: String) throws {
    switch name {
    case "abstractNum": definition = nil
    case "num": instance = nil
    case "lvl": level = nil
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {}
}
