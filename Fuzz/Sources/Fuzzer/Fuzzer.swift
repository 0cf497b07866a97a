import Bulletins
import Formats

/// What libFuzzer calls with each input: the first byte chooses the name under which the rest was "dropped",
/// unless `FUZZ_TARGET` names one format or one reader.
///
/// A trap, a hang (`-timeout`) or a memory use past `-rss_limit_mb` is a defect; a thrown `FormatError` is not.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  if let target = FormatTarget.chosen {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
  if let target = ReaderTarget.chosen {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
  let names = ["page.txt", "ledger.csv", "notes.md", "report.html", "20240628.tsv", "台账.docx", "x"]
  let name = names[Int(start[0]) % names.count]
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  guard let today = Day(year: 2024, month: 6, day: 28),
    let decoded = try? FormatRegistry.decode(bytes, name: name)
  else { return 0 }
  let bulletin = BulletinReader().read(decoded.document, fileName: name, asOf: nil, today: today)
  // The result is used, so that nothing of the work can be left out.
  return bulletin.articles.count < 0 ? 1 : 0
}
