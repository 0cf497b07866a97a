/// A word or phrase of a query and what stands before it.
struct SearchWord {
  /// What a word narrows instead of being looked for.
  enum Filter: String, CaseIterable {
    case unit, since, red
  }

  /// The filter that it begins with, if any.
  var filter: Filter?
  /// True behind a minus sign.
  var isExcluded = false
  /// The word itself.
  var text = ""

  /// The words of a text: cut at blanks, whole in "…". A sign or filter may stand before a quotation mark; behind it
  /// all is text.
  static func words(of text: String) -> [SearchWord] {
    var words: [SearchWord] = []
    var current = SearchWord()
    var isQuoted = false
    func end() {
      // A minus sign alone is a character to look for.
      if current.isExcluded && current.text.isEmpty && !isQuoted { current = SearchWord(text: "-") }
      if !current.text.isEmpty || current.filter != nil { words.append(current) }
      current = SearchWord()
    }
    for character in text {
      switch character {
      case "\"" where isQuoted:
        end()
        isQuoted = false
      case "\"":
        if !current.text.isEmpty { end() }
        isQuoted = true
      case _ where isQuoted: current.text.append(character)
      case _ where character.isWhitespace: end()
      case "-" where current.text.isEmpty && !current.isExcluded && current.filter == nil:
        current.isExcluded = true
      case ":" where current.filter == nil && !current.isExcluded:
        if let filter = Filter(rawValue: current.text.lowercased()) {
          current = SearchWord(filter: filter)
        } else {
          current.text.append(character)
        }
      default: current.text.append(character)
      }
    }
    end()
    return words
  }
}
