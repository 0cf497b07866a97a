/// How far the units of bytes read as UTF-16 are those of Chinese text.
struct UTF16Pattern {
  /// The order that was tried.
  let bigEndian: Bool
  /// Units of Chinese text: ASCII, CJK marks, full-width forms, Han.
  private(set) var usual = 0
  /// Of these, blanks, line ends, digits and marks.
  private var marks = 0
  private var units = 0

  /// Counts whole units.
  init(_ bytes: [UInt8], bigEndian: Bool) {
    self.bigEndian = bigEndian
    let high = bigEndian ? 0 : 1
    var index = 0
    while index + 1 < bytes.count {
      let unit = UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
      units += 1
      switch unit {
      case 0x09...0x0D, 0x20...0x40, 0x3000...0x3011, 0xFF08...0xFF1F, 0x2014, 0x2018...0x201D, 0x2026:
        usual += 1
        marks += 1
      case 0x41..<0x7F, 0x4E00...0x9FFF, 0x2460...0x25FF, 0xB7: usual += 1
      default: break
      }
      index += 2
    }
  }

  /// True if 19 of 20 units are usual, with a mark among them.
  var isConvincing: Bool { marks > 0 && usual * 20 >= units * 19 }
}

/// What pairs of bytes a text has, to tell GB18030 from Big5 and from Western letters.
struct NationalPairs {
  private var pairs = 0
  private var withinGB2312 = 0
  private var big5Leads = 0

  /// Counts the pairs of a sample from the start.
  init(_ bytes: [UInt8]) {
    var index = 0
    let end = min(bytes.count, 256 << 10)
    while index + 1 < end {
      let lead = bytes[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      let trail = bytes[index + 1]
      pairs += 1
      if trail >= 0xA1, (0xA1...0xA9).contains(lead) || (0xB0...0xF7).contains(lead) { withinGB2312 += 1 }
      if (0xA1...0xF9).contains(lead), (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) {
        big5Leads += 1
      }
      index += 2
    }
  }

  /// True if 7 of 10 pairs are characters of GB 2312, which holds nearly all of simplified Chinese.
  var areMostlyGB2312: Bool { withinGB2312 * 10 >= pairs * 7 }

  /// True if nearly all pairs exist in Big5 and many of them not in GB 2312.
  var mayBeBig5: Bool { big5Leads * 100 >= pairs * 99 && withinGB2312 * 100 <= pairs * 92 }
}
