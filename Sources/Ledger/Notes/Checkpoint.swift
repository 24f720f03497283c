import Bytes

/// Why a note's text is not a checkpoint.
public enum CheckpointFault: String, Error, Sendable, Hashable, CustomStringConvertible {
  /// The first line is empty or missing.
  case noOrigin = "line 1: no origin"
  /// The second line is not a decimal number without leading zeros.
  case badSize = "line 2: not a tree size"
  /// The third line is not 32 bytes in base64, or not the empty root in a tree of size 0.
  case badRoot = "line 3: not a root hash"
  /// An extension line is empty, or the last line does not end.
  case badExtension = "an empty extension line, or no line feed at the end"

  /// What is wrong, where.
  public var description: String { rawValue }
}

/// What a log commits itself to: its name, its size and the root of its tree (C2SP
/// tlog-checkpoint).
public struct Checkpoint: Sendable, Hashable {
  /// The log's name: a URL prefix without scheme.
  public var origin: String
  /// The number of entries.
  public var size: Int
  /// The root of the tree over them.
  public var root: TreeHash
  /// Lines after the root, which this program never writes.
  public var extensions: [String] = []

  /// Makes a checkpoint from its parts.
  public init(origin: String, size: Int, root: TreeHash) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The note's text.
  public var text: [UInt8] {
    let lines = [origin, String(size), Base64.text(root.bytes)] + extensions
    return lines.flatMap { Array($0.utf8) + [0x0A] }
  }

  /// Reads a note's text strictly.
  ///
  /// - Throws: `CheckpointFault`.
  public init(parsing text: [UInt8]) throws(CheckpointFault) {
    guard text.last == 0x0A else { throw .badExtension }
    var lines: [String] = []
    for line in text.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard let line = String(validating: line, as: UTF8.self) else { throw .badExtension }
      lines.append(line)
    }
    guard let origin = lines.first, !origin.isEmpty else { throw .noOrigin }
    guard lines.count > 1, let size = Decimal.number(lines[1]) else { throw .badSize }
    guard lines.count > 2, let root = Base64.bytes(lines[2]).flatMap({ TreeHash($0) }),
      size > 0 || root == .empty
    else { throw .badRoot }
    self.init(origin: origin, size: size, root: root)
    extensions = Array(lines.dropFirst(3))
    guard extensions.allSatisfy({ !$0.isEmpty }) else { throw .badExtension }
  }
}

enum Decimal {
  /// A number from 0 to 2^63-1 in digits without leading zeros, or `nil`.
  static func number(_ text: some StringProtocol) -> Int? {
    let digits = text.utf8
    let isPlain =
      !digits.isEmpty && digits.count <= 19
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isPlain, digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return Int(text)
  }
}
