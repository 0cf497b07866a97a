import Bulletins
import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// What `status` tells of each external handler.
@Suite struct DeliverySummaryTests {
  private static let calm = "区财政局召开督查工作会议,清除小广告1300余张。\n"

  private func status(_ folder: HandlerFolder, of handler: String) throws -> [String: Any] {
    let object =
      try JSONSerialization.jsonObject(with: Data(folder.run("status", "--json").output.utf8))
      as? [String: Any]
    let all = try #require(object?["external"] as? [[String: Any]])
    return try #require(all.first { $0["handler"] as? String == handler })
  }

  @Test func `status tells for each handler what waits and for how long, the last error and the rate`() throws
  {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add("good", program: "#!/bin/sh\nexit 0\n")
    try folder.add("bad", "retries: 0", program: "#!/bin/sh\necho no such room >&2\nexit 3\n")
    try folder.add("later", program: "#!/bin/sh\nexit 75\n")
    for number in 1...6 { try spool.drop("\(number).txt", DeliverySummaryTests.calm + "\(number)\n") }
    try folder.run("run", "--once")
    #expect(try status(folder, of: "good")["pending"] as? Int == 6)
    #expect(try folder.run("status").output.contains("the courier is not running"))
    try folder.run("courier", "--once")
    let good = try status(folder, of: "good")
    #expect((good["done"] as? Int, good["done_in_hour"] as? Int, good["pending"] as? Int) == (6, 6, 0))
    #expect(good["last_error"] is NSNull && good["oldest_seconds"] is NSNull)
    let bad = try status(folder, of: "bad")
    #expect((bad["dead"] as? Int, bad["done_in_hour"] as? Int) == (6, 0))
    #expect(bad["last_error"] as? String == "it ended with exit status 3: no such room")
    // One for each column of the histogram, and one more that is old: half a minute, 5 min, 30 min, 12 h, 2 and 3 days.
    for (id, age) in zip(1..., [30, 300, 1_800, 43_200, 172_800, 259_200]) {
      try DatabaseByHand.execute(
        """
        UPDATE deliveries SET created = created - \(age)000000 WHERE handler = 'later' AND id =
          (SELECT id FROM deliveries WHERE handler = 'later' ORDER BY id LIMIT 1 OFFSET \(id - 1))
        """, spool)
    }
    let later = try status(folder, of: "later")
    let ages = try #require(later["ages"] as? [String: Int])
    #expect(
      ages == ["under 1 min": 1, "under 10 min": 1, "under 1 h": 1, "under 1 d": 1, "longer": 2], "\(ages)")
    #expect(try #require(later["oldest_seconds"] as? Double) >= 259_200)
    #expect(
      try folder.run("status").output.contains(
        "waiting for: under 1 min 1, under 10 min 1, under 1 h 1, under 1 d 1, longer 2"))
    // What was done longer ago than an hour is not the rate.
    try DatabaseByHand.execute(
      "UPDATE deliveries SET finished = finished - 3700000000 WHERE handler = 'good' AND id % 2 = 0", spool)
    let rate = try #require(try status(folder, of: "good")["done_in_hour"] as? Int)
    #expect(rate > 0 && rate < 6)
  }
}
