import Bulletins
import Glibc
import Store

extension Timestamp {
  private var local: tm {
    var seconds = time_t(microseconds / 1_000_000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts
  }

  /// The day in the machine's time zone.
  var localDay: Day {
    let parts = local
    let day = Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    return day ?? Day.epoch
  }

  /// YYYY-MM-DDThh:mm:ss+hh:mm in the machine's time zone (RFC 3339).
  var rfc3339: String {
    let parts = local
    let minutes = abs(parts.tm_gmtoff) / 60
    let sign = parts.tm_gmtoff < 0 ? "-" : "+"
    return "\(localDay)T\(two(Int(parts.tm_hour))):\(two(Int(parts.tm_min))):\(two(Int(parts.tm_sec)))"
      + "\(sign)\(two(Int(minutes / 60))):\(two(Int(minutes % 60)))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// The first moment of a day in the machine's time zone.
  init(startOf day: Day) {
    var parts = tm()
    parts.tm_year = Int32(day.year - 1900)
    parts.tm_mon = Int32(day.month - 1)
    parts.tm_mday = Int32(day.day)
    parts.tm_isdst = -1
    self.init(microseconds: Int64(mktime(&parts)) * 1_000_000)
  }
}
