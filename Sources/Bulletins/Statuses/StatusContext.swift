/// What an article says around a sentence, as far as it decides what the sentence's colours mean.
struct StatusContext: Sendable {
  /// Colours that are no warning here, by the text or by the scheme, with what says so, for a person.
  var good: [StatusColor: String] = [:]
  /// The status colours that the article names, harmless words left out.
  var colors: Set<StatusColor> = []
  /// True if the article has a black list (黑榜, 黑点), so that its red list is the honour list.
  var hasBlackList = false
  /// True if the sentences around speak of supervision, assessment or the progress of work.
  var isWork = false
  /// True if the sentences around speak of weather or air more than of work.
  var isWeather = false
  /// True if the sentences around are a memory or an old paper.
  var isMemory = false
  /// True if the headline names a play or a book with the colour in its title: 小品《红牌》.
  var isStory = false
  /// True if what is told is told of another place.
  var isElsewhere = false
  /// True if traffic, health or games are what the sentences around speak of.
  var isTraffic = false
  var isHealth = false
  var isSport = false
  /// True if the sentences around are about markets.
  var isMarket = false
}
