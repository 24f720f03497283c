public import Bytes
import Glibc
import Dossier
import Ledger
import Record
import Store

/// Whether a machine and an observatory are fit for work.
public struct Diagnosis: Sendable {
  /// One thing that was looked at.
  public struct Finding: Sendable {
    /// What. The catalogue has a line for each under `command.doctor.<name>`.
    public enum Name: String, Sendable, CaseIterable {
      case observatory, journal, ledger, cache, key, permissions, clock, space, sqlite
    }

    /// What.
    public var name: Name
    /// Whether it is as it should be.
    public var isFine: Bool
    /// What was found, and the remedy if something is wrong.
    public var detail: String
  }

  /// What was looked at, in order.
  public private(set) var findings: [Finding] = []

  /// Whether all is as it should be.
  public var isFine: Bool { findings.allSatisfy(\.isFine) }

  /// For programs.
  public var json: JSONValue {
    [
      "findings": .array(
        findings.map {
          [
            "detail": .string($0.detail), "fine": .bool($0.isFine),
            "name": .string($0.name.rawValue),
          ]
        }),
      "fine": .bool(isFine),
    ]
  }

  /// Looks at the machine and at the observatory in `folder`; nothing is changed.
  public static func of(_ folder: String, surroundings: Surroundings = .system) -> Diagnosis {
    var diagnosis = Diagnosis()
    diagnosis.look(.sqlite) { try RecordCache.libraryVersion() }
    diagnosis.look(.space) { try freeSpace(at: Disk.exists(folder) ? folder : ".") }
    guard Disk.exists("\(folder)/haidang.yaml") else {
      diagnosis.look(.observatory) { throw ObservatoryError.notFound(folder) }
      return diagnosis
    }
    diagnosis.look(.observatory) { folder }
    let journal = Journal(folder: "\(folder)/journal")
    var end = Journal.End()
    diagnosis.look(.journal) {
      end = try journal.end()
      guard end.tornBytes == 0 else {
        return "\(end.count), + \(end.tornBytes) bytes of a write that was cut off"
      }
      return "\(end.count)"
    }
    diagnosis.look(.ledger) {
      let keys = try PublicKeys(folder: "\(folder)/keys")
      let size = try Ledger.open(at: "\(folder)/ledger", vkey: keys.log).size
      guard size <= end.count else {
        throw ObservatoryError.ledgerMismatch("it covers \(size) entries, the journal \(end.count)")
      }
      return "\(size), \(keys.origin)"
    }
    diagnosis.look(.cache) { try cache(folder, end) }
    diagnosis.lookAtKeys(folder)
    diagnosis.look(.clock) {
      let behind = end.time - surroundings.now()
      guard end.count == 0 || behind <= 0 else {
        throw DiagnosisFault("\(behind) s behind the journal's last entry; set the clock")
      }
      return Instant.text(surroundings.now())
    }
    return diagnosis
  }

  private mutating func look(_ name: Finding.Name, _ body: () throws -> String) {
    do {
      findings.append(Finding(name: name, isFine: true, detail: try body()))
    } catch {
      findings.append(Finding(name: name, isFine: false, detail: "\(error)"))
    }
  }

  private mutating func lookAtKeys(_ folder: String) {
    let keys = "\(folder)/keys"
    look(.key) {
      if Disk.exists("\(keys)/\(Keyring.protectedName)") { return Keyring.protectedName }
      guard Disk.exists("\(keys)/\(Keyring.unprotectedName)") else {
        throw DiagnosisFault("none in \(keys); restore it from a backup")
      }
      throw DiagnosisFault("\(Keyring.unprotectedName): in clear, for demonstrations only")
    }
    look(.permissions) {
      var status = stat()
      guard stat(keys, &status) == 0 else { throw DiskError("read", keys) }
      guard status.st_mode & 0o077 == 0 else {
        throw DiagnosisFault("others can read \(keys); run: chmod 700 \(keys)")
      }
      return keys
    }
  }

  private static func cache(_ folder: String, _ end: Journal.End) throws -> String {
    let path = CacheOpening.path(in: folder)
    guard Disk.exists(path) else { return "0 / \(end.count)" }
    let zone = try ObservatorySettings.read("\(folder)/haidang.yaml").zone
    return "\(try RecordCache.open(at: path, zone: zone).position) / \(end.count)"
  }

  /// Less free space than this is worth a warning.
  private static let leastSpace = 256 << 20

  private static func freeSpace(at path: String) throws -> String {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { throw DiskError("read", path) }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    guard free > leastSpace else { throw DiagnosisFault("\(free >> 20) MB left; free some") }
    return "\(free >> 20) MB"
  }
}

/// Something that is not as it should be, with the remedy.
struct DiagnosisFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
