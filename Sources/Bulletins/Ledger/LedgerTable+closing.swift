/// A row that is said to be closed (销号, 摘牌, 已办结) outside the column of progress.
extension LedgerTable {
  /// The words that close the row: in the column of colours, or in one of remarks; nil if none do.
  func closing(in row: [String]) -> String? {
    for (index, cell) in row.enumerated() where index < header.columns.count && !cell.isEmpty {
      switch header.columns[index] {
      case .status: if closes(cell) { return CellText.clean(cell) }
      case .other, nil:
        guard index < header.titles.count else { continue }
        let title = header.titles[index].unicodeScalars
        let asks =
          words.isWord(Scalars(title), of: "closing-question")
          && words.isWord(CellText.folded(cell), of: "yes")
        if asks { return "\(header.titles[index])：\(CellText.clean(cell))" }
        if words.isWord(Scalars(title), of: "closing-column"), closes(cell) { return CellText.clean(cell) }
      default: continue
      }
    }
    return nil
  }

  /// True for 已销号 and 摘牌, but neither for 拟销号 nor for 完成: what is finished is closed by the column of progress.
  private func closes(_ cell: String) -> Bool {
    ClosingWords.close(cell) && LedgerProgress().progress(cell, target: nil) == 1
  }
}
