/// Finds the item that a name in other words probably means, among the items of one office.
struct NameIndex: Sendable {
  private var works: [(id: Int64, work: ItemWork)] = []
  private var places: [UInt64: [Int]] = [:]

  init(_ items: [(id: Int64, name: ItemName)]) {
    works = items.map { ($0.id, $0.name.work) }
    for (index, item) in works.enumerated() {
      for pair in item.work.pairs { places[pair, default: []].append(index) }
    }
  }

  /// The likeliest, nil if none is likely or two are equally so.
  func likeliest(_ name: ItemName) -> Int64? {
    var shared: [Int: Int] = [:]
    let work = name.work
    for pair in work.pairs {
      // A pair of characters that stands in very many names tells nothing.
      guard let found = places[pair], found.count <= NameIndex.commonFrom else { continue }
      for index in found { shared[index, default: 0] += 1 }
    }
    let ranked = shared.keys.map { (id: works[$0].id, likeness: works[$0].work.likeness(to: work)) }
      .filter { $0.likeness > 0 }.sorted { ($0.likeness, $1.id) > ($1.likeness, $0.id) }
    guard let best = ranked.first else { return nil }
    return ranked.count > 1 && ranked[1].likeness == best.likeness ? nil : best.id
  }

  private static let commonFrom = 200
}

/// Says which item of the ledger each name of a bulletin means. Pure: what is known is handed in.
public struct ItemMatcher: Sendable {
  /// An item that the ledger knows.
  public struct Known: Sendable {
    /// Its number.
    public var id: Int64
    /// The office as ``ItemName/unitKey(_:)``; empty if not known.
    public var unit: String
    /// Its name.
    public var name: ItemName

    /// A known item.
    public init(id: Int64, unit: String, name: ItemName) {
      self.id = id
      self.unit = unit
      self.name = name
    }
  }

  /// What a name means.
  public enum Match: Sendable, Equatable {
    /// The same name at the same office.
    case same(Int64)
    /// Other words at the same office.
    case guess(Int64)
    /// Nothing that is known.
    case none
  }

  private var byKey: [String: [Known]] = [:]
  private var byUnit: [String: NameIndex] = [:]

  /// A matcher over what is known.
  ///
  /// - Parameter taken: the names that stand in the bulletin themselves: an item whose own name is there is not meant by
  ///   another one.
  public init(_ known: [Known], taken: Set<ItemName> = []) {
    for item in known { byKey[item.name.key, default: []].append(item) }
    let free = Dictionary(grouping: known.filter { !taken.contains($0.name) }, by: \.unit)
    byUnit = free.mapValues { NameIndex($0.map { ($0.id, $0.name) }) }
  }

  /// Which item is meant.
  public func match(_ name: ItemName, unit: String) -> Match {
    let named = byKey[name.key] ?? []
    if let exact = named.first(where: { $0.unit == unit }) { return .same(exact.id) }
    let near = named.filter { $0.unit.isEmpty || unit.isEmpty || ItemName.isSameUnit($0.unit, unit) }
    if near.count == 1 { return .same(near[0].id) }
    if near.count > 1 { return .none }
    if !unit.isEmpty, let id = byUnit[unit]?.likeliest(name) { return .guess(id) }
    return .none
  }
}
