/// Cuts a stream into JSON texts: values that follow each other over as many lines as they like, and
/// the elements of lists at the top, so that a list larger than memory is read piece by piece.
///
/// It does not check texts, it finds their ends. What is broken inside a text is met where no sound
/// text has it: the text is handed on as far as it goes, for its reader to name the fault, and cutting
/// goes on at the next line that begins a value with the same indentation. Comments, `//` and `/* */`,
/// become a space, as programs that write JSON for people have them.
public struct JSONTextCutter: Sendable {
  /// A text, and where it begins.
  public struct Text: Sendable, Hashable {
    /// The text; `nil` when it is longer than the limit.
    public var bytes: [UInt8]?
    /// The line of its first byte, counted from 1.
    public var line: Int
    /// The place of its first byte in its line, counted from 1; `nil` for the first text of a line.
    public var column: Int?
  }

  private enum Mode {
    /// Before or after texts.
    case between
    case inside
    case inString
    /// After a backslash in a string.
    case inEscape
    /// A number or word that is an element of a list by itself.
    case inWord
    /// What is no text runs to the end of the line.
    case inRubbish
    /// After a text that is broken: up to a line that begins a value.
    case seeking
  }

  /// What stands before the next value of a text.
  private enum Last { case opening, comma, colon, value }

  /// Nested more deeply than this is no text that anybody reads.
  private static let deepest = 512
  private static let longestIndent = 256

  private let longest: Int
  private var mode = Mode.between
  private var comment = JSONComment()
  private var last = Last.value
  /// Whether the container is an object, for each that is open.
  private var open: [Bool] = []
  private var isInList = false
  private var listLine = 1
  private var held: [UInt8] = []
  private var isTooLong = false
  private var text = Text(line: 1)
  private var line = 1
  /// How many bytes of the line there were before.
  private var column = 0
  /// What of the line stands before its first value; `nil` once something else came.
  private var indent: [UInt8]? = []
  /// The indentation at which values go on after one that is broken.
  private var wantedIndent: [UInt8] = []
  private var textsOfLine = 0

  /// Makes a cutter.
  ///
  /// - Parameter longest: How many bytes a text may have.
  public init(longest: Int) { self.longest = longest }

  /// Cuts the next bytes and hands each text that they complete to `body`.
  ///
  /// - Complexity: O(n) in the length of the block; memory of one text.
  public mutating func cut(_ block: [UInt8], _ body: (Text) -> Void) {
    block.withUnsafeBufferPointer { bytes in
      var place = 0
      while place < bytes.count {
        if mode == .inString { passString(bytes, &place) }
        if mode == .between, comment.isOutside { passBlank(bytes, &place) }
        guard place < bytes.count else { break }
        take(bytes[place], body)
        place += 1
      }
    }
  }

  /// Hands on what is left, which has no end: a text, a comment, or a list, as its first bytes.
  public mutating func finish(_ body: (Text) -> Void) {
    if mode == .between, comment.isUnfinished {
      begin(.inRubbish)
      held = Array("/*".utf8)
    }
    switch mode {
    case .inside, .inString, .inEscape, .inWord, .inRubbish: give(body)
    case .between, .seeking: break
    }
    if isInList { body(Text(bytes: [UInt8(ascii: "[")], line: listLine)) }
  }

  /// The letters of a string in one go, up to what ends or breaks it.
  private mutating func passString(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
    let end = JSONScanner.firstSpecial(bytes, from: place)
    guard end > place else { return }
    if held.count + end - place > longest { overrun() }
    if !isTooLong { held.append(contentsOf: bytes[place..<end]) }
    column += end - place
    place = end
  }

  /// Line ends and spaces between texts in one go: a packed file can hold any number of them.
  private mutating func passBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
    let start = place
    while place < bytes.count, bytes[place] == 0x0A { place += 1 }
    if place > start {
      line += place - start
      column = 0
      indent = []
      textsOfLine = 0
    }
    let spaces = place
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    guard place > spaces else { return }
    column += place - spaces
    if let before = indent?.count {
      let more = place - spaces
      if before + more <= Self.longestIndent {
        indent?.append(contentsOf: repeatElement(0x20, count: more))
      } else {
        indent = nil
      }
    }
  }

  private mutating func overrun() {
    isTooLong = true
    held = []
  }

  private mutating func keep(_ byte: UInt8) {
    guard !isTooLong else { return }
    if held.count >= longest { overrun() } else { held.append(byte) }
  }

  private mutating func take(_ byte: UInt8, _ body: (Text) -> Void) {
    if takeComment(byte) { return count(byte, body) }
    switch mode {
    case .between: between(byte)
    case .inside: inside(byte, body)
    case .inString: inString(byte, body)
    case .inEscape:
      keep(byte)
      mode = .inString
    case .inWord: inWord(byte, body)
    case .inRubbish: if byte != 0x0A { keep(byte) }
    case .seeking: seek(byte)
    }
    count(byte, body)
  }

  private mutating func count(_ byte: UInt8, _ body: (Text) -> Void) {
    guard byte == 0x0A else {
      column += 1
      if byte != 0x20, byte != 0x09 {
        indent = nil
      } else if let before = indent?.count {
        if before < Self.longestIndent { indent?.append(byte) } else { indent = nil }
      }
      return
    }
    line += 1
    column = 0
    indent = []
    textsOfLine = 0
    if mode == .inRubbish {
      give(body)
      seek(at: [])
    }
  }

  /// Whether the byte is of a comment, and not of a text.
  private mutating func takeComment(_ byte: UInt8) -> Bool {
    guard mode == .between || mode == .inside || mode == .inWord else { return false }
    switch comment.take(byte) {
    case .none: return false
    case .comment: return true
    case .beginning:
      if mode != .between { keep(0x20) }
      return true
    case .afterSlash:
      // One slash is no comment, and no text has it there.
      if mode == .between { begin(.inRubbish) }
      keep(UInt8(ascii: "/"))
      return false
    }
  }

  // MARK: Texts

  private mutating func begin(_ next: Mode) {
    textsOfLine += 1
    text = Text(line: line, column: textsOfLine > 1 ? column + 1 : nil)
    wantedIndent = indent ?? []
    held.removeAll(keepingCapacity: true)
    isTooLong = false
    open.removeAll(keepingCapacity: true)
    mode = next
  }

  private mutating func give(_ body: (Text) -> Void) {
    text.bytes = isTooLong ? nil : held
    body(text)
    held.removeAll(keepingCapacity: held.count < 1 << 20)
    isTooLong = false
    mode = .between
  }

  private mutating func between(_ byte: UInt8) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: break
    // Some programs begin a file, or each text of it, with a mark of the byte order.
    case 0xEF, 0xBB, 0xBF: break
    case UInt8(ascii: "{"):
      begin(.inside)
      push(isObject: true, byte)
    case UInt8(ascii: "["):
      guard isInList else {
        isInList = true
        listLine = line
        break
      }
      begin(.inside)
      push(isObject: false, byte)
    case UInt8(ascii: "]") where isInList: isInList = false
    case UInt8(ascii: ",") where isInList: break
    case UInt8(ascii: "\"") where isInList:
      begin(.inString)
      keep(byte)
    default:
      begin(isInList ? .inWord : .inRubbish)
      keep(byte)
    }
  }

  private mutating func push(isObject: Bool, _ byte: UInt8) {
    keep(byte)
    open.append(isObject)
    last = .opening
  }

  private mutating func inside(_ byte: UInt8, _ body: (Text) -> Void) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: keep(byte)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = byte == UInt8(ascii: "{")
      guard mayBegin, open.count < Self.deepest else { return broken(body, at: byte) }
      push(isObject: isObject, byte)
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard open.popLast() == (byte == UInt8(ascii: "}")) else { return broken(body, at: byte) }
      keep(byte)
      last = .value
      if open.isEmpty { give(body) }
    case UInt8(ascii: "\""):
      keep(byte)
      mode = .inString
    case UInt8(ascii: ","):
      keep(byte)
      last = .comma
    case UInt8(ascii: ":"):
      keep(byte)
      last = .colon
    default:
      keep(byte)
      last = .value
    }
  }

  /// Whether a sound text may open an object or a list here.
  private var mayBegin: Bool {
    switch last {
    case .colon: open.last == true
    case .opening, .comma: open.last == false
    case .value: false
    }
  }

  private mutating func inString(_ byte: UInt8, _ body: (Text) -> Void) {
    switch byte {
    case UInt8(ascii: "\""):
      keep(byte)
      last = .value
      if open.isEmpty { give(body) } else { mode = .inside }
    case UInt8(ascii: "\\"):
      keep(byte)
      mode = .inEscape
    case 0x0A: broken(body, at: byte)
    default: keep(byte)
    }
  }

  private mutating func inWord(_ byte: UInt8, _ body: (Text) -> Void) {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D:
      give(body)
      between(byte)
    default: keep(byte)
    }
  }

  // MARK: After a fault

  private mutating func broken(_ body: (Text) -> Void, at byte: UInt8) {
    keep(byte)
    give(body)
    seek(at: wantedIndent)
    // The value that may not begin here may be the next text.
    seek(byte)
  }

  private mutating func seek(at indent: [UInt8]) {
    wantedIndent = indent
    mode = .seeking
  }

  private mutating func seek(_ byte: UInt8) {
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "["), indent == wantedIndent else {
      return
    }
    mode = .between
    between(byte)
  }
}

extension JSONTextCutter {
  /// Whether a line is the beginning of a value that goes on below it.
  public static func isOpen(_ line: some Collection<UInt8>) -> Bool {
    var cutter = JSONTextCutter(longest: .max)
    cutter.cut(Array(line)) { _ in }
    return cutter.mode == .inside
  }
}
