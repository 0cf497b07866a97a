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

  @Test func `a matcher tells whether a stretch is one of its words and nothing else`() {
    let matcher = Matcher(["红", "红色", "色预警"])
    let text = "亮红色预警".scalars
    #expect(matcher.isWhole(text[1..<3]))
    #expect(matcher.isWhole(text[1..<2]))
    #expect(!matcher.isWhole(text[1..<4]))
    #expect(!matcher.isWhole(text[0..<2]))
    #expect(!matcher.isWhole(text[1..<1]))
  }

  @Test func `the longest word before a position is found, within a stretch only`() {
    let matcher = SuffixMatcher(["约", "大约", "共大约"])
    let text = "共大约3".scalars
    #expect(matcher.longestMatch(in: text, endingAt: 3)?.range == 0..<3)
    #expect(matcher.longestMatch(in: text[1...], endingAt: 3)?.range == 1..<3)
    #expect(matcher.longestMatch(in: text, endingAt: 2) == nil)
    #expect(matcher.longestMatch(in: text, endingAt: 0) == nil)
  }

  @Test func `the sentence that holds a position is found among all`() {
    let text = "一。 二二。三".scalars
    let ranges = Sentences.ranges(in: text)
    #expect(ranges == [0..<2, 3..<6, 6..<7])
    #expect(
      text.indices.map { Sentences.range(holding: $0, among: ranges)?.lowerBound } == [0, 0, nil, 3, 3, 3, 6])
    #expect(Sentences.range(holding: 7, among: ranges) == nil)
  }

  @Test func `every Han character has its flags without the table of marks`() {
    // The short way of `ScalarFlags.of` knows numerals only: no mark of a brief may be a Han character.
    let marks = WordList(PackageResources.page_marks_txt).words.joined().unicodeScalars
    #expect(!marks.contains { $0.isHan })
    #expect(ScalarFlags.of("八") == [.han, .numeral])
    #expect(ScalarFlags.of("河") == .han)
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
