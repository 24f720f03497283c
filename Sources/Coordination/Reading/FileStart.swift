/// What the first bytes of a file show.
struct FileStart {
  enum Form { case unknown, utf16, list, lines, table }

  /// What the file is.
  var form = Form.unknown
  /// How many bytes the byte order mark takes.
  var markLength = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      form = .utf16
      return
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { markLength = 3 }
    for byte in bytes[markLength...] where byte > 0x20 {
      form =
        switch byte {
        case UInt8(ascii: "{"): .lines
        case UInt8(ascii: "["): .list
        default: .table
        }
      return
    }
  }
}
