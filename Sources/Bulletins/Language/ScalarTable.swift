/// A number for each Unicode scalar, 0 for most: two looks, no hashing.
///
/// The scalars are divided into blocks of 256; all blocks without an entry share one.
struct ScalarTable: Sendable {
  private var blocks: [UInt16]
  private var values: [Int32]

  /// A table of these numbers.
  init(_ entries: [Unicode.Scalar: Int]) {
    blocks = Array(repeating: 0, count: 0x1100)
    values = Array(repeating: 0, count: 256)
    for (scalar, value) in entries {
      let block = Int(scalar.value >> 8)
      if blocks[block] == 0 {
        blocks[block] = UInt16(values.count >> 8)
        values += Array(repeating: 0, count: 256)
      }
      values[Int(blocks[block]) << 8 + Int(scalar.value & 0xFF)] = Int32(value)
    }
  }

  /// The number of a scalar, 0 if it has none.
  subscript(scalar: Unicode.Scalar) -> Int {
    Int(values[Int(blocks[Int(scalar.value >> 8)]) << 8 + Int(scalar.value & 0xFF)])
  }
}
