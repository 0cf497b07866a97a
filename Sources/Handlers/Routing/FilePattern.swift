/// A pattern for file names: `*` is any text, `?` any character, all else itself, letters whatever their case.
public enum FilePattern {
  /// True if a name matches. Linear but for the stars: it goes back to the last one only.
  public static func matches(_ pattern: String, _ name: String) -> Bool {
    let pattern = Array(pattern.lowercased())
    let name = Array(name.lowercased())
    var (at, position) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while position < name.count {
      if at < pattern.count, pattern[at] == "*" {
        star = (at, position)
        at += 1
      } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[position] {
        at += 1
        position += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        at = last.pattern + 1
        position = last.name + 1
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }
}
