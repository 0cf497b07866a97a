// Four threads that share a list and a number, and one mutex for both: right, whatever ThreadSanitizer says without mutex.c.
// With the argument `race` the number is changed outside of the mutex, too: that must be found with mutex.c as well.
import Foundation
import Synchronization

final class Shared: @unchecked Sendable {
  let list = Mutex<[Int]>([])
  var number = 0
}

let shared = Shared()
let isRacing = CommandLine.arguments.contains("race")
let threads = (0..<4).map { _ in
  Thread {
    for turn in 0..<10_000 {
      shared.list.withLock { list in
        list = [turn]
        shared.number += 1
      }
      if isRacing, turn % 100 == 0 { shared.number += 1 }
    }
  }
}
for thread in threads { thread.start() }
while threads.contains(where: { !$0.isFinished }) { usleep(1_000) }
let number = shared.list.withLock { _ in shared.number }
print(number)
exit(isRacing || number == 40_000 ? 0 : 1)
