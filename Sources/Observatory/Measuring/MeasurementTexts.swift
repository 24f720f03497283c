import Bytes

/// Cuts files into batches of texts. It holds one batch or one text, whatever the files' size.
struct MeasurementTexts: ~Copyable {
  private enum Mode {
    /// Not enough has been seen to tell lines from texts over many.
    case undecided
    case lines
    case texts(JSONTextCutter)
    case archive(TarReader)
    /// Inside a line that is too long.
    case passingLine
  }

  /// Batches are as large that handing them to another thread costs nothing beside reading them.
  static let batchSize = 1 << 19

  private let files: [MeasurementFile]
  private var index = 0
  private var file: UnpackedFile?
  private var mode = Mode.undecided
  /// Whether the file's first bytes were looked at.
  private var isBegun = false
  private var wide: UTF16Reader?
  private var held: [UInt8] = []
  /// Up to where `held` is known to have no line feed.
  private var scanned = 0
  private var texts = TextGathering()
  private var pieces: [TextPiece] = []

  init(_ files: [MeasurementFile]) { self.files = files }

  private var longest: Int { files[index].longestText }

  /// The next piece; `nil` after the last file.
  ///
  /// - Throws: `DiskError`.
  mutating func next() throws -> TextPiece? {
    while pieces.isEmpty {
      if file == nil, index == files.count { return nil }
      try advance()
    }
    return pieces.removeFirst()
  }

  private mutating func advance() throws {
    do {
      if file == nil {
        pieces.append(.file(index))
        file = try UnpackedFile(files[index].path)
        return
      }
      if let block = try file?.next() { return try take(unfolded(block)) }
      try end()
    } catch let fault as GzipReader.Fault {
      cutOff(.damaged("\(fault)"))
    } catch let fault as ZstdReader.Fault {
      cutOff(.damaged("\(fault)"))
    } catch let fault as TarReader.Fault {
      cutOff(.damaged("\(fault)"))
    } catch let error as DiskError where files[index].isFound {
      // One file among many that were found must not cost the others.
      cutOff(.closed(error.reason))
    }
    close()
  }

  private mutating func close() {
    file = nil
    index += 1
    mode = .undecided
    isBegun = false
    wide = nil
    held = []
    scanned = 0
  }

  /// What was read before the damage counts, as far as it is whole.
  private mutating func cutOff(_ piece: TextPiece) {
    switch mode {
    case .lines, .undecided:
      if case .lines = mode { giveLines() }
      // The last line has no end; it is whole where its value is.
      var tape = JSONTape()
      if !held.isEmpty, (try? tape.read(held)) != nil {
        pieces.append(.batch(TextBatch(bytes: held, form: .lines)))
      }
    case .texts, .archive, .passingLine: break
    }
    pieces += texts.taken()
    pieces.append(piece)
  }

  /// The block in UTF-8.
  private mutating func unfolded(_ block: [UInt8]) -> [UInt8] {
    if !isBegun {
      isBegun = true
      wide = UTF16Reader(beginning: block)
    }
    return wide?.read(block) ?? block
  }

  private mutating func take(_ block: [UInt8]) throws {
    switch mode {
    case .undecided:
      held.append(contentsOf: block)
      try decide()
    case .lines:
      held.append(contentsOf: block)
      if held.count >= min(Self.batchSize, longest) { giveLines() }
      if case .lines = mode, held.count > longest { passLine() }
    case .texts(var cutter):
      // The one copy is kept here, so that feeding it does not copy what it holds.
      mode = .undecided
      cutter.cut(block) { texts.add($0) }
      mode = .texts(cutter)
      if texts.isFull { pieces += texts.taken() }
    case .archive(var archive):
      mode = .undecided
      archive.feed(block)
      defer { mode = .archive(archive) }
      while let member = try archive.next() { take(member) }
    case .passingLine:
      guard let end = block.firstIndex(of: 0x0A) else { return }
      mode = .lines
      try take(Array(block[(end + 1)...]))
    }
  }

  private mutating func take(_ member: TarReader.Member) {
    let name = PathText.shown(member.name)
    guard var bytes = member.bytes else {
      pieces += texts.taken()
      pieces.append(.textTooLong(TextPlace(member: name, line: 1)))
      return
    }
    if bytes.starts(with: GzipReader.magic) || ZstdReader.begins(bytes) {
      pieces += texts.taken()
      pieces.append(
        .refused(
          TextPlace(member: name, line: 1),
          "is packed inside the archive: unpack the archive and read the files"))
      return
    }
    if var wide = UTF16Reader(beginning: bytes) { bytes = wide.read(bytes) }
    var cutter = JSONTextCutter(longest: longest)
    texts.member = name
    cutter.cut(bytes) { texts.add($0) }
    cutter.finish { texts.add($0) }
    texts.member = nil
    if texts.isFull { pieces += texts.taken() }
  }

  /// Tells an archive, lines, and texts over many lines apart: lists, comments, and a first line that
  /// leaves its value open.
  private mutating func decide() throws {
    if TarReader.begins(held) {
      let all = held
      held = []
      mode = .archive(TarReader(longest: longest))
      return try take(all)
    }
    let isSpace: (UInt8) -> Bool = { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard let start = held.firstIndex(where: { !isSpace($0) }) else {
      // Lines of nothing are counted, and not held.
      if held.count > Self.batchSize { try become(.lines) }
      return
    }
    let first = held[start]
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "/") { return try becomeTexts() }
    if let end = held[max(start, scanned)...].firstIndex(of: 0x0A) {
      let isOpen = first == UInt8(ascii: "{") && JSONTextCutter.isOpen(held[start..<end])
      return try isOpen ? becomeTexts() : become(.lines)
    }
    scanned = held.count
    if held.count > longest { passLine() }
  }

  private mutating func become(_ next: Mode) throws {
    mode = next
    scanned = 0
    try take([])
  }

  private mutating func becomeTexts() throws {
    let all = held
    held = []
    scanned = 0
    mode = .texts(JSONTextCutter(longest: longest))
    try take(all)
  }

  private mutating func passLine() {
    pieces.append(.tooLong)
    held = []
    scanned = 0
    mode = .passingLine
  }

  /// Gives all whole lines that are held. A line with nothing but the bracket that begins a value
  /// turns what follows into texts over many lines.
  private mutating func giveLines() {
    defer { scanned = held.count }
    guard let end = held[scanned...].lastIndex(of: 0x0A) else { return }
    let bracket = BareBracket.line(in: held[...end])
    let last = bracket.map { $0 - 1 } ?? end
    let rest = Array(held[(last + 1)...])
    held.removeLast(rest.count)
    if !held.isEmpty { pieces.append(.batch(TextBatch(bytes: held, form: .lines))) }
    held = rest
    guard bracket != nil else { return }
    var cutter = JSONTextCutter(longest: longest)
    cutter.cut(held) { texts.add($0) }
    held = []
    mode = .texts(cutter)
    if texts.isFull { pieces += texts.taken() }
  }

  private mutating func end() throws {
    if case .lines = mode { giveLines() }
    switch mode {
    case .lines, .undecided:
      if !held.isEmpty { pieces.append(.batch(TextBatch(bytes: held, form: .lines))) }
    case .texts(var cutter):
      cutter.finish { texts.add($0) }
      pieces += texts.taken()
    case .archive(let archive):
      pieces += texts.taken()
      try archive.finish()
    case .passingLine: break
    }
  }
}
