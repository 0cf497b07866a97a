/// The columns of a table as its rows show them, from the first row on.
///
/// A short heading in the middle of its column and a short cell at the left of it do not stand below each other; a long cell
/// that stands under both tells that they are one column. It spans two columns if these have stood side by side before.
struct PDFColumns {
  private struct Column {
    var left: Double
    var right: Double
    /// Its place in `together`.
    var id: Int

    func overlaps(_ piece: PDFPiece) -> Bool { left < piece.right && piece.left < right }
  }

  /// No table of a page has more.
  private static let limit = 64

  private var columns: [Column] = []
  /// For each column those that have had a cell in the same row, as bits.
  private var together = [UInt64](repeating: 0, count: PDFColumns.limit)
  /// For each column that was found to be a part of another, which; for the others, itself.
  private var owner = Array(0..<PDFColumns.limit)
  private var made = 0
  /// For each column the number of its pieces.
  private var pieces = [Int](repeating: 0, count: PDFColumns.limit)

  /// The number of columns.
  var count: Int { columns.count }

  /// The left and right edges, from left to right.
  var edges: [(left: Double, right: Double)] { columns.map { ($0.left, $0.right) } }

  /// The place of a column, from the left, by the id that placing gave.
  func place(of id: Int) -> Int {
    var id = id
    while owner[id] != id { id = owner[id] }
    return columns.firstIndex { $0.id == id } ?? 0
  }

  /// Gives each piece of a row its column, nil if a piece spans several or there are too many.
  mutating func place(_ row: [PDFPiece]) -> [(id: Int, piece: PDFPiece)]? {
    var placed: [(id: Int, piece: PDFPiece)] = []
    var next = self
    var used: UInt64 = 0
    var waiting = Array(row.reversed())
    while let piece = waiting.popLast() {
      let under = next.columns.indices.filter { next.columns[$0].overlaps(piece) }
      var column = under.first
      if under.count > 1 {
        let parts = piece.parts()
        if parts.count > 1 {
          waiting += parts.reversed()
          continue
        }
        guard next.merge(under, besides: used) else { return nil }
      } else if under.isEmpty {
        guard next.made < Self.limit else { return nil }
        let place = next.columns.firstIndex { $0.left > piece.left } ?? next.columns.count
        next.columns.insert(Column(left: piece.left, right: piece.right, id: next.made), at: place)
        next.made += 1
        column = place
      }
      guard let column else { return nil }
      next.columns[column].left = min(next.columns[column].left, piece.left)
      next.columns[column].right = max(next.columns[column].right, piece.right)
      used |= 1 << UInt64(next.columns[column].id)
      next.pieces[next.columns[column].id] += 1
      placed.append((next.columns[column].id, piece))
    }
    for entry in placed { next.together[entry.id] |= used }
    self = next
    return placed
  }

  /// Makes a heading and the short cells under it that it does not reach one column: neighbours that were never side by side.
  mutating func close() {
    var place = 1
    while place < columns.count {
      let lone = [place - 1, place].contains { pieces[columns[$0].id] == 1 }
      if !(lone && merge([place - 1, place], besides: 0)) { place += 1 }
    }
  }

  /// True if a piece is no wider than the one column that it stands in.
  func holds(_ piece: PDFPiece) -> Bool {
    columns.contains { $0.left - piece.height < piece.left && piece.right < $0.right + piece.height }
      && columns.count { $0.overlaps(piece) } == 1
  }

  /// The id of the first column that a piece stands under.
  func first(under piece: PDFPiece) -> Int? { columns.first { $0.overlaps(piece) }?.id }

  /// Makes columns one that never had cells side by side; false if they had.
  private mutating func merge(_ places: [Int], besides used: UInt64) -> Bool {
    var ids: UInt64 = 0
    for place in places { ids |= 1 << UInt64(columns[place].id) }
    guard let first = places.first, let last = places.last, used & ids == 0,
      places.allSatisfy({ together[columns[$0].id] & ids & ~(1 << UInt64(columns[$0].id)) == 0 })
    else { return false }
    let id = columns[first].id
    columns[first].right = columns[last].right
    for place in places.dropFirst() {
      owner[columns[place].id] = id
      together[id] |= together[columns[place].id]
      pieces[id] += pieces[columns[place].id]
    }
    // Who stood beside a part stood beside the whole.
    for index in together.indices where together[index] & ids != 0 { together[index] |= 1 << UInt64(id) }
    columns.removeSubrange((first + 1)...last)
    return true
  }
}
