/// Finds all words of a list in a text in one pass (Aho and Corasick, 1975, "Efficient string matching").
public struct Matcher: Sendable {
  /// One word found.
  public struct Match: Sendable, Equatable {
    /// The index of the word in the list that the matcher was made from.
    public let word: Int
    /// Where it stands in the text.
    public let range: Range<Int>
  }

  private let automaton: Automaton

  /// A matcher for these words; an empty word never matches.
  public init(_ words: [String]) { automaton = Automaton(words) }

  /// All matches, also overlapping ones, in the order of their ends; of those that end together the longest first.
  public func matches(in text: some ScalarText) -> [Match] {
    var found: [Match] = []
    automaton.walk(text) { word, range in
      found.append(Match(word: word, range: range))
      return true
    }
    return found
  }

  /// True if any word stands in the text.
  public func matches(anywhereIn text: some ScalarText) -> Bool {
    var isFound = false
    automaton.walk(text) { _, _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// True if the whole text is one of the words.
  public func isWhole(_ text: some ScalarText) -> Bool {
    automaton.longestMatch(in: text, at: text.startIndex)?.range.upperBound == text.endIndex
  }

  /// The longest match that begins at a position, or nil.
  public func longestMatch(in text: some ScalarText, at start: Int) -> Match? {
    automaton.longestMatch(in: text, at: start)
  }
}

/// The states of a matcher, laid flat: most characters of a text begin no word, and for those one look into a table must
/// be all that is done. A class, so that a matcher is copied as one reference.
final class Automaton: Sendable {
  /// The states that the first character of a word leads to.
  private let roots: ScalarTable
  /// For each state where its edges begin in `scalars` and `targets`; one entry more than states.
  private let edges: [Int32]
  private let scalars: [Unicode.Scalar]
  private let targets: [Int32]
  private let fails: [Int32]
  /// For each state where its words begin in `ends`; one entry more than states.
  private let endings: [Int32]
  /// Words that end in a state, longest first, those of the fail chain included.
  private let ends: [Int32]
  private let lengths: [Int]

  init(_ words: [String]) {
    var trie = Trie()
    for (index, word) in words.enumerated() { trie.insert(word.scalars, word: index) }
    trie.link()
    lengths = trie.lengths
    fails = trie.nodes.map { Int32($0.fail) }
    var edges: [Int32] = [0]
    var scalars: [Unicode.Scalar] = []
    var targets: [Int32] = []
    var endings: [Int32] = [0]
    var ends: [Int32] = []
    for node in trie.nodes {
      for (scalar, target) in node.next.sorted(by: { $0.key < $1.key }) {
        scalars.append(scalar)
        targets.append(Int32(target))
      }
      edges.append(Int32(scalars.count))
      ends += node.ends.map(Int32.init)
      endings.append(Int32(ends.count))
    }
    roots = ScalarTable(trie.nodes[0].next)
    (self.edges, self.scalars, self.targets, self.endings, self.ends) = (
      edges, scalars, targets, endings, ends
    )
  }

  /// Calls with each match until the answer is false.
  @inline(__always)
  func walk(_ text: some ScalarText, _ body: (Int, Range<Int>) -> Bool) {
    var state = 0
    for index in text.indices {
      let scalar = text[index]
      state = state == 0 ? roots[scalar] : next(state, scalar)
      guard state != 0 else { continue }
      var ending = Int(endings[state])
      let last = Int(endings[state + 1])
      while ending < last {
        let word = Int(ends[ending])
        guard body(word, (index + 1 - lengths[word])..<(index + 1)) else { return }
        ending += 1
      }
    }
  }

  func longestMatch(in text: some ScalarText, at start: Int) -> Matcher.Match? {
    guard start >= text.startIndex, start < text.endIndex else { return nil }
    var state = roots[text[start]]
    var index = start + 1
    var best: Matcher.Match?
    while state != 0 {
      // The words of a state come longest first: only the first can have begun at the start.
      let first = endings[state]
      if first != endings[state + 1], lengths[Int(ends[Int(first)])] == index - start {
        best = Matcher.Match(word: Int(ends[Int(first)]), range: start..<index)
      }
      guard index < text.endIndex else { break }
      state = child(state, text[index])
      index += 1
    }
    return best
  }

  /// The state that the first scalar of a word leads to, or 0.
  func root(_ scalar: Unicode.Scalar) -> Int { roots[scalar] }

  /// The word of a length that ends in a state: that which the way to the state spells, or nil.
  func word(of state: Int, length: Int) -> Int? {
    let first = endings[state]
    guard first != endings[state + 1] else { return nil }
    let word = Int(ends[Int(first)])
    return lengths[word] == length ? word : nil
  }

  /// The state after a scalar, by the fail chain if need be.
  private func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int {
    var state = state
    while state != 0 {
      let child = child(state, scalar)
      if child != 0 { return child }
      state = Int(fails[state])
    }
    return roots[scalar]
  }

  /// The state that a scalar leads to from a state, or 0.
  func child(_ state: Int, _ scalar: Unicode.Scalar) -> Int {
    var low = Int(edges[state])
    var high = Int(edges[state + 1])
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle] == scalar { return Int(targets[middle]) }
      if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return 0
  }
}

/// The words as a tree, before they are laid flat.
private struct Trie {
  struct Node {
    var next: [Unicode.Scalar: Int] = [:]
    var fail = 0
    var ends: [Int] = []
  }

  var nodes = [Node()]
  var lengths: [Int] = []

  mutating func insert(_ scalars: Scalars, word: Int) {
    lengths.append(scalars.count)
    var state = 0
    for scalar in scalars {
      if let next = nodes[state].next[scalar] {
        state = next
      } else {
        nodes.append(Node())
        nodes[state].next[scalar] = nodes.count - 1
        state = nodes.count - 1
      }
    }
    if state != 0 { nodes[state].ends.append(word) }
  }

  /// Finds for each node the node of its longest proper suffix, breadth first.
  mutating func link() {
    var queue = Array(nodes[0].next.values)
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for (scalar, child) in nodes[state].next {
        var fail = nodes[state].fail
        while fail != 0, nodes[fail].next[scalar] == nil { fail = nodes[fail].fail }
        let target = nodes[fail].next[scalar] ?? 0
        nodes[child].fail = target
        nodes[child].ends += nodes[target].ends
        queue.append(child)
      }
    }
  }
}
