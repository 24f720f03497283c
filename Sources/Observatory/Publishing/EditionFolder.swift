import Bytes
import CLinux
import Glibc
import Ledger

/// A folder in which an edition grows beside the one it will replace.
///
/// Readers see the old edition until the new one is whole: the two change places in one step of
/// the file system, and only then is the old one removed.
final class EditionFolder: Sendable {
  /// Where readers find the edition.
  let place: String
  /// Where it grows.
  let draft: String

  /// - Parameter observatory: the folder of the observatory that is published.
  /// - Throws: `ObservatoryError.notOurs` when `place` holds something that is not an edition,
  ///   `.badPlace` for the root, the folder one stands in, and the observatory's own folders.
  init(at place: String, of observatory: String) throws {
    var trimmed = place
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let name = trimmed.split(separator: "/").last ?? ""
    guard !["", ".", "..", "/"].contains(name), trimmed != "/" else {
      throw ObservatoryError.badPlace(place)
    }
    let own = ["journal", "ledger", "exhibits", "keys", "drafts"].map { "\(observatory)/\($0)" }
    let parent = Disk.resolved(Disk.parent(of: trimmed)) + "/\(name)"
    for folder in own + [observatory] where Disk.exists(folder) {
      let inner = Disk.resolved(folder)
      if parent == inner || (folder != observatory && parent.hasPrefix(inner + "/")) {
        throw ObservatoryError.badPlace(place)
      }
    }
    self.place = trimmed
    draft = trimmed + ".next"
    try Self.refuseStrangers(in: trimmed)
    // What an earlier run left unfinished was never seen by a reader.
    if Disk.exists(draft) { try Disk.remove(draft) }
    try Disk.makeFolders(draft)
  }

  /// What somebody put into the folder of an edition is not ours to remove with it.
  ///
  /// - Throws: `ObservatoryError.notOurs` with the files.
  private static func refuseStrangers(in folder: String) throws {
    guard Disk.exists(folder) else { return }
    let manifest = "\(folder)/\(Manifest.name)"
    let lines = Disk.exists(manifest) ? Manifest.parsed(try Disk.read(manifest)) ?? [] : []
    var listed = Set(lines.map(\.path))
    if !lines.isEmpty { listed.formUnion([Manifest.name, Manifest.signatureName]) }
    let strangers = try Disk.files(below: folder).filter { !listed.contains($0) }
    guard strangers.isEmpty else { throw ObservatoryError.notOurs(folder, strangers) }
  }

  /// Writes one file of the edition and returns its line in the manifest.
  func write(_ bytes: [UInt8], to path: String) throws -> ManifestLine {
    let full = "\(draft)/\(path)"
    let file = try Self.create(full)
    defer { close(file) }
    try Disk.append(bytes, to: file, full)
    return ManifestLine(path: path, digest: SHA256Digest.of(bytes), count: bytes.count)
  }

  /// Writes one file of the edition piece by piece.
  ///
  /// - Parameter fill: hands the pieces on; `false` when there is nothing to write.
  /// - Returns: its line in the manifest, or `nil`, and then no file.
  func write(
    to path: String, filledBy fill: ((_ piece: [UInt8]) throws -> Void) throws -> Bool
  ) throws -> ManifestLine? {
    let full = "\(draft)/\(path)"
    var file: Int32?
    defer { if let file { close(file) } }
    var hash = SHA256Stream()
    var count = 0
    let isFilled = try fill { piece in
      let open = try file ?? Self.create(full)
      file = open
      hash.update(piece)
      count += piece.count
      try Disk.append(piece, to: open, full)
    }
    guard isFilled, file != nil else { return nil }
    return ManifestLine(path: path, digest: hash.digest(), count: count)
  }

  private static func create(_ path: String) throws -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    let file = open(path, flags, 0o644)
    if file >= 0 { return file }
    guard errno == ENOENT else { throw DiskError("write", path) }
    try Disk.makeFolders(Disk.parent(of: path))
    let again = open(path, flags, 0o644)
    guard again >= 0 else { throw DiskError("write", path) }
    return again
  }

  /// Removes a draft that came to nothing, so that a full disk is not kept full by it.
  func discardDraft() {
    // Nothing more can be done where even removing fails; the next publication tries again.
    if Disk.exists(draft) { try? Disk.remove(draft) }
  }

  /// Puts the draft in the place of the edition, in one step, durable when this returns.
  func replace() throws {
    FaultPoint.reached("edition.whole")
    try Self.syncFileSystem(of: draft)
    if Disk.exists(place) {
      try Self.refuseStrangers(in: place)
      guard renameat2(AT_FDCWD, draft, AT_FDCWD, place, HAIDANG_RENAME_EXCHANGE) == 0 else {
        throw DiskError("replace", place)
      }
      FaultPoint.reached("edition.exchanged")
      try Disk.remove(draft)
    } else {
      guard rename(draft, place) == 0 else { throw DiskError("rename", place) }
    }
    try Disk.syncFolder(of: place)
  }

  /// One flush for all files of the edition instead of one each.
  private static func syncFileSystem(of folder: String) throws {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw DiskError("open", folder) }
    defer { close(file) }
    guard syncfs(file) == 0 else { throw DiskError("write", folder) }
  }
}

/// One file of an edition in the manifest.
struct ManifestLine: Sendable, Hashable {
  var path: String
  var digest: [UInt8]
  var count: Int
}

/// The list of an edition's files in the form that `sha256sum -c` reads.
enum Manifest {
  static let name = "manifest.sha256"
  static let signatureName = "manifest.sha256.minisig"

  static func bytes(of lines: [ManifestLine]) -> [UInt8] {
    var out: [UInt8] = []
    for line in lines.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      out.append(contentsOf: Hex.text(line.digest).utf8)
      out.append(contentsOf: "  \(line.path)\n".utf8)
    }
    return out
  }

  /// The paths and digests of a manifest, or `nil` for a line that is not of the form.
  static func parsed(_ bytes: [UInt8]) -> [(path: String, digest: [UInt8])]? {
    var lines: [(String, [UInt8])] = []
    for line in bytes.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      guard text.utf8.count > 66, let digest = Hex.bytes(text.prefix(64)),
        text.dropFirst(64).hasPrefix("  ")
      else { return nil }
      let path = String(text.dropFirst(66))
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return nil }
      lines.append((path, digest))
    }
    return lines
  }
}
