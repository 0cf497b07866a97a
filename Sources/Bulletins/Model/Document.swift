/// What a format makes of a file's bytes: lines and tables in reading order, and nothing of how they were coded.
public struct Document: Sendable, Equatable {
  /// One line or one table.
  public enum Block: Sendable, Equatable {
    /// A line of text; an empty one is a blank line.
    case line(Line)
    /// A table whose rows and columns the format knew.
    case table(Table)
  }

  /// A line of text without its line end.
  public struct Line: Sendable, Equatable {
    /// The text as it stands, spaces and indents included.
    public var text: String
    /// The level of a heading (1 is the highest) where the format marks headings, else nil.
    public var heading: Int?

    /// A line, and its heading level if the format said one.
    public init(_ text: String, heading: Int? = nil) {
      self.text = text
      self.heading = heading
    }
  }

  /// The blocks in reading order.
  public var blocks: [Block]

  /// A document of these blocks.
  public init(blocks: [Block]) { self.blocks = blocks }

  /// A document of plain lines.
  public init(lines: [String]) { blocks = lines.map { .line(Line($0)) } }
}

/// Rows of cells. A merged cell's text stands in every cell that it covers.
public struct Table: Sendable, Equatable {
  /// The rows, from the top; they may differ in length.
  public var rows: [[String]]
  /// For each row the number that a person sees for it in the file (1 is the first line or row), or empty.
  public var rowNumbers: [Int]

  /// A table of these rows.
  public init(rows: [[String]], rowNumbers: [Int] = []) {
    self.rows = rows
    self.rowNumbers = rowNumbers
  }
}
