/// The order in which waiting files are read: as they came, but one that a glance finds red goes first.
///
/// A pure queue. Glances begin with the newest: the red that somebody waits for now is found at once, and the whole flood in
/// a fraction of a second.
struct Lanes: Sendable {
  /// As many are taken together anyway.
  static let few = 64

  /// What stood there when the pass began, the longest waiting first.
  private let names: [FileName]
  /// Those before it have been taken.
  private var front = 0
  private var isTaken: [Bool]
  /// Which of them a glance is to be cast at, the next one last.
  private var unseen: [Int]
  /// What came later: of these only the red ones belong to this pass, so that it ends.
  private var later: [FileName] = []
  private var known: Set<FileName>
  private var left: Int

  /// - Parameter names: in the order of their arrival.
  init(_ names: [FileName]) {
    self.names = names
    isTaken = Array(repeating: false, count: names.count)
    unseen = names.count > Lanes.few ? Array(names.indices) : []
    known = Set(names)
    left = names.count
  }

  /// How many wait.
  var count: Int { left + later.count }

  var isEmpty: Bool { count == 0 }

  /// True while there are files that may be red, for all that is known.
  var hasUnseen: Bool { !unseen.isEmpty || !later.isEmpty }

  /// Adds what has come meanwhile, unless it is known.
  mutating func add(_ name: FileName) {
    if known.insert(name).inserted { later.append(name) }
  }

  /// Forgets one that was not complete: when it is heard of again it is new.
  mutating func forget(_ name: FileName) { known.remove(name) }

  /// Takes the next one that looks red.
  ///
  /// - Returns: nil if there is none, or no time is left.
  mutating func nextRed(while hasTime: () -> Bool, looksRed: (FileName) -> Bool) -> FileName? {
    while hasTime() {
      if let name = later.popLast() {
        if looksRed(name) { return name }
        continue
      }
      guard let index = unseen.popLast() else { return nil }
      if !isTaken[index], looksRed(names[index]) { return take(index) }
    }
    return nil
  }

  /// Takes the next one in the order of arrival.
  mutating func next() -> FileName? {
    while front < names.count {
      defer { front += 1 }
      if !isTaken[front] { return take(front) }
    }
    return nil
  }

  private mutating func take(_ index: Int) -> FileName {
    isTaken[index] = true
    left -= 1
    return names[index]
  }
}
