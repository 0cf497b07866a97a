import Bulletins
import Store

/// The file beside a refused one that says why it was refused.
enum Rejection {
  static let reasonSuffix = ".reason.txt"

  /// Its text, for the person who dropped the file.
  static func text(for receipt: Receipt) -> String {
    """
    \(receipt.reason ?? "")

    file:   \(receipt.displayName)
    code:   \(receipt.reasonCode ?? "")
    time:   \(receipt.received.rfc3339)
    sha256: \(receipt.hash ?? "(the content was not read)")

    The file lies beside this one, unchanged. Mend it and drop it again, or remove both.
    原文件在本文件旁边，未作改动。请改正后重新放入收件夹，或将两个文件一并删除。

    """
  }
}
