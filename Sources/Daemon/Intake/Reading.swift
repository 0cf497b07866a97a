import Bulletins
import Formats
import Handlers
import Store

/// From bytes to meaning: what is the same for `run` and for `check`.
struct Reading: Sendable {
  var limits = FormatLimits()
  var reader = BulletinReader()

  /// Takes over what a configuration says about reading.
  mutating func apply(_ configuration: Configuration) {
    limits.seconds = configuration.limits.seconds
    limits.unpacked = max(configuration.limits.bulletin * 4, 64 << 20)
    reader.schemes = configuration.schemes
    reader.rule = configuration.ledger.rule
    reader.minimums = configuration.minimums
  }

  /// A bulletin that was understood.
  struct Understood: Sendable {
    var bulletin: Bulletin
    var encoding: String?
  }

  /// Reads a file's bytes as a bulletin.
  ///
  /// - Parameters:
  ///   - asOf: the day to assume where neither text nor name states one.
  ///   - today: the day that colours are computed for where nothing states one.
  /// - Throws: `FormatError` with a sentence for the dropper.
  func read(_ bytes: [UInt8], name: String, asOf: Day? = nil, today: Day) throws -> Understood {
    let decoded = try FormatRegistry.decode(bytes, name: name, limits: limits)
    let bulletin = reader.read(decoded.document, fileName: name, asOf: asOf, today: today)
    return Understood(bulletin: bulletin, encoding: decoded.encoding)
  }
}
