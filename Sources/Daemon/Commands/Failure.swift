import ArgumentParser
import Foundation
import Glibc
import Store

/// How a command ends that could not do its work: a sentence on standard error and an exit status of sysexits.h.
enum Failure {
  /// Nothing was found under what the user named.
  struct NotFound: Error, CustomStringConvertible {
    let description: String
  }

  /// Something is left to be done; it may go better later.
  struct Unfinished: Error, CustomStringConvertible {
    let description: String
  }

  /// Ends the process.
  static func exit(_ error: any Error, of command: (some ParsableCommand).Type) -> Never {
    let status: Int32
    switch error {
    case is ConfigurationFile.Refused: status = EX_CONFIG
    case let error as SystemError: status = error.code == EACCES || error.code == EPERM ? EX_NOPERM : EX_OSERR
    case is InstanceLock.Taken, is Unfinished, is Patience.StaleView: status = EX_TEMPFAIL
    case let error as StoreError: status = error.isDamaged ? EX_DATAERR : EX_UNAVAILABLE
    case is NotFound: status = EX_NOINPUT
    default:
      // ArgumentParser knows its own errors, help and version among them; its usage status is EX_USAGE already.
      command.exit(withError: error)
    }
    say("bulletind: \(error)")
    Glibc.exit(status)
  }

  /// Writes a line to standard error.
  static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

/// Standard output, a line at a time.
enum Output {
  static func line(_ text: String) { print(text) }
}
