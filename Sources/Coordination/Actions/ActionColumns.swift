/// Actions that people's accounts took, in columns: who did what to what, and when.
///
/// A row is one action. Names are numbers into the tables; the order of rows and of numbers is the
/// order of reading and means nothing: no result may hang on it. A table may hold names that no row
/// has, of rows that were left out as duplicates.
public struct ActionColumns: Sendable {
  /// The time that stands for no time.
  public static let noTime = Int64.min

  /// Accounts, under their pseudonyms.
  public var accounts = NameTable()
  /// What was acted upon.
  public var targets = NameTable()
  /// Accounts that own targets, under the pseudonyms that they have as accounts.
  public var owners = NameTable()
  /// What was done, in lower case: `report`, `comment`, `share`…
  public var kinds = NameTable()
  /// Reason codes of reports.
  public var reasons = NameTable()
  /// Names of actions as the file has them; empty when it has none.
  public var actionNames = NameTable()
  /// Addresses that actions spread, in their canonical form.
  public var links = CarriedNames()
  /// Hashtags, without the sign, in lower case and without diacritics.
  public var hashtags = CarriedNames()
  /// Hashes of pictures, as the file has them.
  public var images = CarriedNames()

  /// What is kept of texts.
  public var texts = TextShelf()

  /// Per row: the account.
  public var account: [UInt32] = []
  /// Per row: what was done.
  public var kind: [UInt8] = []
  /// Per row: the target, or `NameTable.none` for an action without one.
  public var target: [UInt32] = []
  /// Per row: when, in milliseconds since 1970.
  public var time: [Int64] = []
  /// Per row: the reason, or `UInt16.max`.
  public var reason: [UInt16] = []
  /// Per row: the text on the shelf, or `NameTable.none`.
  public var text: [UInt32] = []
  /// Per row: the action's name, or `NameTable.none`. Empty when the file names no action.
  public var action: [UInt32] = []

  /// Per target: its owner, or `NameTable.none`.
  public var targetOwner: [UInt32] = []
  /// Per target: when it was made, in milliseconds since 1970, or `noTime`.
  public var targetTime: [Int64] = []

  /// No actions.
  public init() {}

  /// How many actions there are.
  public var count: Int { account.count }
}
