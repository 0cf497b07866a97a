import Glibc
import Store

/// The second unit: works the deliveries to external handlers, with its own rights, beside the daemon.
final class CourierService: Sendable {
  private let configuration: Configuration
  private let configurationPath: String?
  private let voice: Voice
  private let lock: Descriptor
  private let orders = Orders()
  private let loop: CourierLoop

  /// Opens the database, which the daemon or this makes.
  ///
  /// - Throws: an error with a sentence for the administrator.
  init(configuration: Configuration, path: String?, port: any JournalPort, clock: Clock = .system) throws {
    self.configuration = configuration
    configurationPath = path
    voice = Voice(port: port)
    let state = try Folder.make(path: configuration.folders.state, mode: 0o750)
    lock = try InstanceLock.take(in: state, of: .courier)
    let store = try Store(path: configuration.folders.database)
    loop = CourierLoop(
      configuration: configuration, store: store, port: port, clock: clock,
      onAnnounce: { BellSocket.ring(.daemon, in: store) }, onState: { ServiceManager.status($0) })
  }

  /// Works off what is due, and ends.
  ///
  /// - Throws: the database's error.
  func runOnce() async throws { try await loop.runOnce() }

  /// Runs until SIGTERM or SIGINT; SIGHUP reads the configuration again.
  ///
  /// - Throws: `Failure.Unfinished` if the database was made anew: the next start works on the new one.
  func run() async throws {
    orders.take(Signals.stream())
    ServiceManager.ready(status: "waiting")
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await self.loop.run()
        self.orders.end()
      }
      for await order in orders.stream {
        if order == .end { break }
        await reload()
      }
      ServiceManager.stopping(status: "finishing what is on its way")
      group.cancelAll()
    }
    await loop.end()
    if loop.isOutdated {
      throw Failure.Unfinished(description: "the database was made anew; the courier begins anew with it")
    }
  }

  private func reload() async {
    ServiceManager.reloading()
    do {
      await loop.reconfigure(try ConfigurationFile.load(path: configurationPath))
      voice.say(.reloaded, "the courier read the configuration again; it is in force")
    } catch {
      voice.say(
        .reloadRefused, "the courier refuses the new configuration, the old one stays in force: \(error)")
    }
    ServiceManager.ready(status: "waiting")
  }
}
