/// Which ledgers follow each other: those whose names differ only in their date, week or number.
public enum LedgerSeries {
  /// The name without what changes from one to the next: 重点工作台账_20260930.csv and 重点工作台账_20261007.csv are one.
  public static func key(fileName: String) -> String {
    var name = fileName.scalars
    if let dot = name.lastIndex(of: "."), dot > 0 { name.removeSubrange(dot...) }
    var out: Scalars = []
    for scalar in CellText.folded(String(name)) {
      if scalar.isDigit || scalar.numeral != nil { continue }
      switch scalar {
      case "_", "-", ".", "~", " ", "(", ")", "（", "）", "[", "]", "年", "月", "日", "号", "第", "周", "期", "旬", "季",
        "度":
        continue
      case "上", "中", "下": continue
      default: out.append(scalar)
      }
    }
    return String(out).lowercased()
  }

  /// True if a ledger is the next one after another.
  ///
  /// - Parameters:
  ///   - sameSeries: their names say so.
  ///   - shared: so many items stand in both.
  ///   - earlier: so many items stood in the earlier one.
  ///   - hasUnit: the office of the item that is looked for has rows in the later one.
  public static func follows(sameSeries: Bool, shared: Int, earlier: Int, hasUnit: Bool) -> Bool {
    // Offices may drop files of the same name: 台账.csv of one is not the next after 台账.csv of the other.
    if sameSeries { return hasUnit || shared > 0 }
    return shared > 0 && shared * 2 >= earlier
  }
}
