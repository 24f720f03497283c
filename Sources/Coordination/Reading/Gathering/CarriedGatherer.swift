/// Numbers names that rows carry, and the lists that they make.
struct CarriedGatherer: Sendable {
  private var names: NameGatherer
  private(set) var carried = CarriedNames()

  init(_ options: ActionReadingOptions) { names = NameGatherer(.target, options) }

  /// The list of some names, which may be there twice.
  mutating func list(of items: [String]) -> UInt32 {
    var numbers: [UInt32] = []
    for var item in items where !item.isEmpty {
      let number = item.withUTF8 { names.number(of: UnsafeRawBufferPointer($0)) }
      if !numbers.contains(number) { numbers.append(number) }
    }
    let table = names.table
    numbers.sort { table.precedes($0, $1) }
    return carried.list(of: numbers)
  }

  /// Gives a row its list.
  mutating func set(_ list: UInt32, ofRow row: Int) { carried.set(list, ofRow: row) }

  /// The list of a row.
  func list(ofRow row: Int) -> UInt32 { carried.list(ofRow: row) }

  /// Whether one list comes before another; nil when they are one.
  func order(_ one: UInt32, _ other: UInt32) -> Bool? {
    CarriedNames.order(one, other, in: carried, names.table)
  }

  /// What was gathered; the gatherer is of no use then.
  mutating func take() -> CarriedNames {
    var taken = CarriedNames()
    swap(&taken, &carried)
    taken.names = names.takeTable()
    return taken
  }
}

extension ActionSink {
  /// What the columns of a row say that it carries.
  mutating func readCarried(_ row: RowCells, _ waiting: inout WaitingRow) {
    if meaning.has(.url) {
      let forms = ListedItems.addresses(in: row[ActionField.url.slot])
        .compactMap { CanonicalURL($0)?.text }
      waiting.action.links = links.list(of: forms)
    }
    if meaning.has(.hashtag) {
      let words = ListedItems.words(in: row[ActionField.hashtag.slot])
      let tags = words.flatMap { word in
        Hashtags.folded(in: word.first == UInt8(ascii: "#") ? Array(word) : [0x23] + Array(word))
      }
      waiting.action.hashtags = hashtags.list(of: tags)
    }
    if meaning.has(.image) {
      let hashes = ListedItems.words(in: row[ActionField.image.slot])
      waiting.action.images = images.list(of: hashes.compactMap(Self.imageHash))
    }
  }

  /// What is written into a text: addresses where no column has any, and hashtags where no column has any.
  @inline(__always)
  mutating func readCarried(_ text: UnsafeRawBufferPointer, _ action: inout ActionRow) {
    if text.isEmpty { return }
    if action.links == NameTable.none {
      let written = WrittenAddresses.canonical(in: text)
      if !written.isEmpty { action.links = links.list(of: written) }
    }
    if action.hashtags == NameTable.none {
      let tags = Hashtags.folded(in: text)
      if !tags.isEmpty { action.hashtags = hashtags.list(of: tags) }
    }
  }

  /// A hash or a name of a picture; nil for words such as `none` or `photo`, for numbers that may count pictures, and
  /// for the hashes of a plain surface, all of one digit, which are no picture of anything.
  private static func imageHash(_ word: UnsafeRawBufferPointer) -> String? {
    let text = String(decoding: word, as: UTF8.self).lowercased()
    guard Set(text.utf8).count > 1 else { return nil }
    let hasDigit = text.utf8.contains { 0x30...0x39 ~= $0 }
    let hasOther = text.utf8.contains { !(0x30...0x39 ~= $0) }
    return text.utf8.count >= 8 || text.utf8.count >= 4 && hasDigit && hasOther ? text : nil
  }
}
