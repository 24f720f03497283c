public import Docket
import Dossier
import Ledger
public import Record

/// Cases under work: one file for each, sealed at rest, outside journal, ledger, cache and editions.
///
/// What is in them can hurt somebody, so nothing of them goes where a commitment, a count or a time would be public.
/// A file is an age file for the observatory's own key, padded, so that its size tells little. Files are replaced as a
/// whole; what they hold only grows.
public struct CaseVault: Sendable {
  /// The folder.
  public let folder: String
  /// The clock by which the observatory counts days.
  public let zone: TimeZoneOffset
  /// What makes names of calendar entries unique in the world: the host of the ledger's name.
  public let authority: String
  private let identity: AgeIdentity
  private let surroundings: Surroundings
  private let observatory: String

  static let ending = ".age"
  /// Writing a case takes a moment; two caseworkers wait for each other that long, in milliseconds.
  private static let patience = 10_000

  /// Opens the vault of an observatory; the folder is made when the first case is written.
  ///
  /// - Throws: `ObservatoryError.notFound`, `.badKeys`, `DossierFault`, `DiskError`.
  public init(
    of observatory: String, keys: Keyring, surroundings: Surroundings = .system
  ) throws {
    guard Observatory.isOne(observatory) else { throw ObservatoryError.notFound(observatory) }
    self.observatory = observatory
    zone = try ObservatorySettings.read("\(observatory)/haidang.yaml").zone
    let origin = try PublicKeys(folder: "\(observatory)/keys").origin
    authority = origin.split(separator: "/").first.map(String.init) ?? origin
    folder = "\(observatory)/vault"
    identity = try keys.vaultIdentity
    self.surroundings = surroundings
  }

  /// A name that no case has.
  public func freshNumber() throws -> CaseNumber {
    let year = CivilDay(of: surroundings.now()).year
    let known = Set(try names())
    while true {
      let drawn = surroundings.random(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let number = CaseNumber(year: year, drawn: drawn) else {
        throw VaultFault.badName("TD-\(year)")
      }
      if !known.contains(number.description) { return number }
    }
  }

  /// The names of the cases, in order. The folder itself is the list: there is no other that could disagree.
  ///
  /// - Throws: `DiskError`.
  public func names() throws -> [String] {
    guard Disk.isFolder(folder) else { return [] }
    return try Disk.names(in: folder).compactMap { file in
      guard file.hasSuffix(Self.ending) else { return nil }
      let name = String(file.dropLast(Self.ending.utf8.count))
      return CaseNumber(parsing: name)?.description == name ? name : nil
    }
  }

  /// The case of that name, as people write it: `td-2026-7xk2qm`, or a beginning that fits one case alone.
  ///
  /// - Throws: `VaultFault`, `DiskError`.
  public func read(_ given: String) throws -> DocketCase {
    let name = try name(given)
    let path = path(of: name)
    let file = "vault/\(name)\(Self.ending)"
    // Header and tags are less than a sixteenth of the whole.
    let sealed = try Disk.read(path, limit: CaseFile.largest / 16 * 17)
    let content: [UInt8]
    do { content = try AgeFile.open(sealed, with: [identity]) } catch {
      throw VaultFault.sealed(file, error)
    }
    let read: CaseFile.Read
    do { read = try CaseFile.read(content) } catch { throw VaultFault.damaged(file, error) }
    guard read.docketCase.id == name else {
      throw VaultFault.otherCase(file, holds: read.docketCase.id)
    }
    guard read.unknown.isEmpty else { throw VaultFault.later(file, members: read.unknown) }
    return read.docketCase
  }

  /// Writes a new case.
  ///
  /// - Throws: `VaultFault.rewritten` where there is one of that name, `ObservatoryError.busy`, `DiskError`.
  public func open(_ docketCase: DocketCase) throws {
    let lock = try FolderLock(folder: observatory, patience: Self.patience)
    defer { _ = lock }
    guard !Disk.exists(path(of: docketCase.id)) else { throw VaultFault.rewritten(docketCase.id) }
    try Disk.makeFolders(folder, mode: 0o700)
    try write(docketCase)
  }

  /// Changes a case by what `body` adds to it.
  ///
  /// - Returns: the case as it is now.
  /// - Throws: what `body` throws, and then nothing is changed; `VaultFault`, `ObservatoryError.busy`, `DiskError`.
  @discardableResult
  public func append(
    to given: String, _ body: (inout DocketCase) throws -> Void
  ) throws -> DocketCase {
    let lock = try FolderLock(folder: observatory, patience: Self.patience)
    defer { _ = lock }
    let before = try read(given)
    var after = before
    try body(&after)
    guard after.id == before.id, after.entries.starts(with: before.entries) else {
      throw VaultFault.rewritten(before.id)
    }
    if after.entries.count > before.entries.count { try write(after) }
    return after
  }

  private func write(_ docketCase: DocketCase) throws {
    let content = Self.padded(CaseFile.bytes(of: docketCase))
    guard content.count <= CaseFile.largest else { throw VaultFault.tooLarge(docketCase.id) }
    let sealed: [UInt8]
    do {
      sealed = try AgeFile.seal(content, to: [identity.recipient], random: surroundings.random)
    } catch { throw VaultFault.sealed(docketCase.id, error) }
    try Disk.write(sealed, to: path(of: docketCase.id), mode: 0o600)
  }

  /// Filled with blanks, which JSON ignores, to 4 KiB, 8, 16 and so on.
  static func padded(_ bytes: [UInt8]) -> [UInt8] {
    var size = 4096
    while size < bytes.count { size *= 2 }
    return bytes + [UInt8](repeating: 0x20, count: size - bytes.count)
  }

  private func path(of name: String) -> String { "\(folder)/\(name)\(Self.ending)" }

  private func name(_ given: String) throws -> String {
    let names = try names()
    if let number = CaseNumber(parsing: given) {
      if names.contains(number.description) { return number.description }
      let last = number.description.suffix(6)
      let near = names.filter { name in
        zip(name.suffix(6), last).count { $0 != $1 } <= 2
      }
      throw VaultFault.noSuchCase(number.description, nearest: Array(near.prefix(3)))
    }
    let beginning = given.uppercased()
    guard beginning.hasPrefix("TD-"), beginning.utf8.count >= 9 else {
      throw VaultFault.badName(given)
    }
    let fitting = names.filter { $0.hasPrefix(beginning) }
    guard fitting.count == 1 else {
      throw VaultFault.noSuchCase(given, nearest: Array(fitting.prefix(3)))
    }
    return fitting[0]
  }
}
