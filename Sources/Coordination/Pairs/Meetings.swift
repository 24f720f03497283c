/// Accounts and objects that met, in no order that matters: the rows before they are arranged.
struct Meetings: ~Copyable {
  private(set) var account: [UInt32]
  private(set) var object: [UInt32]
  private(set) var time: [Int64]
  private(set) var source: [UInt32]
  private(set) var withoutObject = 0
  private let accountCount: Int
  private let objectCount: Int
  /// Per object: the accounts that met on it, before any were dropped; kept for what is carried only.
  private(set) var users: [UInt32] = []
  /// Rows of the columns that said an account and an object once more.
  private(set) var repeats = 0

  /// Each account and object once, at the first time of all.
  init(_ columns: ActionColumns, layer: LayerObjects, countsUsers: Bool = false) {
    accountCount = columns.accounts.count
    objectCount = layer.count
    var starts = [Int](repeating: 0, count: layer.count + 1)
    for object in layer.object where object != NameTable.none { starts[Int(object) + 1] += 1 }
    for object in 0..<layer.count { starts[object + 1] += starts[object] }
    let kept = starts[layer.count]
    var byObject = [UInt32](repeating: 0, count: kept)
    for (entry, object) in layer.object.enumerated() where object != NameTable.none {
      byObject[starts[Int(object)]] = UInt32(entry)
      starts[Int(object)] += 1
    }
    account = []
    object = []
    time = []
    source = []
    account.reserveCapacity(kept)
    object.reserveCapacity(kept)
    time.reserveCapacity(kept)
    source.reserveCapacity(kept)
    // Where an account's row of the object at hand is; older marks are told by their place.
    var lastRow = [Int32](repeating: -1, count: columns.accounts.count)
    var current = UInt32.max
    var firstOfCurrent = 0
    for entry in byObject {
      let thing = layer.object[Int(entry)]
      let row = UInt32(layer.row(ofEntry: Int(entry)))
      if thing != current {
        current = thing
        firstOfCurrent = account.count
      }
      let who = columns.account[Int(row)]
      let when = columns.time[Int(row)]
      let known = Int(lastRow[Int(who)])
      if known >= firstOfCurrent {
        if when < time[known] || when == time[known] && columns.comes(row, before: source[known]) {
          time[known] = when
          source[known] = row
        }
        continue
      }
      lastRow[Int(who)] = Int32(account.count)
      account.append(who)
      object.append(thing)
      time.append(when)
      source.append(row)
    }
    repeats = kept - account.count
    withoutObject = layer.row.isEmpty ? columns.count - kept : columns.count - layer.rowsWithObject
    guard countsUsers else { return }
    users = Array(repeating: 0, count: objectCount)
    for thing in object { users[Int(thing)] += 1 }
  }

  /// Drops accounts with too few objects and objects with one account, until all have enough.
  mutating func prune(leastObjects: Int) {
    while true {
      var perAccount = [UInt32](repeating: 0, count: accountCount)
      var perObject = [UInt32](repeating: 0, count: objectCount)
      for row in account.indices {
        perAccount[Int(account[row])] += 1
        perObject[Int(object[row])] += 1
      }
      var kept = 0
      for row in account.indices
      where perAccount[Int(account[row])] >= leastObjects && perObject[Int(object[row])] >= 2 {
        account[kept] = account[row]
        object[kept] = object[row]
        time[kept] = time[row]
        source[kept] = source[row]
        kept += 1
      }
      if kept == account.count { return }
      let gone = account.count - kept
      account.removeLast(gone)
      object.removeLast(gone)
      time.removeLast(gone)
      source.removeLast(gone)
    }
  }

  /// The accounts that are left, in the order of their numbers.
  func accountsLeft() -> [UInt32] { Self.present(account, of: accountCount) }

  /// The objects that are left, in the order of their numbers.
  func objectsLeft() -> [UInt32] { Self.present(object, of: objectCount) }

  private static func present(_ numbers: [UInt32], of count: Int) -> [UInt32] {
    var isThere = [Bool](repeating: false, count: count)
    for number in numbers { isThere[Int(number)] = true }
    return (0..<UInt32(count)).filter { isThere[Int($0)] }
  }
}

extension ActionColumns {
  /// An order of rows of one account, object and time by what they say, whatever their place.
  func comes(_ row: UInt32, before other: UInt32) -> Bool {
    let (row, other) = (Int(row), Int(other))
    if !action.isEmpty, action[row] != action[other] {
      if action[row] == NameTable.none || action[other] == NameTable.none {
        return action[other] == NameTable.none
      }
      return actionNames.precedes(action[row], action[other])
    }
    if reason[row] != reason[other] {
      if reason[row] == .max || reason[other] == .max { return reason[other] == .max }
      return reasons.precedes(UInt32(reason[row]), UInt32(reason[other]))
    }
    return false
  }
}
