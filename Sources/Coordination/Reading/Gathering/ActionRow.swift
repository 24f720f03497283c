internal import Signals

/// One action in the numbers of the sink.
struct ActionRow: Sendable, Hashable {
  var account = NameTable.none
  var kind: UInt8 = 0
  var target = NameTable.none
  var time: Int64 = 0
  var reason = UInt16.max
  /// What it carries: numbers of lists.
  var links = NameTable.none
  var hashtags = NameTable.none
  var images = NameTable.none
  /// Part of the text's hash, to tell texts apart; zero without a text.
  var textKey: UInt32 = 0
}

/// Watches for rows that occur twice, by the name of the action where the file has names, by all
/// that the row says where it has none.
struct TwinWatch: Sendable {
  /// Names of actions.
  var actions: NameGatherer
  /// Per row: part of the hash of its text; empty until there is a text.
  private(set) var textKeys: [UInt32] = []
  /// Rows by all that they say, of a file without names.
  private var contents = KeyIndex()
  /// Per name: its row; empty as long as every row has a name of its own.
  private var rowOfAction: [UInt32] = []
  /// Whether every row has a name of its own, so that it has the number of its row.
  private(set) var isPlain = true
  private let key: (UInt64, UInt64)

  init(_ options: ActionReadingOptions) {
    actions = NameGatherer(.action, options)
    key = options.key
  }
}

extension TwinWatch {
  /// Whether no row of a file without names said the same before.
  mutating func isNew(_ action: ActionRow, _ textHash: UInt64) -> Bool {
    var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
      UInt64(action.account) << 32 | UInt64(action.target),
      UInt64(action.images) << 32 | UInt64(action.reason) << 8 | UInt64(action.kind),
      UInt64(bitPattern: action.time), textHash,
      UInt64(action.links) << 32 | UInt64(action.hashtags)
    )
    return withUnsafeBytes(of: &words) { contents.number(of: StableHash($0, key: key)).isNew }
  }

  /// From here on rows and names no longer count alike.
  mutating func leavePlain() {
    isPlain = false
    rowOfAction = (0..<UInt32(truncatingIfNeeded: actions.count)).map { $0 }
  }

  /// Notes the row of the name that has just come.
  @inline(__always)
  mutating func newAction(at row: Int) {
    if !isPlain { rowOfAction.append(UInt32(truncatingIfNeeded: row)) }
  }

  /// The row of a name.
  func row(of action: UInt32) -> Int {
    isPlain ? Int(action) : Int(rowOfAction[Int(action)])
  }

  /// The hash of a row's text.
  func textKey(_ row: Int) -> UInt32 { row < textKeys.count ? textKeys[row] : 0 }

  /// Notes the hash of a row's text.
  @inline(__always)
  mutating func noteText(_ hash: UInt32, row: Int) {
    if hash == 0, row >= textKeys.count { return }
    while textKeys.count <= row { textKeys.append(0) }
    textKeys[row] = hash
  }
}
