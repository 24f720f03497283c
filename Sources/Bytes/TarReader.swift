/// Takes a tar archive (POSIX.1-1988 "ustar", and GNU's long names) apart, in pieces of any size.
///
/// It holds one member at most; members beyond the limit are named and passed over.
public struct TarReader: Sendable {
  /// A file in the archive.
  public struct Member: Sendable, Hashable {
    /// Its path, as the archive has it: it is shown and never opened.
    public var name: String
    /// What it holds; `nil` when that is more than the limit.
    public var bytes: [UInt8]?
  }

  /// Why bytes are no archive.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The head at byte `at` is none, or its sum is wrong.
    case badHead(at: Int)
    /// The archive ends at `at`, inside a member.
    case truncated(at: Int)

    /// What is wrong.
    public var description: String {
      switch self {
      case .badHead(let offset): "the archive is damaged at byte \(offset)"
      case .truncated(let offset): "the archive ends too early, at byte \(offset)"
      }
    }
  }

  private enum State: Sendable {
    case head
    /// Inside a member: how many bytes are wanted, and how many of them are only to be passed over.
    case body(name: String, size: Int, padded: Int)
    case skip(Int)
    case longName(size: Int, padded: Int)
    case end
  }

  private static let record = 512
  private static let longestName = 1 << 16

  private let longest: Int
  private var state = State.head
  private var held: [UInt8] = []
  private var place = 0
  private var consumed = 0
  private var longName: String?

  /// Makes a reader.
  ///
  /// - Parameter longest: How many bytes a member may have.
  public init(longest: Int) { self.longest = longest }

  /// Whether `bytes` begin with the head of a member.
  public static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.count >= record && bytes[257..<262].elementsEqual("ustar".utf8)
  }

  /// Takes the next bytes; ask ``next()`` for members until it has none before giving more.
  public mutating func feed(_ bytes: [UInt8]) {
    if place > 0 {
      held.removeFirst(place)
      place = 0
    }
    held.append(contentsOf: bytes)
  }

  /// The next file; `nil` when more bytes are wanted or the archive is over. Folders and links are
  /// passed over.
  ///
  /// - Throws: `Fault`; the reader is of no more use then.
  public mutating func next() throws(Fault) -> Member? {
    while true {
      switch state {
      case .end:
        place = held.count
        return nil
      case .head:
        guard held.count - place >= Self.record else { return nil }
        if let tooLong = try head() { return tooLong }
      case .skip(let count):
        let step = min(count, held.count - place)
        advance(step)
        guard step == count else {
          state = .skip(count - step)
          return nil
        }
        state = .head
      case .body(let name, let size, let padded):
        guard held.count - place >= padded else { return nil }
        let bytes = Array(held[place..<place + size])
        advance(padded)
        state = .head
        return Member(name: name, bytes: bytes)
      case .longName(let size, let padded):
        guard held.count - place >= padded else { return nil }
        longName = Self.text(held[place..<place + size])
        advance(padded)
        state = .head
      }
    }
  }

  /// Ends the archive.
  ///
  /// - Throws: `Fault.truncated` inside a member.
  public consuming func finish() throws(Fault) {
    switch state {
    case .end: return
    // Some programs leave out the two empty records at the end.
    case .head where held.count == place: return
    default: throw .truncated(at: consumed + held.count - place)
    }
  }

  private mutating func advance(_ count: Int) {
    place += count
    consumed += count
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// An octal number, or one in base 256 as GNU writes great ones.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    if let first = bytes.first, first & 0x80 != 0 {
      guard first == 0x80, bytes.dropFirst().dropLast(7).allSatisfy({ $0 == 0 }) else { return nil }
      return bytes.suffix(7).reduce(0) { $0 << 8 | Int($1) }
    }
    let digits = bytes.filter { $0 != 0 && $0 != 0x20 }
    guard digits.count <= 12, digits.allSatisfy({ $0 &- 0x30 < 8 }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }

  /// Reads a head; returns the member when it is beyond the limit.
  private mutating func head() throws(Fault) -> Member? {
    let head = held[place..<place + Self.record]
    let start = consumed
    if head.allSatisfy({ $0 == 0 }) {
      state = .end
      return nil
    }
    func field(_ range: Range<Int>) -> ArraySlice<UInt8> {
      head[place + range.lowerBound..<place + range.upperBound]
    }
    let sum = head.enumerated().reduce(0) {
      $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element))
    }
    guard field(257..<262).elementsEqual("ustar".utf8), Self.number(field(148..<156)) == sum,
      let size = Self.number(field(124..<136))
    else { throw .badHead(at: start) }
    let kind = head[place + 156]
    let prefix = Self.text(field(345..<500))
    // GNU's form has other fields where the prefix is.
    let isPosix = head[place + 262] == 0
    let short = Self.text(field(0..<100))
    let name = longName ?? (prefix.isEmpty || !isPosix ? short : "\(prefix)/\(short)")
    let padded = (size + Self.record - 1) / Self.record * Self.record
    advance(Self.record)
    switch kind {
    case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
      longName = nil
      guard size <= longest else {
        state = .skip(padded)
        return Member(name: name, bytes: nil)
      }
      state = .body(name: name, size: size, padded: padded)
    case UInt8(ascii: "L") where size <= Self.longestName:
      state = .longName(size: size, padded: padded)
    default:
      if kind != UInt8(ascii: "x"), kind != UInt8(ascii: "K") { longName = nil }
      state = .skip(padded)
    }
    return nil
  }
}
