/// The built-in handlers. The order is the order in which they run, and in which `check` shows them.
public enum HandlerRegistry {
  /// Every built-in handler; a new one is a file and a line here.
  public static let handlers: [any Handler] = [
    .alert,
    .ledger,
    .procedure,
    .rules,
    .summary,
    .index,
  ]
}
