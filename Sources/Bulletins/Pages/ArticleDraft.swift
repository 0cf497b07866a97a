/// An article while it is put together: ranges of the page, not yet texts.
struct ArticleDraft {
  /// The lines of the headline.
  var headline: [Range<Int>] = []
  /// The line above the headline.
  var kicker: Range<Int>?
  /// The column.
  var section: Range<Int>?
  /// True after 上接.
  var isContinuation = false
  /// Who signed.
  var byline = Byline()
  /// The headings inside.
  var subheads: [Range<Int>] = [] {
    didSet { while subheadPlaces.count < subheads.count { subheadPlaces.append(paragraphs.count) } }
  }
  /// How many paragraphs stand before each heading inside.
  private(set) var subheadPlaces: [Int] = []
  /// The paragraphs, each as the pieces that column breaks left.
  var paragraphs: [[Range<Int>]] = []
  /// The tables.
  var tables: [Table] = []
  /// Offices that signed at the foot or are named as source.
  var sources: [Range<Int>] = []
  /// True once a byline, signature or note has ended it.
  var isClosed = false
  /// True if it is a brief that began with a mark.
  var mark: LineMark?
  /// True for an official document.
  var isOfficial = false
  /// True if it began with a byline, so that none is to be expected at its end.
  var isSignedAtStart = false
  /// True if a line of the site (time, account, size of the letters) stands below its headline.
  var hasSiteLine = false
  /// True while the last paragraph lacks its end.
  var isOpen = false
  /// True after a line that ends with a colon: what follows is a list.
  var announcesList = false
  /// True inside the list of 附件.
  var listsAttachments = false
  /// The mark of the last numbered paragraph.
  var lastMarked: LineMark?
  /// The mark of the last item of a list.
  var lastItem: LineMark?
  /// True if the column's name serves as headline.
  var isNamedBySection = false

  /// True if it has text or a table.
  var hasBody: Bool { !paragraphs.isEmpty || !tables.isEmpty }
  /// True if nothing is in it.
  var isEmpty: Bool { headline.isEmpty && kicker == nil && !hasBody && subheads.isEmpty }
}
