public import Bytes
import Ledger

/// A full check of an observatory, an edition or a proof: what was checked, and what was found.
public struct Verification: Sendable {
  /// One thing that was checked.
  public struct Check: Sendable {
    /// What. The catalogue has a sentence for each under `command.verify.check.<name>`.
    public enum Name: String, Sendable, CaseIterable {
      case journal, checkpoint, tiles, commitments, records, exhibits, cache
      case manifest, signature, proof, bundle, trust
    }

    /// How it went.
    public enum Outcome: String, Sendable {
      case passed, failed, skipped
    }

    /// What was checked.
    public var name: Name
    /// How it went.
    public var outcome: Outcome
    /// How many pieces were looked at.
    public var count = 0
    /// A key, where one signed.
    public var key = ""
    /// A root hash, where one was computed.
    public var root = ""
    /// The entry, where one was proved.
    public var entry = 0
    /// What was found wrong, each with its place.
    public var faults: [String] = []
    /// Whether all that is wrong is what a program leaves that was stopped while it wrote.
    public var isUnfinished = false
    /// What is proved, in words: the fields of a record, each with its path and value.
    public var shown: [String] = []
  }

  /// The checks, in the order in which they were made.
  public internal(set) var checks: [Check] = []

  /// Whether nothing was found wrong.
  public var hasPassed: Bool {
    !checks.isEmpty && !checks.contains { $0.outcome == .failed }
  }

  /// Whether nothing is wrong but that writing was not finished: the next command that writes finishes it. Lines that
  /// somebody added to the journal look the same until then.
  public var isUnfinished: Bool {
    !hasPassed && checks.allSatisfy { $0.outcome != .failed || $0.isUnfinished }
  }

  /// Whether the key was compared with one from elsewhere. Without that, everything agrees with
  /// whoever made the folder, and that may be anybody.
  public var isTrusted: Bool { checks.contains { $0.name == .trust && $0.outcome == .passed } }

  /// For programs.
  public var json: JSONValue {
    [
      "checks": .array(
        checks.map { check in
          [
            "count": .integer(Int64(check.count)),
            "faults": .array(check.faults.map { .string($0) }),
            "key": check.key.isEmpty ? .null : .string(check.key),
            "name": .string(check.name.rawValue), "outcome": .string(check.outcome.rawValue),
            "root": check.root.isEmpty ? .null : .string(check.root),
            "shown": .array(check.shown.map { .string($0) }),
          ]
        }),
      "passed": .bool(hasPassed), "trusted": .bool(isTrusted), "unfinished": .bool(isUnfinished),
    ]
  }

  /// Checks whatever is at `folder`: an observatory, an edition, or a proof.
  ///
  /// - Parameter vkey: a verifier key to trust instead of the one in the folder.
  /// - Throws: only when nothing of these is there or it cannot be read at all; what is wrong
  ///   with it is in the result.
  public static func run(
    on folder: String, vkey: String? = nil, progress: Progress.Listener? = nil
  ) async throws -> Verification {
    if Disk.exists("\(folder)/haidang.yaml") {
      return try ObservatoryCheck(folder: folder, vkey: vkey, progress: progress).run()
    }
    if Disk.exists("\(folder)/\(Manifest.name)") {
      return try EditionCheck(folder: folder, vkey: vkey, progress: progress).run()
    }
    if Disk.exists("\(folder)/disclosure.json") {
      return try ProofCheck(folder: folder, vkey: vkey).run()
    }
    throw ObservatoryError.nothingToVerify(folder)
  }

  /// Whether `text` has the form of a verifier key, `name+id+key`.
  public static func hasFormOfKey(_ text: String) -> Bool {
    text.split(separator: "+", maxSplits: 2).count == 3
  }

  /// Adds a check that passed unless it found faults.
  mutating func add(
    _ name: Check.Name, count: Int = 0, key: String = "", root: String = "", entry: Int = 0,
    faults: [String] = [], shown: [String] = [], isUnfinished: Bool = false
  ) {
    checks.append(
      Check(
        name: name, outcome: faults.isEmpty ? .passed : .failed, count: count, key: key,
        root: root, entry: entry, faults: faults, isUnfinished: isUnfinished && !faults.isEmpty,
        shown: shown))
  }
}
