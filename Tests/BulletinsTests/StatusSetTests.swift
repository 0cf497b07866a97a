import Foundation
import Testing

@testable import Bulletins

/// The sets of Tests/evaluate, whole bulletins from lines to statuses: what is read rightly stays so.
@Suite struct StatusSetTests {
  private struct Row: Decodable {
    struct Label: Decodable { var red: Bool }
    var id: String
    var headline: String?
    var text: String
    var label: Label
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../evaluate").standardizedFileURL

  /// The ids of the texts that are read wrongly, by what is wrong.
  private static func misread(_ name: String) throws -> (false: [String], missed: [String]) {
    let lines = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(
      separator: "\n")
    let today = try #require(Day(year: 2026, month: 7, day: 1))
    var result: (false: [String], missed: [String]) = ([], [])
    for line in lines {
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      let text = (row.headline.map { $0 + "\n\n" } ?? "") + row.text
      let document = Document(
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      let isRed = BulletinReader().read(document, fileName: "a.txt", today: today).isRed
      if isRed, !row.label.red { result.false.append(row.id) }
      if !isRed, row.label.red { result.missed.append(row.id) }
    }
    return result
  }

  // The second number is what is missed today: better lowers it.
  @Test(arguments: [
    ("statuses-wordings.jsonl", 4), ("statuses-documents.jsonl", 6), ("statuses-notices.jsonl", 1),
    ("statuses-briefs.jsonl", 1), ("statuses-press.jsonl", 2),
    ("statuses-offices.jsonl", 1),
    ("statuses-town.jsonl", 0), ("statuses-county.jsonl", 1),
  ])
  func `no red of a set is false, and no more are missed than were`(name: String, most: Int) throws {
    let misread = try Self.misread(name)
    #expect(misread.false == [])
    #expect(misread.missed.count <= most, "\(misread.missed)")
  }
}
