import Bytes
import Glibc
import Ledger
import Record

/// The full check of a published edition.
struct EditionCheck {
  let folder: String
  let vkey: String?
  let progress: Progress.Listener?

  func run() throws -> Verification {
    var result = Verification()
    let manifest = try Disk.read("\(folder)/\(Manifest.name)")
    try checkSignature(of: manifest, &result)
    try checkFiles(manifest, &result)
    let vkeyText = try text("keys/ledger.vkey")
    result.checkTrust(in: vkeyText, given: vkey)
    guard let key = try? VerificationKey(vkeyText) else {
      result.add(.checkpoint, faults: ["keys/ledger.vkey is not a verifier key"])
      return result
    }
    var expected = EntryExpectations()
    var newest = NewestVersions()
    try readJournal(&result, &expected, &newest)
    try result.checkLedger(
      at: "\(folder)/ledger", key: key, expected: expected, progress: progress)
    try checkRecords(newest, &result)
    return result
  }

  private func text(_ path: String) throws -> String {
    let bytes = try Disk.read("\(folder)/\(path)", limit: 1 << 20)
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private func checkSignature(of manifest: [UInt8], _ result: inout Verification) throws {
    var faults: [String] = []
    var name = ""
    do {
      let text = try Disk.read("\(folder)/keys/release.pub", limit: 1 << 16)
      let key = try EditionPublicKey(String(decoding: text, as: UTF8.self))
      name = key.description
      try key.verify(
        manifest,
        signature: try Disk.read("\(folder)/\(Manifest.signatureName)", limit: 1 << 16))
    } catch {
      faults.append("\(Manifest.signatureName): \(error)")
    }
    result.add(.signature, key: name, faults: faults)
  }

  private func checkFiles(_ manifest: [UInt8], _ result: inout Verification) throws {
    guard let lines = Manifest.parsed(manifest) else {
      return result.add(.manifest, faults: ["\(Manifest.name) is not a list of digests and paths"])
    }
    var faults: [String] = []
    var listed: Set<String> = [Manifest.name, Manifest.signatureName]
    for (index, line) in lines.enumerated() {
      if index.isMultiple(of: 256) {
        progress?(Progress(.checkingFiles, index, of: lines.count))
      }
      listed.insert(line.path)
      if let fault = fault(of: line.path, digest: line.digest) { faults.append(fault) }
    }
    for path in try Disk.files(below: folder) where !listed.contains(path) {
      faults.append("\(path): is not listed in the manifest")
    }
    result.add(.manifest, count: lines.count, faults: faults)
  }

  private func fault(of path: String, digest: [UInt8]) -> String? {
    guard Disk.isFile("\(folder)/\(path)") || !Disk.exists("\(folder)/\(path)") else {
      return "\(path): is not a file but a link or a folder"
    }
    do {
      let found = try FileDigest.of("\(folder)/\(path)")
      return found == digest ? nil : "\(path): was changed (its digest is \(Hex.text(found)))"
    } catch {
      return "\(error)"
    }
  }

  private func readJournal(
    _ result: inout Verification, _ expected: inout EntryExpectations,
    _ newest: inout NewestVersions
  ) throws {
    var faults: [String] = []
    do {
      try LineFile(path: "\(folder)/data/journal.jsonl").each { line, number in
        let entry: JournalEntry
        do throws(JournalFault.Reason) { entry = try JournalEntry(line: line) } catch {
          throw JournalFault(file: "data/journal.jsonl", line: number, reason: error)
        }
        guard entry.index == expected.count else {
          throw JournalFault(
            file: "data/journal.jsonl", line: number,
            reason: .outOfOrder(expected: expected.count, found: entry.index))
        }
        newest.take(entry)
        if entry.act == .begin, let fault = strangerAmongKeys(entry) { faults.append(fault) }
        try expected.expect(entry, line: Array(line))
        if number.isMultiple(of: 4096) { progress?(Progress(.checkingJournal, number)) }
      }
    } catch {
      faults.append("\(error)")
    }
    result.add(.journal, count: expected.count, faults: faults)
  }

  /// The key of the manifest must be the one that the ledger commits to in its first entry: who can
  /// replace the file of the key could otherwise sign pages of their own.
  private func strangerAmongKeys(_ begin: JournalEntry) -> String? {
    let named = begin.content["release_key"].text
    guard let file = try? Disk.read("\(folder)/keys/release.pub", limit: 1 << 16),
      let key = try? EditionPublicKey(String(decoding: file, as: UTF8.self)),
      key.description == named
    else {
      return "keys/release.pub is not the key that the ledger names, \(named ?? "none"): the "
        + "manifest was signed by somebody else"
    }
    return nil
  }

  /// The data files must say what the newest versions in the journal say.
  private func checkRecords(_ newest: NewestVersions, _ result: inout Verification) throws {
    var faults: [String] = []
    var count = 0
    for kind in RecordKind.allCases {
      let path = "data/\(kind.plural).json"
      guard Disk.exists("\(folder)/\(path)") else {
        if newest.has(kind) { faults.append("\(path): is missing") }
        continue
      }
      progress?(Progress(.checkingRecords, count))
      do {
        count += try newest.compare(kind, with: "\(folder)/\(path)", faults: &faults)
      } catch {
        faults.append("\(path): \(error)")
      }
    }
    result.add(.records, count: count, faults: faults)
  }
}

/// The digest of the newest version of each record, as the journal gives it.
struct NewestVersions {
  private var digests: [RecordReference: [UInt8]] = [:]

  mutating func take(_ entry: JournalEntry) {
    guard let version = entry.version else { return }
    digests[version.reference] = SHA256Digest.of(version.content.canonicalBytes)
  }

  func has(_ kind: RecordKind) -> Bool { digests.keys.contains { $0.kind == kind } }

  /// Compares a data file, one record to a line between brackets, with the journal.
  ///
  /// - Returns: how many records were compared.
  func compare(
    _ kind: RecordKind, with path: String, faults: inout [String]
  ) throws -> Int {
    let records = try JSONValue(parsing: try Disk.read(path)).elements
    var seen: Set<RecordReference> = []
    for record in records {
      guard let id = record["id"].text.flatMap({ Slug($0) }) else {
        faults.append("\(path): a record without id")
        continue
      }
      let reference = RecordReference(kind, id)
      seen.insert(reference)
      if digests[reference] != SHA256Digest.of(record.canonicalBytes) {
        faults.append("\(path): \(reference) differs from the journal")
      }
    }
    for reference in digests.keys where reference.kind == kind && !seen.contains(reference) {
      faults.append("\(path): \(reference) is missing")
    }
    return records.count
  }
}
