/// What one check of a handler found.
struct ConformanceFinding: Sendable {
  /// What was checked.
  var check: String
  /// What is wrong and what to do; nil if all is well.
  var problem: String?
  /// What may be wrong, or meant so.
  var remark: String?

  /// For people.
  var line: String {
    if let problem { return "FAILED  \(check): \(problem)" }
    return remark.map { "remark  \(check): \($0)" } ?? "passed  \(check)"
  }
}
