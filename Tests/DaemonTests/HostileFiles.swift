import Foundation
import Glibc

/// Files that are made to do harm: what each tries, and the bytes. The system test has them at full size, for the program as it
/// is released: here it is not optimised.
enum HostileFiles {
  /// Escapes of a terminal, controls of C0 and C1, bidi overrides, invisible characters, a forged journal line.
  static let steering =
    "\u{1B}[31m红\u{1B}[0m\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}路林\u{2066}三\u{2069}\u{200B}\u{FEFF}\u{85}\u{2028}"
    + "\u{8}\u{8}\u{7F}\r<0>forged\u{0B}PRIORITY=0\u{0C}MESSAGE_ID=edf349ff668b4f40ae9a9666191ef87a"

  private static let sql = "'); DROP TABLE bulletins; -- \" OR 1=1 * NEAR(\"a\" \"b\") title:督查"

  /// Names and contents, all different.
  static func make() -> [String: [UInt8]] {
    var files: [String: String] = [:]
    files["终端.txt"] = "区\(steering)督查室通报\n\n截至目前，被亮红灯的有1项：\(steering)东湖路\(steering)改造项目。\n"
    files["换行\nPRIORITY=0\nMESSAGE=假.txt"] = "区督查室\n\n重点工作通报\n\nMESSAGE=假\nPRIORITY=0\n被亮红灯的有1项：西湖路改造项目。\n"
    files["注入\u{1B}[2J\u{202E}.txt"] = "\(sql)\n\n\(sql)被亮红灯的有1项：\(sql)项目。\n"
    files["公式.csv"] =
      "事项,责任单位,进展,状态\n=cmd|'/c calc'!A0,@SUM(1),+1-1,红色\n\"=HYPERLINK(\"\"http://x\"\")\",-2+3,\(steering),红色\n"
    files["脚本.html"] =
      "<html><body><script>alert(1)</script><h1>通报&#27;[31m&#x202e;</h1><p onload=x>\(steering)被亮红灯的有1项：<b>南湖路</b>项目。</p>"
      + "<style>*{color:red}</style><img src=x onerror=alert(1)>&#0;&#x9b;2J</body></html>"
    files["笑.html"] = laughs(root: "html") + "<html><body>&z;</body></html>"
    files["深.html"] =
      String(repeating: "<div>", count: 6_000) + "深处" + String(repeating: "</div>", count: 6_000)
    files["长行.txt"] = "区督查室通报。" + String(repeating: "红灯亮黄牌", count: 4_000)
    files["长行二.txt"] = String(repeating: "（", count: 20_000)
    files["长数.txt"] =
      "完成" + String(repeating: "9", count: 20_000) + "万元，" + String(repeating: "一百万亿", count: 3_000)
    files["多行.txt"] = String(repeating: "被亮红灯的有1项：甲路项目。\n", count: 5_000)
    files["多表.csv"] = "事项,责任单位,状态\n" + (0..<1_000).map { "事\($0),单位,红色" }.joined(separator: "\n")
    files["宽表.csv"] = "事项,责任单位,状态\n" + String(repeating: "甲,", count: 10_000)
    files["混码.txt"] = ""
    files["空字.txt"] = ""
    var bytes = files.mapValues { Array($0.utf8) }
    // The second half is GB18030, which no strict UTF-8 decoder takes.
    bytes["混码.txt"] = Array("区财政局督查。".utf8) + [0xC7, 0xF8, 0xB2, 0xC6, 0xD5, 0xFE, 0xFF, 0x80, 0xFE]
    bytes["空字.txt"] = Array("区财政局\0督查\0室\0红灯。".utf8)
    bytes["全零.txt"] = [UInt8](repeating: 0, count: 1 << 20)
    bytes["炸弹.docx"] = bomb("word/document.xml")
    bytes["炸弹.xlsx"] = bomb("xl/worksheets/sheet1.xml")
    return bytes
  }

  private static func laughs(root: String) -> String {
    var text = "<?xml version=\"1.0\"?><!DOCTYPE \(root) [<!ENTITY a \"红灯红灯红灯红灯\">"
    let names = Array("abcdefghijklmnopqrstuvwxyz").map(String.init)
    for (name, before) in zip(names.dropFirst(), names) {
      text += "<!ENTITY \(name) \"" + String(repeating: "&\(before);", count: 10) + "\">"
    }
    return text + "]>"
  }

  /// A ZIP archive (APPNOTE.TXT 4.3) of one member: a gigabyte of blanks, deflated by hand in stored blocks it would be a
  /// gigabyte; so it is one fixed block of matches of 258 bytes (RFC 1951, 3.2.6).
  private static func bomb(_ member: String) -> [UInt8] {
    var bits = BitWriter()
    bits.write(0b011, 3)
    bits.huffman(0x30 + 0x20, 8)
    // Length 258 is code 285: eight bits 11000101; distance 1 is five zero bits.
    for _ in 0..<4_000_000 {
      bits.huffman(0b1100_0101, 8)
      bits.write(0, 5)
    }
    bits.huffman(0, 7)
    let data = bits.finish()
    let size = UInt32(1 + 4_000_000 * 258)
    let name = Array(member.utf8)
    func header(_ signature: UInt32, central: Bool) -> [UInt8] {
      var out = little(signature, 4)
      if central { out += little(20, 2) }
      out += little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + little(0, 4)
      out += little(UInt32(data.count), 4) + little(size, 4) + little(UInt32(name.count), 2) + little(0, 2)
      if central { out += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4) }
      return out + name
    }
    let local = header(0x0403_4B50, central: false) + data
    let central = header(0x0201_4B50, central: true)
    let end =
      little(0x0605_4B50, 4) + little(0, 4) + little(1, 2) + little(1, 2) + little(UInt32(central.count), 4)
      + little(UInt32(local.count), 4) + little(0, 2)
    return local + central + end
  }

  private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  private struct BitWriter {
    private var bytes: [UInt8] = []
    private var current: UInt32 = 0
    private var used: UInt32 = 0

    /// Least significant bit first.
    mutating func write(_ value: UInt32, _ count: UInt32) {
      current |= value << used
      used += count
      while used >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: current))
        current >>= 8
        used -= 8
      }
    }

    /// Huffman codes go most significant bit first.
    mutating func huffman(_ code: UInt32, _ count: UInt32) {
      for bit in stride(from: Int(count) - 1, through: 0, by: -1) { write(code >> UInt32(bit) & 1, 1) }
    }

    mutating func finish() -> [UInt8] {
      if used > 0 { write(0, 8 - used) }
      return bytes
    }
  }
}
