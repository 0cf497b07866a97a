/// A form 督办单: headings stand beside their values instead of above them. Made upright, one item a row.
struct FormTable {
  /// The same content with headings on top.
  let table: Table

  /// Nil unless every other column of the table is headings.
  init?(_ form: Table) {
    guard (2...40).contains(form.rows.count), !form.rows.prefix(2).contains(where: LedgerHeader.isHeading)
    else { return nil }
    var titles: [String] = []
    var values: [String] = []
    var known: Set<LedgerColumn> = []
    for row in form.rows {
      var index = 0
      while index + 1 < row.count {
        if let heading = LedgerColumns.shared.heading(row[index]), row[index + 1] != row[index] {
          known.insert(heading.column)
          titles.append(row[index])
          values.append(row[index + 1])
          index += 2
        } else {
          index += 1
        }
      }
    }
    guard known.count >= 3, known.contains(.item) || known.contains(.content),
      titles.count * 2 >= form.rows.count
    else { return nil }
    let number = form.rowNumbers.first ?? 1
    table = Table(rows: [titles, values], rowNumbers: [number, number])
  }
}
