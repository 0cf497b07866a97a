/// What one check of a handler found.
struct ConformanceFinding: Sendable {
  /// What was checked.
  var check: String
  /// What is wrong and what to do; nil if all is well.
  var problem: String?

  /// For people.
  var line: String { problem.map { "FAILED  \(check): \($0)" } ?? "passed  \(check)" }
}
