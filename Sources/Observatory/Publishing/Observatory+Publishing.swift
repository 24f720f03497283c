import Bytes
import Glibc
import Ledger
import Record
import Site
import Store
import Synchronization

/// What a publication wrote.
public struct Edition: Sendable, Hashable {
  /// How many files.
  public var files: Int
  /// How many ledger entries it covers.
  public var size: Int
  /// The SHA-256 of its manifest, in hexadecimal.
  public var manifestDigest: String
}

extension Observatory {
  /// Writes the edition of the record as it stands.
  ///
  /// The same record gives the same bytes; publishing the same edition again adds no entry to the
  /// journal.
  ///
  /// - Throws: `ObservatoryError`, `DiskError`. The edition that was there stays until the new one
  ///   is whole.
  public func publish(
    to place: String, keys: Keyring, progress: Progress.Listener? = nil
  ) async throws -> Edition {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let folder = try EditionFolder(at: place, of: self.folder)
    defer { folder.discardDraft() }
    // Goes on while pages are made: nothing is signed before it has found nothing.
    async let faults = Self.faults(of: self.folder)
    let holdings = try holdings
    let writer = EditionWriter(
      folder: folder, site: try Site(holdings: holdings, stories: stories, note: note),
      progress: progress)
    var lines = try await writer.writeSite()
    lines += try writer.writeJournal(journal, upTo: holdings.state.size)
    lines += try writer.writeDataPackage(beside: lines)
    progress?(Progress(.copying, 0))
    lines += try writeLedger(size: holdings.state.size, keys: keys, into: folder)
    try refuse(try await faults)
    let manifest = Manifest.bytes(of: lines)
    let digest = SHA256Digest.of(manifest)
    try sign(manifest, size: holdings.state.size, keys: keys, into: folder)
    try folder.replace()
    let edition = Edition(
      files: lines.count + 2, size: holdings.state.size, manifestDigest: Hex.text(digest))
    try announce(edition, keys: keys)
    return edition
  }

  /// What journal, ledger and cache do not say alike: it must not get into an edition.
  @concurrent
  private static func faults(of folder: String) async throws -> [String] {
    let check = ObservatoryCheck(folder: folder, vkey: nil, progress: nil)
    let comparison = CacheComparison(folder: folder)
    return try await withThrowingTaskGroup(of: [String].self) { group in
      group.addTask {
        try check.books().checks.filter { $0.outcome == .failed }.flatMap(\.faults)
      }
      group.addTask { try await comparison.runOnTwoCores().faults }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func refuse(_ faults: [String]) throws {
    guard let first = faults.first else { return }
    throw ObservatoryError.ledgerMismatch(
      first + (faults.count > 1 ? " (and \(faults.count - 1) more)" : ""))
  }

  private func writeLedger(
    size: Int, keys: Keyring, into edition: EditionFolder
  ) throws -> [ManifestLine] {
    let ledger = try openLedger()
    let target = "\(edition.draft)/ledger"
    let signed = try ledger.signedCheckpoint(at: size, signer: keys.log)
    var lines: [ManifestLine] = []
    var paths: [String] = []
    try ledger.copyFiles(of: signed, to: target) { paths.append($0) }
    for path in paths {
      let bytes = try Disk.read("\(target)/\(path)")
      lines.append(
        ManifestLine(path: "ledger/\(path)", digest: SHA256Digest.of(bytes), count: bytes.count))
    }
    lines.append(
      try edition.write(Array("\(publicKeys.log)\n".utf8), to: "keys/ledger.vkey"))
    lines.append(try edition.write(publicKeys.edition.file, to: "keys/release.pub"))
    return lines
  }

  private func sign(
    _ manifest: [UInt8], size: Int, keys: Keyring, into edition: EditionFolder
  ) throws {
    _ = try edition.write(manifest, to: Manifest.name)
    let comment = "\(publicKeys.origin) size \(size)"
    let signature = try keys.edition.signature(of: manifest, trustedComment: comment)
    _ = try edition.write(signature, to: Manifest.signatureName)
  }

  /// Records the publication, unless the newest one was of the same edition.
  private func announce(_ edition: Edition, keys: Keyring) throws {
    let content: JSONValue = [
      "files": .integer(Int64(edition.files)), "manifest": .string(edition.manifestDigest),
      "size": .integer(Int64(edition.size)),
    ]
    guard try cache.lastPublication != content.canonicalBytes else { return }
    try write([.publish(content)], keys: keys)
  }
}

/// The routes of an edition, a handful at a time.
private final class RouteBatches: Sendable {
  private let routes: [Route]
  private let size: Int
  private let start = Mutex(0)

  init(_ routes: [Route], size: Int) {
    self.routes = routes
    self.size = size
  }

  func next() -> [Route]? {
    start.withLock { start in
      guard start < routes.count else { return nil }
      defer { start += size }
      return Array(routes[start..<min(start + size, routes.count)])
    }
  }
}

/// Renders the site into an edition's folder, on as many tasks as there are cores.
struct EditionWriter: Sendable {
  let folder: EditionFolder
  let site: Site
  let progress: Progress.Listener?

  /// Routes handed to a task at a time: enough to make handing over cheap, few enough to keep
  /// memory small.
  private static let batch = 256

  func writeSite() async throws -> [ManifestLine] {
    var lines: [ManifestLine] = []
    let batches = RouteBatches(try site.routes(), size: Self.batch)
    try await withThrowingTaskGroup(of: [ManifestLine].self) { group in
      for _ in 0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
        guard let routes = batches.next() else { break }
        group.addTask { try write(routes) }
      }
      while let done = try await group.next() {
        lines += done
        progress?(Progress(.rendering, lines.count))
        if let routes = batches.next() { group.addTask { try write(routes) } }
      }
    }
    progress?(Progress(.rendering, lines.count, of: lines.count))
    return lines
  }

  private func write(_ routes: [Route]) throws -> [ManifestLine] {
    try routes.compactMap { route in
      let line = try folder.write(to: route.path) { piece in try site.pieces(of: route, piece) }
      if let line { return line }
      guard let resource = try site.render(route) else { return nil }
      return try folder.write(resource.bytes, to: resource.path)
    }
  }

  /// The journal's lines as an outsider needs them: each line's digest stands in its ledger entry.
  func writeJournal(_ journal: Journal, upTo size: Int) throws -> [ManifestLine] {
    let line = try folder.write(to: "data/journal.jsonl") { write in
      var block: [UInt8] = []
      try journal.each { entry, line in
        guard entry.index < size else { return }
        block.append(contentsOf: line)
        block.append(0x0A)
        guard block.count > 1 << 20 else { return }
        try write(block)
        block.removeAll(keepingCapacity: true)
      }
      try write(block)
      return true
    }
    return line.map { [$0] } ?? []
  }

  /// The description of the data files, with the digests they turned out to have.
  func writeDataPackage(beside lines: [ManifestLine]) throws -> [ManifestLine] {
    let files = RecordKind.allCases.flatMap { kind in
      ["csv", "json"].compactMap { form -> DataPackage.Resource? in
        let name = "\(kind.plural).\(form)"
        guard let line = lines.first(where: { $0.path == "data/\(name)" }) else { return nil }
        return DataPackage.Resource(
          kind: kind, path: name, count: line.count, sha256: Hex.text(line.digest))
      }
    }
    let descriptor = DataPackage.descriptor(files, state: site.state)
    return [try folder.write(descriptor, to: DataPackage.path)]
  }
}
