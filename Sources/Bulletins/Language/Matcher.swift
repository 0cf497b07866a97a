/// Finds all words of a list in a text in one pass (Aho and Corasick, 1975, "Efficient string matching").
public struct Matcher: Sendable {
  /// One word found.
  public struct Match: Sendable, Equatable {
    /// The index of the word in the list that the matcher was made from.
    public let word: Int
    /// Where it stands in the text.
    public let range: Range<Int>
  }

  private struct Node: Sendable {
    var next: [Unicode.Scalar: Int] = [:]
    var fail = 0
    /// Words that end here, longest first, those of the fail chain included.
    var ends: [Int] = []
  }

  private var nodes = [Node()]
  private var lengths: [Int] = []

  /// A matcher for these words; an empty word never matches.
  public init(_ words: [String]) {
    for (index, word) in words.enumerated() {
      let scalars = word.scalars
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
      if state != 0 { nodes[state].ends.append(index) }
    }
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

  /// All matches, also overlapping ones, in the order of their ends; of those that end together the longest first.
  public func matches(in text: some ScalarText) -> [Match] {
    var found: [Match] = []
    var state = 0
    for index in text.indices {
      let scalar = text[index]
      while state != 0, nodes[state].next[scalar] == nil { state = nodes[state].fail }
      state = nodes[state].next[scalar] ?? 0
      for word in nodes[state].ends {
        found.append(Match(word: word, range: (index + 1 - lengths[word])..<(index + 1)))
      }
    }
    return found
  }

  /// The longest match that begins at a position, or nil.
  public func longestMatch(in text: some ScalarText, at start: Int) -> Match? {
    var state = 0
    var best: Match?
    var index = start
    while index < text.endIndex, let next = nodes[state].next[text[index]] {
      state = next
      index += 1
      for word in nodes[state].ends where lengths[word] == index - start {
        best = Match(word: word, range: start..<index)
      }
    }
    return best
  }
}
