import Handlers
import Yams

/// Reads `routes`: rules in order, of which the first that a bulletin meets decides.
extension ConfigurationSection {
  private static let routeKeys: [String: ConfigurationKey<Route>] = [
    "when": .custom { section, node, path, route in
      if let condition = section.condition(node, path: path) { route.when = condition }
    },
    "handlers": .custom { $3.handlers = $0.names($1, path: $2) },
    "without": .custom { section, node, path, route in
      route.without = section.names(node, path: path)
      let known = HandlerRegistry.handlers.map(\.name)
      for name in route.without where !known.contains(name) {
        section.refuse(
          node, "`\(path)` names `\(name)`, which is no built-in handler\(Nearest.hint(name, among: known))")
      }
    },
  ]

  /// The rules of a list.
  mutating func routes(_ node: Node, path: String) -> [Route] {
    guard let sequence = node.sequence else {
      refuse(node, "`\(path)` must be a list of rules: - {when: {kind: ledger}, handlers: [NAME]}")
      return []
    }
    var routes: [Route] = []
    for rule in sequence {
      let before = problems.count
      var route = Route(when: Condition(), handlers: [], line: rule.mark?.line ?? 0)
      read(rule, into: &route, keys: ConfigurationSection.routeKeys, path: path)
      if problems.count == before, route.handlers.isEmpty, route.without.isEmpty {
        refuse(
          rule, "a rule of `\(path)` does nothing: add `handlers`, who gets it, or `without`, who does not")
      }
      if let earlier = routes.first(where: { $0.when.covers(route.when) }) {
        refuse(
          rule,
          "this rule of `\(path)` is never reached: the rule in line \(earlier.line) takes everything that it would; put it before that one, or make that one narrower"
        )
      }
      if problems.count == before { routes.append(route) }
    }
    return routes
  }

  private mutating func names(_ node: Node, path: String) -> [String] {
    let names = node.string.map { [$0] } ?? node.sequence?.compactMap(\.string) ?? []
    if names.isEmpty { refuse(node, "`\(path)` must be a name of a handler or a list of them") }
    if Set(names).count != names.count { refuse(node, "`\(path)` names a handler twice") }
    return names
  }
}

/// What is wrong with routes once the handlers are known.
enum RouteProblems {
  /// A sentence for each name that no file of handlers.d has.
  static func unknown(_ router: Router, file: String, folder: String) -> [String] {
    let known = router.handlers.map(\.name)
    let builtIn = HandlerRegistry.handlers.map(\.name)
    return router.routes.flatMap { route in
      route.handlers.filter { !known.contains($0) }.map { name in
        let advice =
          builtIn.contains(name)
          ? "`\(name)` is built in and gets every bulletin that it wants; leave it out here (`without` keeps bulletins from it)"
          : "there is no \(folder)/\(name).yaml\(known.isEmpty ? "" : Nearest.hint(name, among: known))"
        return "\(file):\(route.line): `routes` names the handler `\(name)`: \(advice)"
      }
    }
  }
}
