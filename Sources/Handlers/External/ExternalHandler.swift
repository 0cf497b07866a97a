/// An external handler: a command that gets bulletins on its standard input, as `handlers.d/NAME.yaml` describes it.
public struct ExternalHandler: Sendable, Equatable {
  /// What it is run for.
  public enum Each: String, Sendable, CaseIterable {
    case bulletin, article, status, announcement
  }

  /// The name of its file.
  public var name: String
  /// The program, an absolute path, and its fixed arguments.
  public var command: [String]
  /// The folder of its file, in which it begins.
  public var folder: String
  /// What it is for.
  public var when = Condition()
  /// What it is run for.
  public var each = Each.bulletin
  /// Rises when its results change; part of `DELIVERY_ID`.
  public var version = 1
  /// So long one run may take, seconds.
  public var timeout = 60.0
  /// How it is tried again.
  public var schedule = DeliverySchedule()
  /// So many may run at once.
  public var concurrency = 1
  /// What it gets in its environment besides the three names that say what it works on.
  public var environment: [String: String] = [:]
  /// The memory that it may write to, bytes.
  public var memory = 512 << 20
  /// So much it may print, bytes.
  public var output = 1 << 20

  /// A handler with the usual limits.
  public init(name: String, command: [String], folder: String) {
    self.name = name
    self.command = command
    self.folder = folder
  }
}
