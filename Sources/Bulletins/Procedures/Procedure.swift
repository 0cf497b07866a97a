/// Staged work (一征三议两公开, 1+1+1): named stages that an item goes through in their order.
public struct Procedure: Sendable, Equatable {
  /// One stage.
  public struct Stage: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Other words for it, by which reports tell it as well.
    public var words: [String]

    /// A stage.
    public init(_ name: String, words: [String] = []) {
      self.name = name
      self.words = words
    }
  }

  /// Its name.
  public var name: String
  /// The stages, in their order.
  public var stages: [Stage]
  /// Words of which one must stand in the name of an item; without any it is for every item.
  public var items: [String]

  /// A procedure.
  public init(name: String, stages: [Stage], items: [String] = []) {
    self.name = name
    self.stages = stages
    self.items = items
  }

  /// True if an item of this name may go through it.
  func takes(_ item: String) -> Bool { items.isEmpty || items.contains { item.contains($0) } }

  /// The place of a stage in the order, nil if it has none of this name.
  public func place(of stage: String) -> Int? { stages.firstIndex { $0.name == stage } }
}

/// What a bulletin says of the stages of one item.
public struct StageReport: Sendable, Equatable {
  /// The item as printed, and its office if one is named.
  public var item: String, unit: String?
  /// The procedure.
  public var procedure: String
  /// The stages that are reported, in the order of the procedure.
  public var stages: [String]
  /// The sentence, or the cell of the row.
  public var quote: String

  /// A report.
  public init(item: String, unit: String?, procedure: String, stages: [String], quote: String) {
    self.item = item
    self.unit = unit
    self.procedure = procedure
    self.stages = stages
    self.quote = quote
  }
}
