public import ArgumentParser
public import Coordination
import Messages
import Observatory

/// Which files of actions, and how they are to be read.
struct ActionArguments: ParsableArguments {
  @Argument(help: .init(say("coordination.files"), valueName: "file"))
  var files: [String]

  @OptionGroup var reading: ActionReadingArguments

  /// Reads the files and says on standard error what could not be read.
  func read(isQuiet: Bool = false) throws -> ActionFiles.Reading {
    try reading.read(files, isQuiet: isQuiet)
  }
}

/// What the columns of files of actions mean.
struct ActionColumnArguments: ParsableArguments {
  @Option(help: .init(say("coordination.map"), valueName: "field=column,…"))
  var map: String?

  @Option(help: .init(say("coordination.tz"), valueName: "zone"))
  var tz: String?

  @Option(help: .init(say("coordination.kinds"), valueName: "kind,…"))
  var kinds: String?

  @Option(help: .init(say("coordination.round"), valueName: "seconds"))
  var round: Int = 0

  @Flag(help: .init(say("coordination.merge-spellings")))
  var mergeSpellings = false

  func validate() throws {
    if round < 0 { throw ValidationError(say("coordination.bad-round")) }
    if let kinds, kinds.split(separator: ",").isEmpty {
      throw ValidationError(say("coordination.bad-kinds"))
    }
  }

  /// Whether anything was said.
  var isGiven: Bool {
    map != nil || tz != nil || kinds != nil || round > 0 || mergeSpellings
  }

  /// What the reader is asked for, with names in clear.
  func options() throws -> ActionReadingOptions {
    var options = ActionReadingOptions()
    if let map { options.map = try ColumnMap(parsing: map) }
    if let tz {
      guard let clock = ActionFiles.clock(tz) else {
        throw ValidationError(say("coordination.bad-zone", ["text": .text(tz)]))
      }
      options.clock = clock
    }
    if let kinds {
      options.kinds = Set(kinds.lowercased().split(separator: ",").map(String.init))
    }
    if round > 0 { options.roundedTo = Int64(round) }
    options.mergesSpellings = mergeSpellings
    return options
  }
}

/// How actions are to be read.
struct ActionReadingArguments: ParsableArguments {
  @OptionGroup var columns: ActionColumnArguments

  @Option(help: .init(say("coordination.key"), valueName: "file"))
  var key: String?

  @Option(help: .init(say("import.in-clear"), valueName: "word,…"))
  var inClear: [String] = []

  /// Words that are codes, whoever wrote them.
  var codes: [String] { inClear.flatMap { $0.split(separator: ",").map(String.init) } }

  /// Reads files and says on standard error what could not be read. Kinds and reasons that are no codes get pseudonyms
  /// as names do: people write names there.
  ///
  /// - Parameter isInClear: whether names stay as they are, for methods that look at them.
  func read(
    _ files: [String], isQuiet: Bool, isInClear: Bool = false
  ) throws -> ActionFiles.Reading {
    let line = ProgressLine()
    var options = try options()
    if isInClear { options.pseudonyms = nil }
    var read = try ActionFiles.read(files, options, progress: line.listener)
    line.finish()
    if !isInClear {
      KeptCodes.hideWords(in: &read.columns, vouchedFor: codes, key: try accountKey(isQuiet: true))
    }
    if !isQuiet { for (file, report) in read.reports { ReadingText.tell(report, of: file) } }
    return read
  }

  /// What the reader is asked for, with names under the key's pseudonyms.
  func options() throws -> ActionReadingOptions {
    var options = try plain()
    let key = try accountKey()
    options.pseudonyms = key.pseudonyms
    options.key = key.hashKey
    return options
  }

  /// The same with names in clear, for those who may see them.
  func plain() throws -> ActionReadingOptions { try columns.options() }

  /// The key of pseudonyms; a new one is told of.
  func accountKey(isQuiet: Bool = false) throws -> AccountKey {
    let key = try AccountKey(at: key ?? AccountKey.usualPath)
    if key.isNew, !isQuiet { Terminal.note(say("coordination.new-key", ["path": .text(key.path)])) }
    return key
  }
}

/// How lockstep is searched for.
struct SearchArguments: ParsableArguments {
  @Option(help: .init(say("coordination.window"), valueName: "seconds"))
  var window: [Int] = []

  @Option(help: .init(say("coordination.alpha"), valueName: "p"))
  var alpha = 0.01

  @Flag(help: .init(say("coordination.fdr")))
  var fdr = false

  @Option(help: .init(say("coordination.object"), valueName: "form"))
  var object: [ObjectForm] = []

  @Option(help: .init(say("coordination.min-actions"), valueName: "n"))
  var minActions = 3

  @Option(help: .init(say("coordination.blocks")))
  var blocks = BlockUse.few

  @Option(help: .init(say("coordination.seed"), valueName: "n"))
  var seed: UInt64 = 1

  /// A year, in seconds.
  private static let longestWindow = 366 * 86_400

  func validate() throws {
    if window.contains(where: { !(1...Self.longestWindow ~= $0) }) {
      throw ValidationError(say("coordination.bad-window"))
    }
    if !(alpha > 0 && alpha < 1) { throw ValidationError(say("coordination.bad-alpha")) }
    if minActions < 2 { throw ValidationError(say("coordination.bad-least")) }
  }

  /// Whether nothing was asked for but the usual search, of whatever layers.
  var isUsual: Bool {
    window.isEmpty && alpha == 0.01 && !fdr && minActions == 3 && seed == 1 && blocks == .few
  }

  /// The layers that are searched, each once, in their fixed order.
  var forms: [ObjectForm] {
    object.isEmpty ? [.actionAndTarget] : ObjectForm.allCases.filter(object.contains)
  }

  /// The search of each layer.
  var searches: [LockstepSearch] { forms.map(search) }

  /// The search of the only layer.
  ///
  /// - Throws: `ValidationError` when several were asked for.
  func onlySearch() throws -> LockstepSearch {
    guard let form = forms.first, forms.count == 1 else {
      throw ValidationError(say("coordination.one-layer"))
    }
    return search(of: form)
  }

  private func search(of form: ObjectForm) -> LockstepSearch {
    var search = LockstepSearch()
    if !window.isEmpty { search.windows = window.map { Int64($0) * 1000 } }
    search.alpha = alpha
    search.isRate = fdr
    search.form = form
    search.leastObjects = minActions
    search.seed = seed
    search.blocks = blocks
    return search
  }
}

extension ObjectForm: ExpressibleByArgument {}
extension BlockUse: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {
  /// The levels that are findings.
  public init?(argument: String) {
    guard let level = Level(rawValue: argument), level >= .medium else { return nil }
    self = level
  }
  /// What may be written.
  public static var allValueStrings: [String] { ["medium", "high"] }
}
