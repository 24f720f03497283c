import Bytes
import Interference

/// What a search through folders for measurements and tables came upon, and what it passed over.
public struct FoundFiles: Sendable {
  /// A file that was passed over.
  public struct PassedOver: Sendable, Hashable {
    /// Its path, as it is shown.
    public var path: String
    /// Why.
    public var reason: String
    /// Whether it was meant to be read and could not be, so that nobody knows what is in it.
    public var isClosed = false
  }

  /// The files that methods read.
  public internal(set) var exhibits: [IncomingExhibit] = []
  /// Paths that are for others to read: dossiers, and files that were named.
  public internal(set) var rest: [String] = []
  /// Files that could have been meant.
  public internal(set) var passedOver: [PassedOver] = []
  /// How many other files there are, by the endings of their names.
  public internal(set) var unrelated: [String: Int] = [:]

  /// Whether there are files of which nobody knows what is in them.
  public var isIncomplete: Bool { passedOver.contains(where: \.isClosed) }

  /// Nothing found yet.
  public init() {}

  /// Adds files that could not be taken in after all.
  public mutating func add(_ files: [PassedOver]) { passedOver += files }

  mutating func pass(_ path: String, _ reason: String, isClosed: Bool = false) {
    passedOver.append(
      PassedOver(path: PathText.shown(path), reason: reason, isClosed: isClosed))
  }

  mutating func pass(_ error: DiskError) { pass(error.path, error.reason, isClosed: true) }

  /// Passes over what is no file: links that are not followed, pipes, devices.
  ///
  /// - Returns: whether it was passed over.
  mutating func passIfNoFile(_ entry: FolderWalk.Entry) -> Bool {
    switch entry.kind {
    case .file: return false
    case .linkToFolder: pass(entry.path, "a link to a folder: links are not followed")
    case .brokenLink: pass(entry.path, "a link that leads nowhere", isClosed: true)
    case .other: pass(entry.path, "no file: a pipe, a socket or a device")
    }
    return true
  }

  mutating func count(_ path: String) { unrelated[FileEnding.of(path), default: 0] += 1 }

  static func + (one: FoundFiles, other: FoundFiles) -> FoundFiles {
    var sum = one
    sum.exhibits += other.exhibits
    sum.rest += other.rest
    sum.passedOver += other.passedOver
    sum.unrelated.merge(other.unrelated, uniquingKeysWith: +)
    return sum
  }
}

/// The endings of files' names.
enum FileEnding {
  private static let packed = [".gz", ".zst"]
  /// Endings that measurements have.
  private static let ofMeasurements =
    [".json", ".jsonl", ".ndjson", ".jsonc", ".tar"].flatMap { [$0, $0 + ".gz", $0 + ".zst"] }
    + [".tgz"]

  /// Whether a file so named is meant to hold measurements.
  static func isOfMeasurements(_ path: String) -> Bool {
    ofMeasurements.contains { path.hasSuffix($0) }
  }

  /// Whether a file so named may be one that methods read: it is named where it is passed over.
  static func mayBeRead(_ path: String) -> Bool {
    isOfMeasurements(path) || (packed + [".csv", ".mmdb"]).contains { path.hasSuffix($0) }
  }

  /// Whether a file so named is one of a dossier.
  static func isOfDossier(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// From the last dot of the name on; the name where it has none.
  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
      return PathText.shown(String(name))
    }
    return PathText.shown(String(name[dot...]))
  }
}
