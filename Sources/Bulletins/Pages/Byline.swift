/// Who signed an article, as a bracket or a line of its own says it.
struct Byline: Sendable, Equatable {
  /// The people who wrote it.
  var people: [String] = []
  /// The offices that sent it in.
  var offices: [String] = []
  /// Those who took the picture, where nobody else is named.
  var photographers: [String] = []
  /// Where it comes from (来源), which is no byline.
  var sources: [String] = []
  /// True if a word such as 记者 or 供稿 stands in it.
  var hasWriterRole = false
  /// True if a word such as 摄 stands in it.
  var hasPhotoRole = false
  /// True if a word such as 责任编辑 stands in it.
  var hasEditorRole = false
  /// True if a word such as 来源 or 发布时间 stands in it.
  var hasNote = false
  /// True if every name was known by its surname and not only by its place.
  var isCertain = true

  /// Whom to name: people, or the offices where no person is named.
  var names: [String] {
    if !people.isEmpty { return people }
    return offices.isEmpty ? photographers : offices
  }

  /// True if it says who wrote the text, and not only who took a picture, edited or printed it.
  var signs: Bool { !names.isEmpty && !isPhotoOnly || hasWriterRole }

  /// True if it names only who took the picture.
  var isPhotoOnly: Bool { hasPhotoRole && !hasWriterRole }

  /// True if it is a line for the printer (责任编辑, 校对, 来源, 发布时间) and signs nothing.
  var isCredit: Bool { !signs && (hasEditorRole || hasNote) }

  /// Adds those of another byline of the same article.
  mutating func merge(_ other: Byline) {
    if other.isPhotoOnly {
      for name in other.people where !photographers.contains(name) { photographers.append(name) }
      return
    }
    for name in other.photographers where !photographers.contains(name) { photographers.append(name) }
    for name in other.people where !people.contains(name) { people.append(name) }
    for name in other.offices where !offices.contains(name) { offices.append(name) }
    for name in other.sources where !sources.contains(name) { sources.append(name) }
    hasWriterRole = hasWriterRole || other.hasWriterRole
  }
}
