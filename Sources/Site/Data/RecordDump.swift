public import Bytes
public import Record

/// All records of a kind as one file.
public enum RecordDump {
  /// How large a piece is handed on, in bytes.
  private static let piece = 1 << 20

  /// The table of a kind, handed to `body` in pieces of about a megabyte.
  ///
  /// - Complexity: O(n) in the size of the records; holds one piece at a time.
  public static func csv(
    _ kind: RecordKind, of holdings: any Holdings, options: CSVWriter.Options = .guarded,
    _ body: ([UInt8]) throws -> Void
  ) throws {
    let table = RecordTable(kind)
    var writer = CSVWriter(options)
    writer.row(table.header)
    try holdings.each(kind) { version in
      table.write(version, to: &writer)
      if writer.bytes.count >= piece { try body(writer.take()) }
    }
    try body(writer.take())
  }

  /// The records of a kind as a JSON array of their canonical texts, one on a line, handed to `body`
  /// in pieces of about a megabyte.
  public static func json(
    _ kind: RecordKind, of holdings: any Holdings, _ body: ([UInt8]) throws -> Void
  ) throws {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    var isFirst = true
    try holdings.each(kind) { version in
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes.append(0x0A)
      version.content.appendCanonical(to: &bytes)
      if bytes.count >= piece {
        try body(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    bytes.append(contentsOf: "\n]\n".utf8)
    try body(bytes)
  }

  /// The whole table of a kind.
  public static func csv(
    _ kind: RecordKind, of holdings: any Holdings, options: CSVWriter.Options = .guarded
  ) throws -> [UInt8] {
    var whole: [UInt8] = []
    try csv(kind, of: holdings, options: options) { whole += $0 }
    return whole
  }

  /// The whole JSON array of a kind.
  public static func json(_ kind: RecordKind, of holdings: any Holdings) throws -> [UInt8] {
    var whole: [UInt8] = []
    try json(kind, of: holdings) { whole += $0 }
    return whole
  }
}
