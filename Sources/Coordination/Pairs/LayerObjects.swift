/// The objects of one layer: which rows have which, and what each object is.
struct LayerObjects: Sendable {
  /// Per entry: its object, or `NameTable.none` when the row has none in this form.
  var object: [UInt32] = []
  /// Per entry: its row. Empty where each row has one entry, in their order.
  var row: [UInt32] = []
  /// Per object: the kind, 255 when the form takes no notice of it.
  var kind: [UInt8] = []
  /// Per object: the target, the owner, what is carried, or a text that stands for all that are the same.
  var name: [UInt32] = []
  /// Per object: the reason, `UInt16.max` when the form takes no notice of it.
  var reason: [UInt16] = []

  /// Numbers the objects of all rows.
  ///
  /// - Complexity: O(rows), and for texts that are nearly the same that of finding them.
  init(_ columns: ActionColumns, form: ObjectForm) {
    switch form.subject {
    case .target, .owner: numberPlain(columns, form: form)
    case .carried: numberCarried(columns, form: form)
    }
  }

  private mutating func numberPlain(_ columns: ActionColumns, form: ObjectForm) {
    object.reserveCapacity(columns.count)
    var known = NumberTable()
    for row in 0..<columns.count {
      let target = columns.target[row]
      var key: (kind: UInt8, name: UInt32, reason: UInt16) = (255, NameTable.none, .max)
      switch form {
      case .actionAndTarget: key = (columns.kind[row], target, .max)
      case .owner:
        key = (columns.kind[row], Self.owner(of: target, in: columns), .max)
      case .reasonAndOwner:
        if columns.reason[row] != .max {
          key = (255, Self.owner(of: target, in: columns), columns.reason[row])
        }
      default: key.name = target
      }
      guard key.name != NameTable.none else {
        object.append(NameTable.none)
        continue
      }
      let packed = UInt64(key.name) << 32 | UInt64(key.kind) << 16 | UInt64(key.reason)
      let number = known.number(of: packed)
      if number == UInt32(kind.count) {
        kind.append(key.kind)
        name.append(key.name)
        reason.append(key.reason)
      }
      object.append(number)
    }
  }

  private static func owner(of target: UInt32, in columns: ActionColumns) -> UInt32 {
    target == NameTable.none ? target : columns.targetOwner[Int(target)]
  }

  /// Rows that have an object. Entries of a row follow each other.
  var rowsWithObject: Int {
    var (count, last) = (0, NameTable.none)
    for (entry, object) in object.enumerated() where object != NameTable.none {
      let row = UInt32(self.row(ofEntry: entry))
      if row != last { count += 1 }
      last = row
    }
    return count
  }

  /// How many objects there are.
  var count: Int { kind.count }

  /// The row of an entry.
  @inline(__always)
  func row(ofEntry entry: Int) -> Int { row.isEmpty ? entry : Int(row[entry]) }
}
