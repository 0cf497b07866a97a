/// A text as an array of Unicode scalars: constant-time positions, which a reader of Chinese needs and `String`
/// does not give.
public typealias Scalars = [Unicode.Scalar]

extension String {
  /// The scalars of the text.
  public var scalars: Scalars {
    // One pass: `Array(unicodeScalars)` would count first. A Han character takes three bytes.
    var scalars = Scalars()
    scalars.reserveCapacity(utf8.count / 2 + 1)
    for scalar in unicodeScalars { scalars.append(scalar) }
    return scalars
  }

  /// The text of these scalars.
  public init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self = String(view)
  }
}

extension Unicode.Scalar {
  /// Space, tab, ideographic space, no-break space or byte-order mark.
  public var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x3000, 0xA0, 0xFEFF, 0x2002...0x200B, 0x202F, 0x205F: true
    default: false
    }
  }

  /// A Han character, those beyond the Basic Multilingual Plane and 〇 included.
  public var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }

  /// 0…9, half- or full-width.
  public var isDigit: Bool { digit != nil }

  /// The value of a half- or full-width digit.
  public var digit: Int? {
    switch value {
    case 0x30...0x39: Int(value - 0x30)
    case 0xFF10...0xFF19: Int(value - 0xFF10)
    default: nil
    }
  }

  /// The half-width form of a full-width letter, digit or mark (U+FF01…U+FF5E, U+3000), else itself.
  public var narrow: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    default: self
    }
  }

  /// 。！？；!?; and the ellipsis: where a sentence or a clause of its own may end.
  public var endsSentence: Bool {
    switch self {
    case "。", "！", "？", "!", "?", "；", ";", "…": true
    default: false
    }
  }
}

/// An array of scalars, or a slice of one.
public protocol ScalarText: RandomAccessCollection<Unicode.Scalar> where Index == Int, Indices == Range<Int> {
}
extension Array: ScalarText where Element == Unicode.Scalar {}
extension ArraySlice: ScalarText where Element == Unicode.Scalar {}
