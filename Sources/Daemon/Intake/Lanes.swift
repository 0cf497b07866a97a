/// A file whose turn it is.
struct Turn: Sendable, Equatable {
  var name: FileName
  /// Its place in the order of arrival, from 0 on.
  var place: Int
}

/// The order in which waiting files are read: as they came, but those that a glance finds red go first, as they came, too.
///
/// A pure queue. A red one is given out only when everything that came before it was looked at, so that no red ever overtakes
/// another.
struct Lanes: Sendable {
  /// As many are taken together anyway.
  static let few = 64

  /// What stood there when the pass began, the longest waiting first.
  private let names: [FileName]
  /// Those before it have been given out.
  private var front = 0
  private var isTaken: [Bool]
  /// What a glance is to be cast at. Of what came after the pass began only the red ones belong to it, so that it ends.
  private var unseen: [Turn] = []
  private var seen = 0
  private var known: Set<FileName>
  private var left: Int
  /// The place of the next one that comes.
  private(set) var end: Int

  /// - Parameter names: in the order of their arrival.
  init(_ names: [FileName]) {
    self.names = names
    isTaken = Array(repeating: false, count: names.count)
    known = Set(names)
    left = names.count
    end = names.count
    if names.count > Lanes.few { unseen = names.enumerated().map { Turn(name: $1, place: $0) } }
  }

  /// How many wait, at most.
  var count: Int { left + (hasUnseen ? end - names.count : 0) }

  var isEmpty: Bool { left == 0 && !hasUnseen }

  /// True while there are files that may be red, for all that is known.
  var hasUnseen: Bool { seen < unseen.count }

  /// Adds what has come meanwhile, unless it is known.
  mutating func add(_ name: FileName) {
    guard known.insert(name).inserted else { return }
    unseen.append(Turn(name: name, place: end))
    end += 1
  }

  /// Forgets one that was not complete: when it is heard of again it is new.
  mutating func forget(_ name: FileName) { known.remove(name) }

  /// Takes the next one that looks red.
  ///
  /// - Returns: nil if there is none, or no time is left.
  mutating func nextRed(while hasTime: () -> Bool, looksRed: (FileName) -> Bool) -> Turn? {
    while hasUnseen, hasTime() {
      let turn = unseen[seen]
      seen += 1
      if turn.place < names.count, isTaken[turn.place] { continue }
      guard looksRed(turn.name) else { continue }
      if turn.place < names.count { take(turn.place) }
      return turn
    }
    if !hasUnseen {
      unseen = []
      seen = 0
    }
    return nil
  }

  /// Takes the next one in the order of arrival.
  mutating func next() -> Turn? {
    while front < names.count {
      defer { front += 1 }
      if isTaken[front] { continue }
      take(front)
      return Turn(name: names[front], place: front)
    }
    return nil
  }

  private mutating func take(_ place: Int) {
    isTaken[place] = true
    left -= 1
  }
}
