/// Why an archive is refused, and where.
public struct ZipFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Error, Sendable, Hashable {
    /// Bytes that begin no part of an archive.
    case badSignature
    /// The archive ends inside a part of it, or without its directory.
    case truncated
    /// Something follows the end of the archive.
    case trailing
    /// The entry is encrypted.
    case encrypted
    /// The entry is packed by another method than "stored" (0) and "deflated" (8).
    case method(Int)
    /// The name is empty, absolute, leads out of the folder, or has bytes that names do not have.
    case badName
    /// Two entries have one name.
    case repeatedName
    /// The entry is stored, and how long it is stands only behind it.
    case unknownLength
    /// The packed bytes are damaged.
    case damaged
    /// The unpacked bytes have another check sum than the archive says.
    case wrongSum
    /// The entry is longer or shorter than the archive says.
    case wrongLength
    /// The directory at the end says something else of the entries than their own heads.
    case directoryDisagrees
    /// More bytes unpacked than the limit.
    case tooLarge(limit: Int)
    /// Unpacks to so many times its length that no table does.
    case tooDense(limit: Int)
    /// More entries than the limit.
    case tooManyEntries(limit: Int)
  }

  /// What is wrong.
  public var fault: Fault
  /// The entry, if it is about one.
  public var entry: String?
  /// Where in the archive, counted from 0.
  public var offset: Int

  /// Makes a fault.
  public init(_ fault: Fault, entry: String? = nil, offset: Int) {
    self.fault = fault
    self.entry = entry
    self.offset = offset
  }

  /// The fault and its place in one line.
  public var description: String {
    let place = entry.map { "\(ShownText.line($0)), byte \(offset)" } ?? "byte \(offset)"
    return "\(place): \(reason)"
  }

  private var reason: String {
    switch fault {
    case .badSignature: "no part of a ZIP archive begins here"
    case .truncated: "the archive ends too early"
    case .trailing: "something follows the end of the archive"
    case .encrypted: "the entry is encrypted"
    case .method(let method): "the entry is packed by method \(method), which is not read"
    case .badName: "the name leads out of its folder or is none"
    case .repeatedName: "two entries have this name"
    case .unknownLength: "how long the stored entry is stands only behind it"
    case .damaged: "the packed bytes are damaged"
    case .wrongSum: "the check sum is wrong"
    case .wrongLength: "the entry has another length than the archive says"
    case .directoryDisagrees: "the directory of the archive says something else"
    case .tooLarge(let limit): "more than \(limit) bytes unpacked"
    case .tooDense(let limit): "unpacks to more than \(limit) times its length"
    case .tooManyEntries(let limit): "more than \(limit) entries"
    }
  }
}

/// What an archive may be at most.
public struct ZipLimits: Sendable, Hashable {
  /// How many entries.
  public var entries = 1 << 16
  /// How many bytes all entries together have when they are unpacked.
  public var bytes = 1 << 40
  /// How many times as long as its packed bytes an entry may be. Tables pack 10 to 20 times, rarely 100; deflate
  /// can 1032 times.
  public var ratio = 250
  /// The first bytes of an entry, which may be as dense as they are.
  public var freeBytes = 1 << 20

  /// The limits for archives of tables.
  public init() {}
}
