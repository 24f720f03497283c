/// The codes of a field that is a JSON array, each list read once.
///
/// The lists of a column are few: what was read is kept up to a limit, and read anew beyond it.
struct CodeLists: Sendable {
  private static let mostKept = 1 << 16

  private var texts = ValueTable()
  private var lists: [[UInt32]?] = []
  private(set) var codes = ValueTable()

  init() {}

  /// The numbers of the codes of a list, each once; `nil` when it is no list of texts. Nothing at all is the
  /// empty list.
  mutating func ids(of list: UnsafeRawBufferPointer) -> [UInt32]? {
    guard texts.count < Self.mostKept, texts.bytes.count < 16 << 20 else { return read(list) }
    let id = texts.id(of: list)
    if id < lists.count { return lists[id] }
    let read = read(list)
    lists.append(read)
    return read
  }

  /// The number of one code.
  mutating func number(ofCode code: UnsafeRawBufferPointer) -> UInt32 { UInt32(codes.id(of: code)) }

  private mutating func read(_ list: UnsafeRawBufferPointer) -> [UInt32]? {
    guard let texts = CodeList.read(list) else { return nil }
    var ids: [UInt32] = []
    for text in texts {
      let id = UInt32(text.withUnsafeBytes { codes.id(of: $0) })
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }
}

/// A JSON array of codes in one field.
enum CodeList {
  /// How many codes a list may have; the longest that the database accepts has 69.
  static let mostCodes = 1024

  /// The codes; `nil` when the field is no array of texts without escapes.
  static func read(_ field: some Collection<UInt8>) -> [[UInt8]]? {
    let bytes = Array(field)
    guard !bytes.isEmpty else { return [] }
    var place = 0
    func skipSpace() {
      while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    }
    func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard place < bytes.count, bytes[place] == byte else { return false }
      place += 1
      return true
    }
    guard take(UInt8(ascii: "[")) else { return nil }
    var codes: [[UInt8]] = []
    if !take(UInt8(ascii: "]")) {
      repeat {
        guard take(CSV.quote), codes.count < mostCodes else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != CSV.quote {
          if bytes[place] == UInt8(ascii: "\\") { return nil }
          place += 1
        }
        guard place < bytes.count else { return nil }
        codes.append(Array(bytes[start..<place]))
        place += 1
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { return nil }
    }
    skipSpace()
    return place == bytes.count ? codes : nil
  }
}
