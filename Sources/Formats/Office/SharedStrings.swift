/// The texts that the cells of a workbook share (ECMA-376, 18.4).
final class SharedStrings: MarkupHandler {
  private(set) var strings: [String] = []
  private var text: [UInt8] = []
  private var isInText = false
  private var isPhonetic = false
  private let limits: FormatLimits

  init(limits: FormatLimits) { self.limits = limits }

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    switch name {
    case "si": text = []
    case "rPh": isPhonetic = true
    case "t": isInText = !isPhonetic
    default: break
    }
  }

  func end(_ name: String) throws {
    switch name {
    case "si":
      guard strings.count < limits.pieces else { throw FormatError.tooManyPieces(limits) }
      strings.append(String(decoding: text, as: UTF8.self))
    case "rPh": isPhonetic = false
    case "t": isInText = false
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws { if isInText { text.append(contentsOf: utf8) } }
}
