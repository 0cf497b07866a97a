/// Microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// The number of microseconds.
  public var microseconds: Int64

  /// A point in time.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// This point and so many seconds more.
  public func adding(seconds: Double) -> Timestamp {
    Timestamp(microseconds: microseconds + Int64(seconds * 1_000_000))
  }

  /// Seconds from another point to this one.
  public func seconds(since other: Timestamp) -> Double {
    Double(microseconds - other.microseconds) / 1_000_000
  }

  /// Earlier comes first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}
