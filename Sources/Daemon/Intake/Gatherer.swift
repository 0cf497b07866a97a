/// Reads the next group on a thread of its own while the intake accepts the one before: the database keeps one core busy, the
/// readers another.
actor Gatherer {
  nonisolated let executor = BlockingExecutor("gatherer")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// The pass, and the group that it gathered.
  func gather(_ pass: Pass) -> (pass: Pass, group: Group) {
    var pass = pass
    let group = pass.gather()
    return (pass, group)
  }
}
