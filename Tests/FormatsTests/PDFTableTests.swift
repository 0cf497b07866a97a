import Bulletins
import Foundation
import Testing

@testable import Formats

/// Tables of PDF, set as office programs set them: cells wrapped to the width of their column, at the top or the middle of
/// their row.
@Suite(.enabled(if: PDFTests.hasTool, "pdftotext (poppler-utils) is not installed"))
struct PDFTableTests {
  private struct Layout {
    /// The left edge and the width of each column, characters.
    var columns = [(60, 2), (95, 11), (220, 6), (295, 10), (410, 5), (475, 3)]
    var isMiddle = true
    /// Between rows, points.
    var gap = 6
  }

  private static let rows = [
    ["序号", "工作事项", "责任单位", "进展情况", "完成时限", "状态"],
    ["1", "石榴路口袋公园建设及周边绿化提升工程", "城建办", "已完成招标，正在进场施工", "12月底前", "红色"],
    ["2", "河道清淤", "农业农村办", "完成百分之四十", "10月底前", "黄色"],
    ["3", "老旧小区改造", "社区服务中心和物业管理站", "因资金未到位，工程于八月停工，至今没有复工", "11月底前", "红色"],
    ["4", "养老驿站", "民政办", "", "6月底前", "蓝色"],
  ]

  /// The lines of a table from a height down; characters of 10 points, lines of 14.
  private static func lines(_ rows: [[String]], _ layout: Layout, from top: Int)
    -> [(x: Int, y: Int, size: Int, text: String)]
  {
    var lines: [(x: Int, y: Int, size: Int, text: String)] = []
    var y = top
    for row in rows {
      let cells = zip(layout.columns, row).map { column, text in
        let all = Array(text)
        return stride(from: 0, to: all.count, by: column.1).map { start in
          String(all[start..<min(all.count, start + column.1)])
        }
      }
      let height = cells.map(\.count).max() ?? 1
      for (column, cell) in zip(layout.columns, cells) {
        let shift = layout.isMiddle ? (height - cell.count) * 7 : 0
        for (index, text) in cell.enumerated() {
          lines.append((x: column.0, y: y - shift - index * 14, size: 10, text: text))
        }
      }
      y -= height * 14 + layout.gap
    }
    return lines
  }

  private static let title = (x: 150, y: 780, size: 18, text: "石榴街道重点工作台账")
  private static let note = "说明：以上事项由督查室负责跟踪，每月通报一次进展情况。"

  private func tables(_ bytes: [UInt8]) throws -> [[[String]]] {
    try Samples.decode(bytes, name: "台账.pdf").document.blocks.compactMap {
      if case .table(let table) = $0 { table.rows } else { nil }
    }
  }

  @Test(arguments: [(true, 6), (true, 0), (false, 6), (false, 12)])
  func `cells over several lines are whole again, in the row that they belong to`(isMiddle: Bool, gap: Int)
    throws
  {
    let lines = Self.lines(Self.rows, Layout(isMiddle: isMiddle, gap: gap), from: 740)
    let note = (x: 60, y: (lines.map(\.y).min() ?? 400) - 40, size: 12, text: Self.note)
    let bytes = PDFTests.pdf([[Self.title] + lines + [note]])
    #expect(try tables(bytes) == [Self.rows])
    let blocks = try Samples.decode(bytes, name: "台账.pdf").document.blocks
    #expect(blocks.first == .line(.init("石榴街道重点工作台账", heading: 1)))
    #expect(blocks.last == .line(.init(Self.note, heading: 2)))
  }

  @Test func `a heading across all columns is a row, and a name with a blank is one name`() throws {
    let layout = Layout(columns: [(60, 2), (100, 11), (240, 5), (330, 3)])
    let head = Self.lines([["序号", "工作事项", "分管领导", "状态"]], layout, from: 740)
    let across = (x: 60, y: 720, size: 10, text: "一、城市建设和环境整治类重点工作任务")
    var rows = Self.lines([["1", "甲路拓宽", "李小明", "红色"], ["2", "乙桥加固", "", "黄色"]], layout, from: 700)
    rows += [(x: 240, y: 680, size: 10, text: "王"), (x: 260, y: 680, size: 10, text: "五")]
    #expect(
      try tables(PDFTests.pdf([[Self.title] + head + [across] + rows])) == [
        [
          ["序号", "工作事项", "分管领导", "状态"], ["一、城市建设和环境整治类重点工作任务", "", "", ""],
          ["1", "甲路拓宽", "李小明", "红色"], ["2", "乙桥加固", "王五", "黄色"],
        ]
      ])
  }

  @Test func `a table goes on where the next page begins with its columns`() throws {
    let first = Self.lines(Array(Self.rows.prefix(3)), Layout(), from: 200)
    let next = Self.lines([Self.rows[0]] + Self.rows.suffix(2), Layout(), from: 790)
    #expect(try tables(PDFTests.pdf([[Self.title] + first, next])) == [Self.rows])
    let bare = Self.lines(Self.rows.suffix(2), Layout(), from: 790)
    #expect(try tables(PDFTests.pdf([[Self.title] + first, bare])) == [Self.rows])
  }

  @Test func `a page that holds a table alone is no scan`() throws {
    #expect(try tables(PDFTests.pdf([Self.lines(Self.rows, Layout(), from: 740)])) == [Self.rows])
  }

  @Test func `columns of prose and numbered lines are no tables`() throws {
    let text = Array("督查组逐项核对工程进度并现场查看施工情况对发现的问题当场交办限期整改到位")
    var prose: [(x: Int, y: Int, size: Int, text: String)] = []
    for line in 0..<16 {
      let turned = text[line...] + text[..<line]
      prose.append(
        (x: line % 2 * 250 + 50, y: 740 - line / 2 * 16, size: 10, text: String(turned.prefix(22))))
    }
    #expect(try tables(PDFTests.pdf([prose])).isEmpty)
    var numbered: [(x: Int, y: Int, size: Int, text: String)] = []
    for number in 1...5 {
      numbered.append((x: 80, y: 740 - number * 22, size: 12, text: "\(number)．"))
      numbered.append((x: 116, y: 740 - number * 22, size: 12, text: String(text.prefix(10 + number))))
    }
    #expect(try tables(PDFTests.pdf([numbered])).isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a hundred thousand words anywhere on a page take no long time`() throws {
    var text = "level\n1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n"
    for index in 0..<100_000 {
      let (left, top) = (index * 7919 % 560, index * 104_729 % 800)
      text += "4\t1\t0\t0\t\(index)\t0\t\(left)\t\(top)\t20\t10\t-1\t###LINE###\n"
      text += "5\t1\t0\t0\t\(index)\t0\t\(left)\t\(top)\t20\t10\t100\t红色\n"
    }
    let lines = try PDFLines.lines(tabSeparated: Array(text.utf8), limits: FormatLimits())
    #expect(lines.count == 100_000)
    #expect(!PDFParagraphs.blocks(of: lines).isEmpty)
  }
}
