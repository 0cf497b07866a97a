import Testing

@testable import Bulletins

/// A text with what a careful clerk reads in it.
///
/// A sample begins with a line of fields: `## id | class | colour count … | items A;B | units C`; `-` stands for a
/// count that is not printed. A line that begins with `# ` is the headline.
struct StatusSample: Sendable, CustomTestStringConvertible {
  var id: String
  var kind: String
  var counts: [(color: String, count: Int?)] = []
  var names: [String] = []
  var headline: String?
  var paragraphs: [String] = []

  var isRed: Bool { kind == "reported" || kind == "env-credit" }
  var testDescription: String { "\(id) \(kind)" }

  static func parse(_ text: String) -> [StatusSample] {
    var samples: [StatusSample] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") {
        let fields = line.dropFirst(3).split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
        var sample = StatusSample(id: fields[0], kind: fields.count > 1 ? fields[1] : "")
        let counts = fields.count > 2 ? fields[2].split(separator: " ").map(String.init) : []
        for index in stride(from: 0, to: counts.count - 1, by: 2) {
          sample.counts.append((counts[index], Int(counts[index + 1])))
        }
        for field in fields.dropFirst(3) {
          for label in ["items", "units"] where field.hasPrefix(label) {
            sample.names += field.dropFirst(label.count).split(separator: ";").map(trimmed).filter {
              !$0.isEmpty
            }
          }
        }
        samples.append(sample)
      } else if !samples.isEmpty {
        if line.hasPrefix("# ") {
          samples[samples.count - 1].headline = String(line.dropFirst(2))
        } else {
          samples[samples.count - 1].paragraphs.append(String(line))
        }
      }
    }
    return samples
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

enum StatusSamples {
  static let all = [first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth].flatMap(
    StatusSample.parse)
}

@Suite struct StatusSampleTests {
  @Test(arguments: StatusSamples.all)
  func `a sample is read as a careful clerk reads it`(sample: StatusSample) {
    let read = StatusReader().read(Article(headline: sample.headline, paragraphs: sample.paragraphs))
    let reds = read.statuses.filter(\.isReportedRed)
    #expect(reds.isEmpty != sample.isRed, "\(read.statuses.map(\.because))")
    for (color, count) in sample.counts where color != "black" {
      guard let count else { continue }
      let found = read.statuses.filter {
        $0.color.rawValue == color && ($0.kind == .reported || $0.gate == .zero || $0.gate == .honour)
      }
      #expect(found.compactMap(\.count).contains(count), "\(color) \(count)")
    }
    let names = Set(reds.flatMap { $0.items + $0.units })
    for name in sample.names where sample.isRed { #expect(names.contains(name), "\(name) in \(names)") }
    if sample.kind == "blacklisted" || sample.counts.contains(where: { $0.color == "black" }) {
      #expect(read.statuses.contains { $0.kind == .blacklisted })
    }
    if sample.kind == "weather" { #expect(read.statuses.contains { $0.kind == .weather }) }
  }

  @Test(arguments: StatusSamples.all)
  func `every red of a sample is explained with its sentence`(sample: StatusSample) {
    let read = StatusReader().read(Article(headline: sample.headline, paragraphs: sample.paragraphs))
    let text = ([sample.headline ?? ""] + sample.paragraphs).joined(separator: "\n")
    #expect(!text.contains("红") || read.statuses.contains { $0.color == .red })
    for status in read.statuses {
      #expect(!status.because.isEmpty)
      #expect(status.gate != nil || status.kind != .mentioned)
      #expect(text.contains(status.quote) || sample.headline.map { $0.contains(" ") } == true)
    }
  }
}
