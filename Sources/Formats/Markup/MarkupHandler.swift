/// What is told the elements and the text of a marked-up document, in order.
protocol MarkupHandler: AnyObject {
  /// An element begins; of a name with a prefix only the local part.
  func start(_ name: String, _ attributes: MarkupAttributes) throws
  /// An element ends.
  func end(_ name: String) throws
  /// Text, in as many pieces as the parser likes; a piece may end within a character.
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws
}
