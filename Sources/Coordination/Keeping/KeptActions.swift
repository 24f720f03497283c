import Bytes

/// Actions as an observatory keeps them: a text that anybody can read again in twenty years, the same bytes for the
/// same actions in whatever order they were read.
///
/// The first line names the form and the key of the pseudonyms; then comes a table (RFC 4180) with a row for each
/// action, by time, then by names. `timestamp` and `target_time` are milliseconds since 1970; `wording` and
/// `bare_wording` are keyed hashes of a text with and without diacritics, and `shingles` are those of its parts, in
/// the first row that has this `bare_wording`. Empty is what is not known.
///
/// Where actions carry addresses, hashtags or pictures the form is the second, with a column more for each: names
/// without spaces, a space between two. Without them it is the first, the same bytes as ever.
///
/// Names are written as they stand in the columns: whoever must not keep names reads them under pseudonyms.
public enum KeptActions {
  /// What the first line begins with.
  static let form = "#haidang-actions/1"
  /// The same where actions carry something.
  static let carryingForm = "#haidang-actions/2"
  /// The columns.
  public static let columns = [
    "timestamp", "actor", "action", "target", "owner", "target_time", "reason", "action_id",
    "wording", "bare_wording", "shingles",
  ]
  /// The columns of the second form that come after these.
  public static let carriedColumns = ["urls", "hashtags", "images"]

  /// Writes actions, piece by piece.
  ///
  /// - Parameters:
  ///   - key: a name of the key of the pseudonyms, without a space.
  ///   - take: is called with one piece after another.
  /// - Complexity: O(n log n) in the number of actions.
  public static func write(
    _ actions: ActionColumns, key: String, _ take: ([UInt8]) throws -> Void
  ) rethrows {
    let actions = actions.arranged()
    let carried = [actions.links, actions.hashtags, actions.images]
    let isCarrying = carried.contains { !$0.isEmpty }
    try take(Array("\(isCarrying ? carryingForm : form) key=\(key)\n".utf8))
    var table = CSVWriter()
    table.row(isCarrying ? columns + carriedColumns : columns)
    var told = TextShelf()
    for row in 0..<actions.count {
      append(row, of: actions, to: &table)
      appendText(of: row, in: actions, &told, to: &table)
      if isCarrying {
        for names in carried { table.append(names.texts(ofRow: row).joined(separator: " ")) }
      }
      table.endRow()
      if row % 4096 == 4095 { try take(table.take()) }
    }
    try take(table.take())
  }

  private static func append(
    _ row: Int, of actions: ActionColumns, to table: inout CSVWriter
  ) {
    table.append(plain: String(actions.time[row]))
    table.append(actions.accounts[actions.account[row]])
    table.append(actions.kinds[UInt32(actions.kind[row])])
    let target = actions.target[row]
    if target == NameTable.none {
      for _ in 0..<3 { table.append(plain: "") }
    } else {
      let owner = actions.targetOwner[Int(target)]
      let made = actions.targetTime[Int(target)]
      table.append(actions.targets[target])
      table.append(owner == NameTable.none ? "" : actions.owners[owner])
      table.append(plain: made == ActionColumns.noTime ? "" : String(made))
    }
    let reason = actions.reason[row]
    table.append(reason == .max ? "" : actions.reasons[UInt32(reason)])
    let action = actions.action.isEmpty ? NameTable.none : actions.action[row]
    table.append(action == NameTable.none ? "" : actions.actionNames[action])
  }

  private static func appendText(
    of row: Int, in actions: ActionColumns, _ told: inout TextShelf, to table: inout CSVWriter
  ) {
    let text = actions.text[row]
    guard text != NameTable.none else {
      for _ in 0..<3 { table.append(plain: "") }
      return
    }
    let bare = actions.texts.bareHash(of: text)
    let isNew = !told.hasForm(withHash: bare)
    let exact = actions.texts.exactHash(of: text)
    _ = told.shelve(exactHash: exact, bareHash: bare, shingles: EmptyCollection())
    table.append(plain: hex(exact, 16))
    table.append(plain: hex(bare, 16))
    table.append(
      plain: isNew
        ? actions.texts.shingles(of: text).map { hex(UInt64($0), 8) }.joined(separator: " ") : "")
  }

  private static func hex(_ value: UInt64, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
