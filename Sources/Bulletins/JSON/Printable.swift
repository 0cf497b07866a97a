extension String {
  /// The text with control, format and bidi characters written as \u{…}, so that it can be shown on a terminal or
  /// put in a journal field. Line ends and tabs are escaped too.
  public var printable: String {
    guard unicodeScalars.contains(where: \.mustBeEscaped) else { return self }
    var out = ""
    for scalar in unicodeScalars {
      if scalar.mustBeEscaped {
        out += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
