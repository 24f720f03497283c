import Bytes
import Ledger
import Record
import Store

/// The full check of an observatory's own folder.
struct ObservatoryCheck {
  let folder: String
  let vkey: String?
  let progress: Progress.Listener?

  func run() throws -> Verification {
    var result = Verification()
    try check(&result, onlyBooks: false)
    return result
  }

  /// The check of journal and ledger alone.
  func books() throws -> Verification {
    var result = Verification()
    try check(&result, onlyBooks: true)
    return result
  }

  private func check(_ result: inout Verification, onlyBooks: Bool) throws {
    let keys = try PublicKeys(folder: "\(folder)/keys")
    result.checkTrust(in: keys.log.description, given: vkey)
    var expected = EntryExpectations()
    var announced: Set<String> = []
    try checkJournal(&result, &expected, &announced)
    try result.checkLedger(
      at: "\(folder)/ledger", key: keys.log, expected: expected, progress: progress)
    guard !onlyBooks else { return }
    try checkExhibits(&result, announced)
    try checkCache(&result)
  }

  private func checkJournal(
    _ result: inout Verification, _ expected: inout EntryExpectations,
    _ announced: inout Set<String>
  ) throws {
    var faults: [String] = []
    let journal = Journal(folder: "\(folder)/journal")
    do {
      try journal.each { entry, line in
        let line = Array(line)
        if entry.line != line {
          faults.append(
            "\(journal.folder): entry \(entry.index) is not in canonical form: it was edited")
        }
        if entry.act == .importing {
          announced.formUnion(entry.content["files"].elements.compactMap { $0["sha256"].text })
        }
        try expected.expect(entry, line: line)
        if expected.count.isMultiple(of: 4096) {
          progress?(Progress(.checkingJournal, expected.count))
        }
      }
    } catch let fault as JournalFault {
      faults.append("\(fault)")
    }
    result.add(.journal, count: expected.count, faults: faults)
  }

  private func checkExhibits(
    _ result: inout Verification, _ announced: Set<String>
  ) throws {
    let root = "\(folder)/exhibits"
    let files = try Disk.exists(root) ? Disk.files(below: root) : []
    var faults: [String] = []
    var found: Set<String> = []
    for (index, path) in files.enumerated() {
      progress?(Progress(.checkingFiles, index, of: files.count))
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard !name.hasSuffix(".part") else { continue }
      let digest = Hex.text(try FileDigest.of("\(root)/\(path)"))
      if digest != name { faults.append("exhibits/\(path): its digest is \(digest)") }
      found.insert(name)
    }
    for digest in announced.subtracting(found).sorted() {
      faults.append("exhibits/\(digest.prefix(2))/\(digest): is missing; restore it from a backup")
    }
    result.add(.exhibits, count: files.count, faults: faults)
  }

  private func checkCache(_ result: inout Verification) throws {
    do {
      let difference = try CacheComparison(folder: folder).run()
      result.add(.cache, count: difference.entries, faults: difference.faults)
    } catch is JournalFault {
      // Told above already; there is nothing sound to compare the cache with.
      result.checks.append(Verification.Check(name: .cache, outcome: .skipped))
    }
  }
}

extension Verification {
  /// Compares the key of the folder with one from elsewhere; with none, says that nobody did.
  mutating func checkTrust(in found: String, given: String?) {
    guard let given else {
      checks.append(Check(name: .trust, outcome: .skipped, key: found))
      return
    }
    let isSame = found == given
    add(
      .trust, key: found,
      faults: isSame ? [] : ["the folder's key is \(found), the key you gave is \(given)"])
  }

  /// Recomputes a ledger and compares each entry with the journal line it commits to.
  mutating func checkLedger(
    at path: String, key: VerificationKey, expected: EntryExpectations,
    progress: Progress.Listener?
  ) throws {
    var strangers: [String] = []
    var isBehind = false
    var compared = 0
    let report: LedgerReport
    do {
      report = try Ledger.check(
        at: path, vkey: key,
        progress: { done, all in progress?(Progress(.checkingLedger, done, of: all)) },
        entry: { index, entry in
          compared += 1
          if !expected.agrees(at: index, with: entry), strangers.count < 1000 {
            strangers.append("entry \(index) of the ledger is not what the journal says")
          }
        })
    } catch {
      add(.checkpoint, key: key.name, faults: ["ledger: \(error)"])
      return
    }
    if let checkpoint = report.checkpoint {
      add(.checkpoint, count: checkpoint.size, key: key.name)
      add(
        .tiles, count: report.entries, root: Base64.text(checkpoint.root.bytes),
        faults: report.findings.map(\.description),
        // Files of the tree that was to be signed next.
        isUnfinished: checkpoint.size < expected.count
          && report.findings.allSatisfy { $0.fault == .unexpected })
      if checkpoint.size != expected.count {
        let what = "the ledger covers \(checkpoint.size) entries, the journal has \(expected.count)"
        let remedy =
          checkpoint.size < expected.count
          ? ": if a program was killed, the next command that writes commits them; "
            + "otherwise lines were added" : ": lines are missing; restore the journal"
        isBehind = strangers.isEmpty && checkpoint.size < expected.count
        strangers.append(what + remedy)
      }
    } else {
      add(
        .checkpoint, key: key.name,
        faults: report.findings.map(\.description) + ["no valid checkpoint"])
    }
    add(.commitments, count: compared, faults: strangers, isUnfinished: isBehind)
  }
}
