import Bytes
import Glibc

/// The names that files had when they were taken in, on the machine where they were.
///
/// People name files after people and devices, and a journal is public for ever: so it holds digest,
/// form and size of measurements, and the names stand here. The file is readable by its owner only, is in no edition, and
/// nothing depends on it: where it is lost, exhibits are called by the beginning of their digests.
struct ExhibitNames {
  private let path: String

  init(folder: String) { path = "\(folder)/exhibit-names.jsonl" }

  /// The names by digest; of two for one digest the first. What is no whole line is passed over.
  ///
  /// - Throws: `DiskError`.
  func all() throws(DiskError) -> [String: String] {
    guard Disk.exists(path) else { return [:] }
    var names: [String: String] = [:]
    for line in try Disk.read(path).split(separator: 0x0A) {
      guard let value = try? JSONValue(parsing: line), let digest = value["sha256"].text,
        let name = value["name"].text, names[digest] == nil
      else { continue }
      names[digest] = name
    }
    return names
  }

  /// Adds names; those that are known already are left.
  ///
  /// - Throws: `DiskError`.
  func add(_ names: [(digest: String, name: String)]) throws(DiskError) {
    var known = try all()
    // A line that a killed program left unfinished ends here.
    let isNew = !Disk.exists(path)
    let last = isNew ? nil : try Disk.read(path).last
    var lines: [UInt8] = last == nil || last == 0x0A ? [] : [0x0A]
    for (digest, name) in names where known[digest] == nil {
      known[digest] = name
      let line: JSONValue = ["name": .string(name), "sha256": .string(digest)]
      lines += line.canonicalBytes + [0x0A]
    }
    guard lines.contains(where: { $0 != 0x0A }) else { return }
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DiskError("write", path) }
    defer { close(file) }
    try Disk.append(lines, to: file, path)
    guard fsync(file) == 0 else { throw DiskError("write", path) }
    if isNew { try Disk.syncFolder(of: path) }
  }

  /// What a file is called whose name nobody knows.
  static func substitute(for digest: String) -> String { String(digest.prefix(12)) }
}
