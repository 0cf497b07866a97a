/// Finds which words of a list begin or end at a position of a text, without making a copy of any part of it.
struct WordEnds: Sendable {
  private let forward: Automaton
  private let backward: Automaton

  /// The words; an empty word is never found.
  init(_ words: [String]) {
    forward = Automaton(words)
    backward = Automaton(words.map { String($0.scalars.reversed()) })
  }

  /// Calls with each word that begins at a position, the shortest first, and where it ends.
  @inline(__always)
  func beginning(at start: Int, in text: some ScalarText, _ body: (Int, Int) -> Void) {
    guard start >= text.startIndex, start < text.endIndex else { return }
    var state = forward.root(text[start])
    var index = start + 1
    while state != 0 {
      if let word = forward.word(of: state, length: index - start) { body(word, index) }
      guard index < text.endIndex else { return }
      state = forward.child(state, text[index])
      index += 1
    }
  }

  /// Calls with each word that ends at a position and does not begin before another, the shortest first, and where it
  /// begins.
  @inline(__always)
  func ending(at end: Int, from floor: Int, in text: some ScalarText, _ body: (Int, Int) -> Void) {
    let floor = max(floor, text.startIndex)
    guard end > floor, end <= text.endIndex else { return }
    var index = end - 1
    var state = backward.root(text[index])
    while state != 0 {
      if let word = backward.word(of: state, length: end - index) { body(word, index) }
      guard index > floor else { return }
      index -= 1
      state = backward.child(state, text[index])
    }
  }
}
