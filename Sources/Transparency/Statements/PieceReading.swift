/// What reads a file in pieces of any size.
public protocol PieceReading {
  /// Reads the next bytes, which lie there until this returns.
  ///
  /// - Throws: `StatementFault`; the reader is of no more use then.
  mutating func read(_ piece: UnsafeRawBufferPointer) throws(StatementFault)
}

extension PieceReading {
  /// Reads the next bytes.
  ///
  /// - Throws: `StatementFault`; the reader is of no more use then.
  public mutating func read(_ piece: [UInt8]) throws(StatementFault) {
    try piece.span.bytes.withUnsafeBytes { bytes throws(StatementFault) in try read(bytes) }
  }
}
