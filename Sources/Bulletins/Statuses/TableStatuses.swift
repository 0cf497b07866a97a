/// Names the items of a reported colour from the ledger rows of the same bulletin.
struct TableStatuses: Sendable {
  /// The bulletin with the items and units of its table rows in the statuses that only count them.
  ///
  /// A report says 红色3项 and leaves the names to its annex. Rows are taken only where the status names nobody itself,
  /// or not all of them, and where only one status of the colour asks for them: a page of several reports cannot tell whose row it is. More
  /// rows than the count are not of this report either.
  func named(from bulletin: Bulletin) -> Bulletin {
    guard !bulletin.items.isEmpty else { return bulletin }
    var bulletin = bulletin
    for color in StatusColor.allCases {
      let rows = bulletin.items.filter { $0.declared == color }
      guard !rows.isEmpty else { continue }
      var asking: [(article: Int, status: Int)] = []
      for (article, read) in bulletin.articles.enumerated() {
        for (index, status) in read.statuses.enumerated()
        where status.color == color && status.kind == .reported && status.count != 0 {
          asking.append((article, index))
        }
      }
      guard asking.count == 1, let place = asking.first else { continue }
      let status = bulletin.articles[place.article].statuses[place.status]
      // As many rows as are counted are all of them, however the prose names them and whatever part.
      let namesAll = rows.count == status.count
      guard namesAll || (status.items.isEmpty && status.units.isEmpty && rows.count <= status.count ?? .max)
      else {
        continue
      }
      let units = rows.compactMap(\.unit)
      bulletin.articles[place.article].statuses[place.status].items = distinct(rows.map(\.item))
      bulletin.articles[place.article].statuses[place.status].units =
        units.count == rows.count ? units : distinct(units)
      bulletin.articles[place.article].statuses[place.status].because += "; the rows of the table name them"
    }
    return bulletin
  }

  private func distinct(_ names: [String]) -> [String] {
    var known: Set<String> = []
    return names.filter { !$0.isEmpty && known.insert($0).inserted }
  }
}
