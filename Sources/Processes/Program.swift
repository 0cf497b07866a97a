import CSpawn
import Glibc

/// A program to be started: without a shell, in a process group of its own, with no descriptor but its three.
public struct Program: Sendable {
  /// The bounds that prlimit(1) sets before the program begins; posix_spawn(3) cannot.
  public struct Bounds: Sendable {
    /// `RLIMIT_AS`: address space, bytes; nil for none.
    public var addressSpace: Int?
    /// `RLIMIT_DATA`: memory that can be written, bytes; nil for none (setrlimit(2)).
    public var data: Int?
    /// `RLIMIT_CPU`, seconds.
    public var seconds: Int
    /// `RLIMIT_NOFILE`.
    public var files: Int
    /// `RLIMIT_FSIZE`, bytes.
    public var fileSize: Int

    /// Bounds.
    public init(addressSpace: Int? = nil, data: Int? = nil, seconds: Int, files: Int, fileSize: Int) {
      self.addressSpace = addressSpace
      self.data = data
      self.seconds = seconds
      self.files = files
      self.fileSize = fileSize
    }

    fileprivate var options: [String] {
      [addressSpace.map { "--as=\($0)" }, data.map { "--data=\($0)" }].compactMap { $0 }
        + ["--cpu=\(seconds)", "--core=0", "--nofile=\(files)", "--fsize=\(fileSize)", "--"]
    }
  }

  /// Where system programs are looked for.
  public static let systemFolders = ["/usr/bin", "/bin"]

  /// Its path and its arguments.
  public var command: [String]
  /// `NAME=value`, everything that it gets to know of our environment.
  public var environment: [String]
  /// Where it begins; nil for where we are.
  public var folder: String?
  /// True for a session of its own, away from any terminal (setsid(2)); else a process group in ours.
  public var hasSession: Bool
  /// The limits on what it may use.
  public var bounds: Bounds

  /// A program to be started.
  public init(
    command: [String], environment: [String], folder: String? = nil, hasSession: Bool = false, bounds: Bounds
  ) {
    self.command = command
    self.environment = environment
    self.folder = folder
    self.hasSession = hasSession
    self.bounds = bounds
  }

  /// The path of a program, if it is in one of the folders.
  public static func path(of name: String, in folders: [String] = systemFolders) -> String? {
    folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Why a program could not be started.
  public enum Failure: Error, Sendable {
    /// prlimit(1) is missing.
    case limiterMissing
    /// The system said no: an errno.
    case refused(CInt)
  }

  /// Starts it with three descriptors of ours as its standard input, output and error.
  ///
  /// - Throws: `Failure`.
  public func start(input: CInt, output: CInt, errors: CInt) throws(Failure) -> ChildProcess {
    guard let limiter = Program.path(of: "prlimit") else { throw .limiterMissing }
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let group = hasSession ? CSPAWN_SETSID : CInt(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(
      &attributes, Int16(group | CInt(POSIX_SPAWN_SETSIGDEF) | CInt(POSIX_SPAWN_SETSIGMASK)))
    var child: pid_t = 0
    let status = Program.withStrings([limiter] + bounds.options + command) { list in
      Program.withStrings(environment) { environment -> CInt in
        guard let list = list.baseAddress, let environment = environment.baseAddress else { return EINVAL }
        return posix_spawn(&child, limiter, &actions, &attributes, list, environment)
      }
    }
    guard status == 0 else { throw .refused(status) }
    let process = pidfd_open(child, 0)
    let code = errno
    guard let handle = OwnedDescriptor(process) else {
      _ = ChildProcess.end(child)
      throw .refused(code)
    }
    return ChildProcess(id: child, handle: handle)
  }

  private static func withStrings<R>(
    _ strings: [String], _ body: (UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    let pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<CChar>?.self, capacity: pointers.count) {
      list in
      for index in pointers.indices { list.initializeElement(at: index, to: pointers[index]) }
      return body(list)
    }
  }
}
