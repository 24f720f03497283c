public import Coordination
import Record

/// What taking in actions did.
public struct ActionsIntake: Sendable {
  /// What became of one file.
  public struct File: Sendable {
    /// The file as given, for messages; it is recorded nowhere.
    public var file: String
    /// What became of its rows.
    public var report: ActionReadingReport
    /// Which kinds and reasons stand in clear.
    public var codes: KeptCodes
  }

  /// Files that were not announced before.
  public var added = 0
  /// Files whose actions were announced before: nothing was done with them.
  public var known = 0
  /// Actions in the files that were added.
  public var actions = 0
  /// What became of each file.
  public var files: [File] = []
}

extension Observatory {
  /// Where the key of pseudonyms is: it never leaves the folder of keys.
  nonisolated var accountKeyPath: String { "\(folder)/keys/accounts.key" }

  /// The key of pseudonyms; made where no actions were taken in yet.
  ///
  /// - Precondition: the caller holds the folder's lock: of two keys made at once one would be lost, and with it
  ///   what its pseudonyms mean.
  private func accountKey() throws -> AccountKey {
    if !Disk.exists(accountKeyPath), try !exhibits(.actions, withThoseAside: true).isEmpty {
      throw ObservatoryError.accountKeyMissing(accountKeyPath)
    }
    return try AccountKey(at: accountKeyPath, surroundings: surroundings)
  }

  /// The key of pseudonyms, or nil before the first actions are taken in.
  ///
  /// - Throws: `DiskError`, `ObservatoryError.badKeys`.
  public nonisolated func accountKeyIfAny() throws -> AccountKey? {
    Disk.exists(accountKeyPath) ? try AccountKey(at: accountKeyPath) : nil
  }

  /// Reads files of actions as `take(actionsIn:…)` does, and keeps nothing.
  ///
  /// - Throws: `DiskError`; `ActionFileError` for a file that is of no use.
  public nonisolated func look(
    atActionsIn paths: [String], _ options: ActionReadingOptions, inClear: [String] = [],
    progress: Progress.Listener? = nil
  ) throws -> ActionsIntake {
    let key = try accountKeyIfAny() ?? AccountKey(passingIn: surroundings)
    var intake = ActionsIntake()
    for (index, path) in paths.enumerated() {
      progress?(Progress(.reading, index, of: paths.count))
      let actions = try Self.actions(in: path, options, inClear, key, &intake).count
      intake.added += 1
      intake.actions += actions
    }
    return intake
  }

  /// Takes in files of actions: names become pseudonyms while the files are read, and only what the methods need is
  /// put on the shelf and announced. No name in clear, no text, no address and no name of a file is written anywhere.
  ///
  /// The same actions give the same bytes in whatever order they stand, so a file is taken in once.
  ///
  /// - Parameter inClear: kinds and reasons that somebody says are codes and name nobody.
  /// - Throws: `DiskError`; `ActionFileError` for a file that is of no use: nothing is announced then;
  ///   `ObservatoryError.accountKeyMissing`.
  public func take(
    actionsIn paths: [String], _ options: ActionReadingOptions, inClear: [String] = [],
    keys: Keyring,
    progress: Progress.Listener? = nil
  ) throws -> ActionsIntake {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let key = try accountKey()
    let shelf = ExhibitShelf(folder: folder)
    var announced = Set(try exhibits(.actions, withThoseAside: true).map(\.digest))
    var intake = ActionsIntake()
    var due: [Exhibit] = []
    for (index, path) in paths.enumerated() {
      progress?(Progress(.reading, index, of: paths.count))
      let actions = try Self.actions(in: path, options, inClear, key, &intake)
      let (digest, count) = try shelf.take { write in
        try KeptActions.write(actions, key: key.name, write)
      }
      guard announced.insert(digest).inserted else {
        intake.known += 1
        continue
      }
      intake.added += 1
      intake.actions += actions.count
      due.append(
        // The file's own name may name somebody.
        Exhibit(
          form: .actions, name: "actions-\(digest.prefix(8)).csv", digest: digest, count: count,
          entry: end.count, day: CivilDay(of: surroundings.now())))
    }
    if !due.isEmpty { try announce(due, keys: keys) }
    return intake
  }

  private static func actions(
    in path: String, _ options: ActionReadingOptions, _ inClear: [String], _ key: AccountKey,
    _ intake: inout ActionsIntake
  ) throws -> ActionColumns {
    var options = options
    options.pseudonyms = key.pseudonyms
    options.key = key.hashKey
    let reading = try ActionFiles.read([path], options)
    guard let report = reading.reports.first?.report, reading.columns.count > 0 else {
      throw ActionFileError(
        file: path, why: "not one row could be kept; 'haidang coordination check' says why")
    }
    var columns = reading.columns
    let codes = KeptCodes.hide(in: &columns, vouchedFor: inClear, key: key)
    intake.files.append(ActionsIntake.File(file: path, report: report, codes: codes))
    return columns
  }
}
