/// Files that are accepted together.
struct Group: Sendable {
  /// So many bytes of content at most, and one file more.
  private static let mostBytes = 8 << 20

  private(set) var candidates: [Candidate] = []
  private var bytes = 0
  /// The files that could not be claimed, and why.
  var failures: [(name: FileName, error: any Error)] = []

  var isEmpty: Bool { candidates.isEmpty }

  mutating func add(_ candidate: Candidate) {
    candidates.append(candidate)
    bytes += candidate.content?.bytes.count ?? 0
  }

  /// The daemon's copies.
  var staged: [FileName] { candidates.compactMap(\.staged) }

  func isFull(at count: Int) -> Bool { candidates.count >= count || bytes >= Group.mostBytes }
}
