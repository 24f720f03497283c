public import Bytes
import Glibc
import Ledger

/// A folder of reports with a list of their digests: the same findings give the same bytes.
public enum ReportFolder {
  /// Writes files, and `manifest.json` with the size and the SHA-256 of each.
  ///
  /// Files with names of accounts in clear are not for this: see `writePrivate`.
  ///
  /// A folder that holds a report already is written over; one that holds files of others by the same names is not.
  ///
  /// - Throws: `DiskError`.
  public static func write(
    _ files: [(name: String, bytes: [UInt8])], about: JSONValue, to folder: String
  ) throws {
    if !Disk.exists("\(folder)/manifest.json"),
      let other = files.first(where: { Disk.exists("\(folder)/\($0.name)") })
    {
      throw DiskError("write", "\(folder)/\(other.name)", EEXIST)
    }
    try Disk.makeFolders(folder)
    var list: [JSONValue] = []
    for (name, bytes) in files {
      try Disk.write(bytes, to: "\(folder)/\(name)", isDurable: false)
      list.append([
        "bytes": .integer(Int64(bytes.count)), "name": .string(name),
        "sha256": .string(Hex.text(SHA256Digest.of(bytes))),
      ])
    }
    let manifest: JSONValue = ["about": about, "files": .array(list)]
    try Disk.write(Array((manifest.indentedText + "\n").utf8), to: "\(folder)/manifest.json")
  }

  /// Writes a file that only its owner may read.
  ///
  /// - Throws: `DiskError`.
  public static func writePrivate(_ bytes: [UInt8], to path: String) throws {
    try Disk.makeFolders(Disk.parent(of: path))
    try Disk.write(bytes, to: path, mode: 0o600)
  }

  /// A line at the end of a file that only its owner may read.
  ///
  /// - Throws: `DiskError`.
  public static func log(_ line: String, to path: String) throws {
    let before = Disk.exists(path) ? try Disk.read(path, limit: 1 << 26) : []
    try Disk.write(before + Array((line + "\n").utf8), to: path, mode: 0o600)
  }

  /// A file's whole bytes.
  ///
  /// - Throws: `DiskError`.
  public static func read(_ path: String) throws -> [UInt8] { try Disk.read(path, limit: 1 << 32) }
}
