import Glibc

/// Reads the records that inotify(7) packs into one buffer.
enum InotifyEvents {
  /// One record.
  struct Event: Sendable, Equatable {
    var watch: Int32
    var mask: UInt32
    var name: FileName?
  }

  /// The records of a buffer. A record cut off at the end, which the kernel never makes, is dropped.
  static func parse(_ buffer: UnsafeRawBufferPointer) -> [Event] {
    let header = MemoryLayout<inotify_event>.size
    var events: [Event] = []
    var offset = 0
    while offset + header <= buffer.count {
      let record = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let length = Int(record.len)
      guard offset + header + length <= buffer.count else { break }
      let bytes = Array(buffer[(offset + header)..<(offset + header + length)].prefix { $0 != 0 })
      events.append(Event(watch: record.wd, mask: record.mask, name: bytes.isEmpty ? nil : FileName(bytes)))
      offset += header + length
    }
    return events
  }
}
