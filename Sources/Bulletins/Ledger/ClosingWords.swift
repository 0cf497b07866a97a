/// The words of a sentence that closes an item: 销号, 摘牌, 已整改, 办结 (`Rules/ledger_words.txt`).
public enum ClosingWords {
  /// True if the sentence says that something is closed.
  public static func close(_ sentence: String) -> Bool {
    let text = CellText.folded(sentence)
    return LedgerWords.shared.contains(text, "closing") && !LedgerWords.shared.contains(text, "unfinished")
  }
}
