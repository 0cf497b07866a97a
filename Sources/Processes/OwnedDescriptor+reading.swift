import Glibc

/// Finding out whether a program read its standard input, also if it opened /dev/stdin anew: the kernel notes the time of
/// each read of a file in memory.
extension OwnedDescriptor {
  /// From now on ``wasRead`` tells of later reads only (futimens(3)).
  public func forgetReading() {
    let never = [timespec(), timespec()]
    _ = futimens(number, never)
  }

  /// True if somebody read from the file since ``forgetReading()``.
  public var wasRead: Bool {
    var info = stat()
    return fstat(number, &info) == 0 && info.st_atim.tv_sec != 0
  }
}
