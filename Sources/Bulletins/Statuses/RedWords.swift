/// Whether a red that stands somewhere looks like a reported status, by the characters around it alone.
///
/// It tells which of many waiting bulletins to read first, and nothing else: what a red is worth, only ``StatusReader`` decides.
public enum RedWords {
  /// How many characters after the colour are looked at.
  public static let reach = 8

  /// True if what stands around 红 binds it to a status: a noun (红牌, 红色预警), a count (红2黄5, 3红), a verb before it (亮红,
  /// 标红), or that it stands alone (评为红色。, a cell).
  ///
  /// - Parameters:
  ///   - before: the character before 红; nil at the beginning.
  ///   - after: the characters after it.
  public static func isStatus(before: Unicode.Scalar?, after: [Unicode.Scalar]) -> Bool {
    let text = after.filter { $0 != " " && $0 != "\u{3000}" }.map(\.folded)
    if harmless.longestMatch(in: text, at: 0) != nil { return false }
    let hasSe = text.first == "色"
    let rest = Array(text.dropFirst(hasSe ? 1 : 0))
    guard let next = rest.first else { return hasSe || isEdge(before) }
    let isSaid = before.map({ verbs.contains($0.folded) }) ?? false
    if isEdge(next), hasSe || isEdge(before) || isSaid { return true }
    if isDigit(before) || isDigit(next) { return true }
    if !StatusNouns.shared.chain(in: rest, after: 0..<0, hasSe: hasSe).classes.isEmpty { return true }
    if hasSe, next == "的" { return isSaid || rest.count > 1 && numerals.contains(rest[1]) }
    return hasSe && numerals.contains(next)
  }

  /// What follows 红 in words of honour: 红|旗.
  private static let harmless = Matcher(
    WordList(PackageResources.HarmlessColours_txt).entries.compactMap { entry in
      entry[0].first == "红" && entry.last == "honour" ? String(entry[0].dropFirst()) : nil
    }.filter { !$0.isEmpty })

  /// True for the beginning, and for whatever is no word: a border of a cell, a stop, a bracket.
  private static func isEdge(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return true }
    return !isDigit(scalar) && !scalar.properties.isAlphabetic && scalar != "+"
  }

  private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
  }

  private static let verbs = Set("亮标挂飘泛为成列评定转变显呈现见".unicodeScalars)
  private static let numerals = Set("一二两三四五六七八九十百〇零0123456789".unicodeScalars)
}
