import Bytes

/// Texts cut from a file, to be read in one go.
struct TextBatch: Sendable {
  /// What the bytes are.
  enum Form: Sendable {
    /// Whole lines; the last may lack its line feed.
    case lines
    /// One measurement, over as many lines as it likes.
    case whole
    /// One measurement that is a file inside an archive.
    case member(String)
  }

  var bytes: [UInt8]
  var form: Form
}

/// What files of measurements give, piece after piece.
enum TextPiece: Sendable {
  /// A file begins: its place in the list.
  case file(Int)
  case batch(TextBatch)
  /// A line, or a whole text of one measurement, is too long to be read.
  case tooLong
  /// A file inside an archive is too long to be read.
  case memberTooLong(String)
  /// The rest of the file cannot be read.
  case damaged(String)
}

/// Cuts files into batches of texts. It holds one batch or one text, whatever the files' size.
struct MeasurementTexts: ~Copyable {
  private enum Mode {
    /// Not enough has been seen to tell lines from one text over many.
    case undecided
    case lines
    case whole
    case archive(TarReader)
    /// Inside a line that is too long.
    case passingLine
    /// After a text that is too long.
    case passingFile
  }

  /// Batches are as large that handing them to another thread costs nothing beside reading them.
  static let batchSize = 1 << 19

  private let files: [MeasurementFile]
  private var index = 0
  private var file: UnpackedFile?
  private var mode = Mode.undecided
  private var held: [UInt8] = []
  /// Up to where `held` is known to have no line feed.
  private var scanned = 0
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
        file = try UnpackedFile(files[index].path)
        pieces.append(.file(index))
        return
      }
      if let block = try file?.next() { return try take(block) }
      try end()
    } catch let fault as GzipReader.Fault {
      cutOff("\(fault)")
    } catch let fault as ZstdReader.Fault {
      cutOff("\(fault)")
    } catch let fault as TarReader.Fault {
      cutOff("\(fault)")
    }
    close()
  }

  private mutating func close() {
    file = nil
    index += 1
    mode = .undecided
    held = []
    scanned = 0
  }

  /// What was read before the damage counts, as far as it is whole.
  private mutating func cutOff(_ fault: String) {
    if case .lines = mode { giveLines() }
    pieces.append(.damaged(fault))
  }

  private mutating func take(_ block: [UInt8]) throws {
    switch mode {
    case .undecided:
      held.append(contentsOf: block)
      try decide()
    case .lines:
      held.append(contentsOf: block)
      if held.count >= min(Self.batchSize, longest) { giveLines() }
      if held.count > longest { passLine() }
    case .whole:
      held.append(contentsOf: block)
      if held.count > longest { passFile() }
    case .archive(var archive):
      // The one copy is kept here, so that feeding it does not copy what it holds.
      mode = .undecided
      archive.feed(block)
      defer { mode = .archive(archive) }
      while let member = try archive.next() {
        pieces.append(
          member.bytes.map { .batch(TextBatch(bytes: $0, form: .member(member.name))) }
            ?? .memberTooLong(member.name))
      }
    case .passingLine:
      guard let end = block.firstIndex(of: 0x0A) else { return }
      mode = .lines
      try take(Array(block[(end + 1)...]))
    case .passingFile: break
    }
  }

  /// Tells an archive, lines, and one text over many lines apart: such a text has nothing but the
  /// beginning of a value in its first line.
  private mutating func decide() throws {
    if TarReader.begins(held) {
      mode = .archive(TarReader(longest: longest))
      let all = held
      held = []
      return try take(all)
    }
    if let end = held[scanned...].firstIndex(of: 0x0A) {
      let isBeginning = held[..<end].allSatisfy {
        $0 <= 0x20 || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
      }
      mode = isBeginning ? .whole : .lines
      scanned = 0
      return try take([])
    }
    scanned = held.count
    if held.count > longest { passLine() }
  }

  private mutating func passLine() {
    pieces.append(.tooLong)
    held = []
    scanned = 0
    mode = .passingLine
  }

  private mutating func passFile() {
    pieces.append(.tooLong)
    held = []
    mode = .passingFile
  }

  /// Gives all whole lines that are held.
  private mutating func giveLines() {
    defer { scanned = held.count }
    guard let end = held[scanned...].lastIndex(of: 0x0A) else { return }
    let rest = Array(held[(end + 1)...])
    held.removeLast(rest.count)
    pieces.append(.batch(TextBatch(bytes: held, form: .lines)))
    held = rest
  }

  private mutating func end() throws {
    switch mode {
    case .lines: pieces.append(.batch(TextBatch(bytes: held, form: .lines)))
    case .undecided, .whole: pieces.append(.batch(TextBatch(bytes: held, form: .whole)))
    case .archive(let archive): try archive.finish()
    case .passingLine, .passingFile: break
    }
  }
}
