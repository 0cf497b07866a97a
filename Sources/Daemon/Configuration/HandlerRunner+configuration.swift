import Handlers

extension HandlerRunner {
  /// Takes over what a configuration says about handlers and routes.
  mutating func apply(_ configuration: Configuration) {
    router = configuration.router
    use(LedgerHandler(escalation: configuration.ledger.escalation, rules: configuration.rules))
    use(ProcedureHandler(configuration.procedures))
    use(RuleHandler(minimums: configuration.minimums))
  }
}
