/// Folds a scalar to the one spelling in which cue words are written: simplified, half-width, one kind of bracket.
///
/// One scalar gives one scalar, so positions stay; the table makes a 64 MB line as cheap per character as a short one.
enum PageFolding {
  /// The simplified, half-width form.
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar { table[scalar] }

  /// The folded forms, to be held by whoever folds many scalars.
  struct Table: Sendable {
    fileprivate let forms: [UInt16]

    subscript(scalar: Unicode.Scalar) -> Unicode.Scalar {
      let value = Int(scalar.value)
      guard value < forms.count else { return scalar }
      return Unicode.Scalar(forms[value]) ?? scalar
    }
  }

  /// The folded form of a word of a rules file.
  static func fold(_ word: String) -> Scalars { word.unicodeScalars.map(fold) }

  static let table: Table = {
    var table = [UInt16](repeating: 0, count: 0x10000)
    for value in table.indices {
      let narrow = Unicode.Scalar(UInt32(value))?.narrow.value ?? UInt32(value)
      table[value] = UInt16(truncatingIfNeeded: narrow)
    }
    for entry in WordList(PackageResources.Traditional_txt).entries where entry.count == 2 {
      guard let simple = entry[0].unicodeScalars.first, simple.value < 0x10000 else { continue }
      for scalar in entry[1].unicodeScalars where scalar.value < 0x10000 {
        table[Int(scalar.value)] = UInt16(truncatingIfNeeded: simple.value)
      }
    }
    let marks: [(String, Unicode.Scalar)] = [
      ("〔［", "["), ("〕］", "]"), ("「", "“"), ("」", "”"), ("『", "‘"), ("』", "’"), ("﹐", ","), ("﹕∶︰", ":"),
      ("﹔", ";"), ("―─━", "—"), ("〖", "【"), ("〗", "】"), ("•・‧∙˙", "·"), ("丨", "|"),
    ]
    for (variants, mark) in marks {
      for scalar in variants.unicodeScalars where scalar.value < 0x10000 {
        table[Int(scalar.value)] = UInt16(truncatingIfNeeded: mark.value)
      }
    }
    return Table(forms: table)
  }()
}
