public import Bulletins
public import Foundation

public import Store

/// A store in a folder of its own that is gone with it.
public final class TemporaryStore {
  /// Its folder.
  public let folder: URL
  /// The store.
  public let store: Store

  /// An empty store.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try Store(path: folder.appending(path: "bulletind.db").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Keeps a bulletin of these articles and indexes it.
  @discardableResult
  public func accept(
    _ articles: [Article], name: String = "a.txt", hash: String = "00ff", revises: Int64? = nil,
    unit: String? = nil
  ) throws -> Int64 {
    try store.write { session throws in
      var receipt = Receipt.sample(name: name, hash: hash)
      receipt.revises = revises
      receipt.unit = unit
      let id = try session.insert(receipt)
      let ids = try session.insert(Bulletin(kind: .page, articles: articles), as: id)
      try session.index(zip(ids, articles).map { (id: $0, article: $1) })
      return id
    }
  }
}

extension Receipt {
  /// A receipt of this name.
  public static func sample(name: String, hash: String?, verdict: Verdict = .accepted) -> Receipt {
    Receipt(
      hash: hash, verdict: verdict, name: Array(name.utf8), path: Array("2026/11/23/\(name)".utf8),
      received: Timestamp(microseconds: 1_000_000),
      stamp: FileStamp(device: 1, inode: 2, size: 3, modified: 4, changed: 5))
  }
}
