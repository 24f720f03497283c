/// Who acted on what, once each: the rows that can tell something about pairs of accounts.
///
/// An account and an object meet in one row, at the first time of all their actions. Accounts with
/// fewer than `leastObjects` objects and objects with fewer than two accounts are gone, again and again
/// until nothing changes. Accounts and objects are numbered in the order of their names, and rows lie
/// by object, then time, then account: the order of reading leaves no trace.
public struct Incidence: Sendable {
  /// Per row: the account.
  public private(set) var account: [UInt32] = []
  /// Per row: the time, in milliseconds since 1970.
  public private(set) var time: [Int64] = []
  /// Per row: the row of the columns that it comes from.
  public private(set) var source: [UInt32] = []
  /// Per object its first row, and the end.
  public private(set) var objectStarts: [Int] = [0]
  /// Rows of one account after another, each account's in the order of objects.
  public private(set) var rowsOfAccounts: [UInt32] = []
  /// Per account its first place in `rowsOfAccounts`, and the end.
  public private(set) var accountStarts: [Int] = [0]
  /// Per row: the object.
  public private(set) var objectOfRow: [UInt32] = []

  /// Per account: its number among the names.
  public private(set) var accountName: [UInt32] = []
  /// Per object: the kind of action, or 255.
  public private(set) var objectKind: [UInt8] = []
  /// Per object: the number of its name, see ``ActionColumns/objectName(_:form:)``.
  public private(set) var objectName: [UInt32] = []
  /// Per object: its owner, or `NameTable.none`.
  public private(set) var objectOwner: [UInt32] = []
  /// Per object: when its target was made, or `ActionColumns.noTime`.
  public private(set) var objectTime: [Int64] = []

  /// Per object: accounts that used it, before any were left out. Empty but for what is carried.
  public private(set) var objectUsers: [UInt32] = []

  /// All that is carried in the layer. `nil` where objects are no such things.
  private(set) var whole: CarriedWhole?

  /// What counts as the same thing.
  public let form: ObjectForm
  /// How many accounts outside a group may use what it carries, for that to tell anything: a stock phrase, what a
  /// share button fills in, the hashtag of a broadcast are everybody's.
  public let mostOutsiders: Int
  /// What was left out and why.
  public private(set) var counts = Counts()

  /// How many rows, accounts and objects there were before and after.
  public struct Counts: Sendable, Hashable {
    /// Rows of the columns.
    public var actions = 0
    /// Rows without an object in this form.
    public var withoutObject = 0
    /// Rows that repeat an account and object.
    public var repeats = 0
    /// Rows after repeats are gone.
    public var once = 0

    /// None.
    public init() {}
  }

  /// How many rows there are.
  public var count: Int { account.count }
  /// Accounts that acted on an object in all, as far as they are known.
  public func users(ofObject object: Int) -> Int {
    objectUsers.isEmpty ? rows(ofObject: object).count : Int(objectUsers[object])
  }

  /// How many accounts can be tested.
  public var accounts: Int { accountName.count }
  /// How many objects two of them share.
  public var objects: Int { objectKind.count }

  /// The rows of an object, by time.
  public func rows(ofObject object: Int) -> Range<Int> {
    objectStarts[object]..<objectStarts[object + 1]
  }

  /// How many objects an account acted on.
  public func degree(_ account: Int) -> Int { accountStarts[account + 1] - accountStarts[account] }

  /// How many objects an account acted on as chance counts them: all that it carried, where objects are carried.
  func degreeByChance(_ account: Int) -> Int {
    whole.map { Int($0.degrees[account]) } ?? degree(account)
  }

  /// Reads the incidences out of columns.
  ///
  /// - Complexity: O(rows · rounds of pruning + rows · log(rows of the largest object)).
  public init(_ columns: ActionColumns, form: ObjectForm = .actionAndTarget, leastObjects: Int = 3)
  {
    self.form = form
    mostOutsiders = form.isCarried ? TextUsage.limit(accounts: columns.accounts.count) : .max
    let layer = LayerObjects(columns, form: form)
    counts.actions = columns.count
    var meetings = Meetings(columns, layer: layer, countsUsers: form.isCarried)
    counts.withoutObject = meetings.withoutObject
    counts.once = meetings.account.count
    counts.repeats = meetings.repeats
    let whole =
      form.isCarried
      ? meetings.whole(accounts: columns.accounts.count, objects: layer.count) : nil
    meetings.prune(leastObjects: leastObjects)
    arrange(meetings, whole, columns: columns, layer: layer, form: form)
  }

  /// Some rows of another, under objects of their own: `origin` says which old object each new one was.
  init(_ whole: Incidence, rows: [UInt32], starts: [Int], origin: [UInt32]) {
    form = whole.form
    mostOutsiders = whole.mostOutsiders
    counts = whole.counts
    accountName = whole.accountName
    account = rows.map { whole.account[Int($0)] }
    time = rows.map { whole.time[Int($0)] }
    source = rows.map { whole.source[Int($0)] }
    objectStarts = starts
    objectKind = origin.map { whole.objectKind[Int($0)] }
    objectName = origin.map { whole.objectName[Int($0)] }
    objectOwner = origin.map { whole.objectOwner[Int($0)] }
    objectTime = origin.map { whole.objectTime[Int($0)] }
    if !whole.objectUsers.isEmpty { objectUsers = origin.map { whole.objectUsers[Int($0)] } }
    self.whole = whole.whole
    self.whole?.things = whole.whole.map { all in origin.map { all.things[Int($0)] } } ?? []
    objectOfRow = [UInt32](repeating: 0, count: rows.count)
    for object in origin.indices {
      for row in starts[object]..<starts[object + 1] { objectOfRow[row] = UInt32(object) }
    }
    indexAccounts()
  }

  /// Objects and accounts with their parts exchanged: rows of an account stand together, without times, and objects
  /// are what may be tied by the accounts that they share.
  ///
  /// - Parameters:
  ///   - chosen: The objects that are wanted, in their order; their places are the numbers of accounts here.
  ///   - isGone: Per account of the whole, whether its rows are left out.
  /// - Complexity: O(rows).
  init(turning whole: Incidence, objects chosen: [UInt32], without isGone: [Bool]) {
    form = whole.form
    mostOutsiders = .max
    accountName = chosen
    var place = [UInt32](repeating: NameTable.none, count: whole.objects)
    for (new, object) in chosen.enumerated() { place[Int(object)] = UInt32(new) }
    objectName = (0..<UInt32(whole.accounts)).map { $0 }
    objectKind = [UInt8](repeating: .max, count: whole.accounts)
    objectStarts.reserveCapacity(whole.accounts + 1)
    for one in 0..<whole.accounts {
      if !isGone[one] {
        for old in whole.accountStarts[one]..<whole.accountStarts[one + 1] {
          let new = place[Int(whole.objectOfRow[Int(whole.rowsOfAccounts[old])])]
          guard new != NameTable.none else { continue }
          account.append(new)
          objectOfRow.append(UInt32(one))
        }
      }
      objectStarts.append(account.count)
    }
    time = [Int64](repeating: 0, count: account.count)
    indexAccounts()
  }

  private mutating func arrange(
    _ meetings: consuming Meetings, _ all: Meetings.Whole?, columns: ActionColumns,
    layer: LayerObjects, form: ObjectForm
  ) {
    let accountsKept = columns.accounts.sorted(meetings.accountsLeft())
    var newAccount = [UInt32](repeating: NameTable.none, count: columns.accounts.count)
    for (place, number) in accountsKept.enumerated() { newAccount[Int(number)] = UInt32(place) }
    accountName = accountsKept

    let objectsKept = layer.sorted(meetings.objectsLeft(), columns: columns, form: form)
    var newObject = [UInt32](repeating: NameTable.none, count: layer.count)
    for (place, number) in objectsKept.enumerated() { newObject[Int(number)] = UInt32(place) }
    objectKind = objectsKept.map { layer.kind[Int($0)] }
    objectName = objectsKept.map { layer.name[Int($0)] }
    objectOwner = objectName.map { name in
      switch form.subject {
      case .target: columns.targetOwner[Int(name)]
      case .owner: name
      case .carried: NameTable.none
      }
    }
    objectTime = objectName.map { name in
      form.subject == .target ? columns.targetTime[Int(name)] : ActionColumns.noTime
    }
    if form.isCarried { objectUsers = objectsKept.map { meetings.users[Int($0)] } }
    whole = all.map { all in
      CarriedWhole(
        accounts: all.accounts, rows: all.rows,
        degrees: accountsKept.map { all.degrees[Int($0)] }, times: all.times, starts: all.starts,
        things: objectsKept.map { all.things[Int($0)] })
    }

    place(meetings, newAccount: newAccount, newObject: newObject)
    indexAccounts()
  }

  private mutating func place(
    _ meetings: borrowing Meetings, newAccount: [UInt32], newObject: [UInt32]
  ) {
    var starts = [Int](repeating: 0, count: objects + 1)
    for old in meetings.object { starts[Int(newObject[Int(old)]) + 1] += 1 }
    for object in 0..<objects { starts[object + 1] += starts[object] }
    objectStarts = starts
    var rows = [TimedRow](repeating: TimedRow(), count: meetings.account.count)
    for row in meetings.account.indices {
      let object = Int(newObject[Int(meetings.object[row])])
      rows[starts[object]] = TimedRow(
        time: meetings.time[row], account: newAccount[Int(meetings.account[row])],
        source: meetings.source[row])
      starts[object] += 1
    }
    account.reserveCapacity(rows.count)
    time.reserveCapacity(rows.count)
    source.reserveCapacity(rows.count)
    objectOfRow.reserveCapacity(rows.count)
    for object in 0..<objects {
      let range = objectStarts[object]..<objectStarts[object + 1]
      rows[range].sort()
      for row in rows[range] {
        account.append(row.account)
        time.append(row.time)
        source.append(row.source)
        objectOfRow.append(UInt32(object))
      }
    }
  }

  private mutating func indexAccounts() {
    var starts = [Int](repeating: 0, count: accounts + 1)
    for number in account { starts[Int(number) + 1] += 1 }
    for number in 0..<accounts { starts[number + 1] += starts[number] }
    accountStarts = starts
    rowsOfAccounts = [UInt32](repeating: 0, count: account.count)
    for (row, number) in account.enumerated() {
      rowsOfAccounts[starts[Int(number)]] = UInt32(row)
      starts[Int(number)] += 1
    }
  }
}

private struct TimedRow: Comparable {
  var time: Int64 = 0
  var account: UInt32 = 0
  var source: UInt32 = 0

  static func < (one: TimedRow, other: TimedRow) -> Bool {
    one.time != other.time ? one.time < other.time : one.account < other.account
  }
}
