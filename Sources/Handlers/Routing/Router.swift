public import Bulletins

/// Says which handlers get a bulletin.
///
/// Without rules every built-in handler gets what it wants, and every external handler what meets its own `when`. The first
/// rule that a bulletin meets leaves built-in handlers out and names external ones. An external handler that a rule names
/// gets nothing but what rules send to it, and of that what meets its own `when`.
public struct Router: Sendable, Equatable {
  /// The rules, in their order.
  public var routes: [Route]
  /// The external handlers, by name.
  public var handlers: [ExternalHandler]

  /// A router; without anything it leaves all to the built-in handlers.
  public init(routes: [Route] = [], handlers: [ExternalHandler] = []) {
    self.routes = routes
    self.handlers = handlers
  }

  /// True if some external handler is run for announcements.
  public var deliversAnnouncements: Bool { handlers.contains { $0.each == .announcement } }

  /// The sub-folders of the inbox that rules or handlers name.
  public var folders: Set<String> {
    Set(routes.flatMap(\.when.folders)).union(handlers.flatMap(\.when.folders))
  }

  /// The built-in handlers that a rule leaves out.
  public func leftOut(of bulletin: Bulletin, name: String) -> Set<String> {
    Set(rule(for: bulletin, InboxName(name))?.without ?? [])
  }

  /// The external handlers that get a bulletin.
  public func externals(for bulletin: Bulletin, name: String) -> [ExternalHandler] {
    if handlers.isEmpty { return [] }
    let name = InboxName(name)
    let chosen = Set(rule(for: bulletin, name)?.handlers ?? [])
    let routed = Set(routes.flatMap(\.handlers))
    return handlers.filter { handler in
      (chosen.contains(handler.name) || !routed.contains(handler.name))
        && handler.condition.matches(bulletin, name: name)
    }
  }

  private func rule(for bulletin: Bulletin, _ name: InboxName) -> Route? {
    routes.first { $0.when.matches(bulletin, name: name) }
  }
}

extension ExternalHandler {
  /// What a whole bulletin must be like for the handler. An announcement has a colour and an urgency of its own.
  fileprivate var condition: Condition {
    guard each == .announcement else { return when }
    var condition = when
    condition.red = nil
    condition.colors = []
    return condition
  }
}
