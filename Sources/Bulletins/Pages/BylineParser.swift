/// Reads the words of a byline: 记者 刘丽军 通讯员 禹建超, 甲/文 乙/图, 区行政审批局供稿.
///
/// It goes word by word. A role (`Rules/byline_roles.txt`) says what the following words are; a word that is neither role,
/// name nor office makes the whole no byline.
struct BylineParser {
  /// Bylines are no longer than this.
  static let longest = 120
  /// Names of offices are no longer than this.
  private static let longestOffice = 36

  private static let rolesBefore = AnchoredWords(PackageResources.byline_roles_txt)
  private static let rolesAfter = AnchoredWords(PackageResources.byline_roles_txt, at: .end)
  private static let never = AnchoredWords(PackageResources.byline_never_txt)

  private static let media = AnchoredWords(PackageResources.byline_media_txt, at: .end)

  /// One character that is a role although no blank parts it from the name.
  private static let shortRoles: Set<Scalars> = [["摄"], ["辑"]]

  private let page: PageText
  private let finder: UnitFinder
  private var byline = Byline()
  private var role = ""
  private var singles: [Int] = []
  /// True if a word that no surname proves stands before any role: 人跟踪 记者 is no byline.
  private var hasUncertainFirst = false
  /// True if one of the offices has no name that a unit has.
  private var hasUnknownOffice = false

  private init(_ page: PageText) {
    self.page = page
    finder = UnitFinder(text: page.folded)
  }

  /// The byline that a range is, or nil.
  static func parse(_ page: PageText, _ range: Range<Int>) -> Byline? {
    guard !range.isEmpty, range.count <= longest else { return nil }
    var parser = BylineParser(page)
    return parser.read(range)
  }

  /// True if a range in brackets cannot be a name although it looks like one (完, 节选).
  static func isNeverName(_ page: PageText, _ range: Range<Int>, alone: Bool) -> Bool {
    guard let found = never.whole(page.packed(range)) else { return false }
    return alone || found.kind == "bracket"
  }

  private mutating func read(_ range: Range<Int>) -> Byline? {
    var start = range.lowerBound
    while let word = page.piece(at: start, before: range.upperBound, separatedBy: Self.separates) {
      // 2022-08-19 来源：… beside a headline: the hyphens part a date, no names.
      if page.flags(word.lowerBound).contains(.digit),
        let end = DateText.end(in: page.folded, at: word.lowerBound), end <= range.upperBound,
        end > word.upperBound
      {
        start = end
        continue
      }
      guard read(word: word) else { return nil }
      start = word.upperBound
    }
    guard flushSingles(), !(hasUncertainFirst && byline.hasWriterRole) else { return nil }
    let isEmpty = byline.names.isEmpty && byline.sources.isEmpty
    guard !isEmpty || byline.hasWriterRole || byline.hasEditorRole || byline.hasNote else { return nil }
    return byline
  }

  private static func separates(_ scalar: Unicode.Scalar) -> Bool {
    if !ScalarFlags.of(scalar).isDisjoint(with: [.blank, .soft, .opener, .closer]) { return true }
    switch scalar {
    case "/", "|", ";", "—", "&", "-": return true
    default: return false
    }
  }

  private mutating func read(word: Range<Int>) -> Bool {
    var rest = afterAffiliation(word)
    while let found = Self.rolesBefore.longest(in: page, rest), isRole(found, in: rest, atEnd: false) {
      guard flushSingles() else { return false }
      enter(found)
      rest = (rest.lowerBound + found.word.count)..<rest.upperBound
    }
    while let inner = embeddedRole(in: rest) {
      guard takeNames(rest.lowerBound..<inner.start) else { return false }
      enter(inner.role)
      rest = (inner.start + inner.role.word.count)..<rest.upperBound
    }
    var after: AnchoredWords.Entry?
    while let found = Self.rolesAfter.longest(in: page, rest), isRole(found, in: rest, atEnd: true) {
      after = found
      rest = rest.lowerBound..<(rest.upperBound - found.word.count)
      if found.kind == "office" || found.kind == "photo" || found.kind == "writer" { break }
    }
    if let after, after.kind != role || after.kind == "office" { enter(after) }
    // 記者甲／南投報導: after the stroke the place.
    if after?.word.first == "报", !byline.people.isEmpty, rest.count <= 4, page.at(word.lowerBound - 1) == "/"
    {
      return true
    }
    return rest.isEmpty || take(rest)
  }

  /// The role after names without a blank before it: 甲某某通讯员乙某, 甲某某来源.
  private func embeddedRole(in rest: Range<Int>) -> (start: Int, role: AnchoredWords.Entry)? {
    guard byline.hasWriterRole, rest.count >= 4 else { return nil }
    for index in (rest.lowerBound + 2)..<(rest.upperBound - 1) {
      guard let found = Self.rolesBefore.longest(in: page, index..<rest.upperBound), found.word.count >= 2,
        found.kind != "office", found.kind != "note",
        index + found.word.count < rest.upperBound || found.kind == "source",
        PersonNames.split(page.folded, rest.lowerBound..<index) != nil
      else { continue }
      return (index, found)
    }
    return nil
  }

  /// The part of 新华社记者庞明 or 本报驻京记者李明 that begins with the role.
  private func afterAffiliation(_ word: Range<Int>) -> Range<Int> {
    guard word.count >= 4, Self.rolesBefore.longest(in: page, word) == nil else { return word }
    for index in (word.lowerBound + 2)..<min(word.upperBound - 1, word.lowerBound + 20) {
      guard page.folded[index] == "记" || page.folded[index] == "通",
        let role = Self.rolesBefore.longest(in: page, index..<word.upperBound), role.kind == "writer"
      else { continue }
      let isOwn = page.folded[word.lowerBound] == "本"
      return isOwn || Self.media.longest(in: page, word.lowerBound..<index) != nil
        ? index..<word.upperBound : word
    }
    return word
  }

  /// Single characters are roles only as a word of their own or, for 摄, after a name; 文强 is a name.
  private func isRole(_ found: AnchoredWords.Entry, in rest: Range<Int>, atEnd: Bool) -> Bool {
    if found.word.count == rest.count { return true }
    if found.word.count == 1 { return atEnd && Self.shortRoles.contains(found.word) && rest.count >= 3 }
    if atEnd, found.kind == "editor" || found.kind == "note" || found.kind == "source" { return false }
    if !atEnd, found.kind == "note" || found.kind == "source" {
      let next = rest.lowerBound + found.word.count
      return page.at(next) == ":" || next == rest.upperBound || !role.isEmpty
        || page.flags(next).contains(.digit)
    }
    return true
  }

  private mutating func enter(_ found: AnchoredWords.Entry) {
    role = found.kind
    switch found.kind {
    case "writer", "office": byline.hasWriterRole = true
    case "photo": byline.hasPhotoRole = true
    case "editor": byline.hasEditorRole = true
    default: byline.hasNote = true
    }
  }

  private mutating func take(_ word: Range<Int>) -> Bool {
    switch role {
    case "editor", "note": return !isProse(word)
    case "source":
      guard !isProse(word) else { return false }
      byline.sources.append(printed(word))
      return true
    case "office": return takeOffice(word)
    default: return takeName(word)
    }
  }

  /// True for what somebody with the title of an editor says or does: 设计师许一鸣说:“…。”工程分两期.
  private func isProse(_ word: Range<Int>) -> Bool {
    let isLabelled = page.at(word.lowerBound) == ":"
    if word.count > (isLabelled ? 60 : role == "source" ? 20 : 10) { return true }
    return word.dropLast().contains { index in
      let flags = page.flags(index)
      return flags.contains(.terminal) || (!isLabelled && ",;:".unicodeScalars.contains(page.folded[index]))
    }
  }

  private mutating func takeOffice(_ word: Range<Int>) -> Bool {
    guard word.count <= Self.longestOffice, page.all(word, are: [.han, .namePoint, .latin, .digit]) else {
      return false
    }
    if !finder.isUnit(word), let names = PersonNames.split(page.folded, word),
      word.count <= 3 || names.count > 1
    {
      byline.people += names.map(printed)
    } else {
      byline.offices.append(printed(word))
      hasUnknownOffice = hasUnknownOffice || finder.unit(at: word.lowerBound, before: word.upperBound) == nil
    }
    // 经各乡镇推荐、区文明办考核，拟命名…: a sentence names what no list of units knows.
    return byline.offices.count < 3 || !hasUnknownOffice
  }

  private mutating func takeName(_ word: Range<Int>) -> Bool {
    guard page.all(word, are: [.han, .namePoint]) else {
      if role == "writer", page.flags(word.lowerBound).contains(.latin), isLatinName(word) {
        byline.people.append(printed(word))
        return true
      }
      guard let date = DateText.end(in: page.folded, at: word.lowerBound), date == word.upperBound else {
        return false
      }
      return true
    }
    if word.count == 1 {
      singles.append(word.lowerBound)
      return true
    }
    if let name = lengthened(by: word) {
      byline.people.append(name)
      return true
    }
    guard flushSingles(), mayBeName(word) else { return false }
    // 江北日报-江北在线记者 甲: what stands before the second name of the paper.
    if role.isEmpty, byline.names.isEmpty, word.count >= 4, Self.media.longest(in: page, word) != nil,
      PersonNames.split(page.folded, word) == nil
    {
      return true
    }
    if let unit = finder.unit(at: word.lowerBound, before: word.upperBound),
      !(word.count <= 3 && PersonNames.isName(page.folded, word) && unit.rank != .office)
    {
      byline.offices.append(printed(unit.range))
      let rest = unit.range.upperBound..<word.upperBound
      guard rest.isEmpty || rest.count >= 2 else { return false }
      return rest.isEmpty || takeNames(rest)
    }
    return takeNames(word)
  }

  /// 邢 小北: a surname that a blank parted from the rest of the name.
  private mutating func lengthened(by word: Range<Int>) -> String? {
    guard singles.count == 1, word.count == 2, role == "writer" else { return nil }
    let name = [page.folded[singles[0]]] + page.folded[word]
    guard PersonNames.isName(name, name.indices) else { return nil }
    defer { singles.removeAll() }
    return String([page.scalars[singles[0]]] + page.scalars[word])
  }

  /// False for most titles and sentences, without the work of looking for names in them.
  private func mayBeName(_ word: Range<Int>) -> Bool {
    if word.count <= 6 || !role.isEmpty { return true }
    return PersonNames.startsWithSurname(page.folded, word)
      || UnitLexicon.endings.longest(in: page, word) != nil
  }

  private mutating func takeNames(_ word: Range<Int>) -> Bool {
    if PersonNames.isMinorityName(page.folded, word) {
      byline.people.append(printed(word))
      return true
    }
    if let names = PersonNames.split(page.folded, word) {
      byline.people += names.map(printed)
      return true
    }
    guard word.count <= 4 || (word.count <= 6 && byline.hasWriterRole) else { return false }
    byline.isCertain = false
    hasUncertainFirst = hasUncertainFirst || !byline.hasWriterRole
    byline.people.append(printed(word))
    return true
  }

  private func isLatinName(_ word: Range<Int>) -> Bool {
    word.allSatisfy { page.flags($0).contains(.latin) || page.folded[$0] == "." || page.folded[$0] == "'" }
  }

  /// Makes names of characters that stood alone: 王 宁.
  private mutating func flushSingles() -> Bool {
    defer { singles.removeAll() }
    guard !singles.isEmpty else { return true }
    if singles.count == 1, let last = byline.people.last?.unicodeScalars, last.count == 2, role == "writer" {
      byline.people.removeLast()
      byline.people.append(String(Scalars(last) + [page.scalars[singles[0]]]))
      return true
    }
    guard singles.count >= 2, role != "editor", role != "note" else {
      return role == "editor" || role == "note"
    }
    let text = singles.map { page.folded[$0] }
    guard let names = PersonNames.split(text, text.indices) else {
      guard singles.count <= 3 else { return false }
      byline.isCertain = false
      byline.people.append(String(singles.map { page.scalars[$0] }))
      return true
    }
    for name in names { byline.people.append(String(name.map { page.scalars[singles[$0]] })) }
    return true
  }

  private func printed(_ range: Range<Int>) -> String { String(page.scalars[range]) }
}
