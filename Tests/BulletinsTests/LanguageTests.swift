import Testing

@testable import Bulletins

@Suite struct LanguageTests {
  @Test func `the matcher finds overlapping words in one pass`() {
    let matcher = Matcher(["红色", "红", "色预警", "亮红灯"])
    let found = matcher.matches(in: "红色预警".scalars)
    #expect(found.map(\.word) == [1, 0, 2])
    #expect(matcher.longestMatch(in: "红色预警".scalars, at: 0)?.word == 0)
    #expect(matcher.longestMatch(in: "蓝色预警".scalars, at: 0) == nil)
  }

  @Test func `a word list drops comments and blank lines`() {
    let list = WordList(Array("# c\n\n红\t1 # why\r\n黄\t2\n".utf8))
    #expect(list.entries == [["红", "1"], ["黄", "2"]])
  }

  @Test func `JSON escapes what could steer a terminal`() {
    let value = JSON.object([
      ("a\u{1B}", .array([.string("\u{202E}红\n\""), .number(9.98), .number(34), .null]))
    ])
    #expect(value.text == #"{"a\u001b":["\u202e红\n\"",9.98,34,null]}"#)
  }
}
