/// A form 督办单: headings stand beside their values instead of above them. Made upright, one item a row.
struct FormTable {
  /// The same content with headings on top.
  let table: Table

  /// Nil unless every other column of the table is headings.
  init?(_ form: Table) {
    guard (2...40).contains(form.rows.count), !form.rows.prefix(2).contains(where: LedgerHeader.isHeading),
      // Under rows of title (…台账, 填报单位：…) headings stand side by side: no form has three of them without values.
      !form.rows.prefix(12).contains(where: FormTable.isRowOfHeadings)
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

  /// True for a row most of whose cells are headings beyond doubt.
  private static func isRowOfHeadings(_ row: [String]) -> Bool {
    var exact = 0
    var filled = 0
    for cell in row.prefix(64) where !cell.unicodeScalars.allSatisfy(CellText.isSpace) {
      filled += 1
      if LedgerColumns.shared.heading(cell)?.exact == true { exact += 1 }
    }
    return exact >= 3 && exact * 3 >= filled * 2
  }
}
