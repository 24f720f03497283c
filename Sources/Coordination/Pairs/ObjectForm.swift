/// What makes two actions actions on the same thing (spec of layers: target, owner, text…).
public enum ObjectForm: String, Sendable, Hashable, CaseIterable {
  /// The same target by the same kind of action. The default.
  case actionAndTarget = "action-target"
  /// The same target, whatever was done to it.
  case target
  /// The same owner's targets by the same kind of action: who attacks whom.
  case owner
  /// A report of the same owner for the same reason.
  case reasonAndOwner = "reason-owner"

  /// Whether objects are targets, and not their owners.
  var isOfTargets: Bool { self == .actionAndTarget || self == .target }
}

/// The objects of one layer: a number per row, and what each object is.
struct LayerObjects: Sendable {
  /// Per row of the columns: its object, or `NameTable.none` when the row has none in this form.
  var object: [UInt32] = []
  /// Per object: the kind, 255 when the form takes no notice of it.
  var kind: [UInt8] = []
  /// Per object: the target, or the owner where the form is about owners.
  var name: [UInt32] = []
  /// Per object: the reason, `UInt16.max` when the form takes no notice of it.
  var reason: [UInt16] = []

  /// Numbers the objects of all rows.
  ///
  /// - Complexity: O(rows).
  init(_ columns: ActionColumns, form: ObjectForm) {
    object.reserveCapacity(columns.count)
    var known = NumberTable()
    for row in 0..<columns.count {
      let target = columns.target[row]
      var key: (kind: UInt8, name: UInt32, reason: UInt16) = (255, NameTable.none, .max)
      switch form {
      case .actionAndTarget: key = (columns.kind[row], target, .max)
      case .target: key.name = target
      case .owner:
        key = (columns.kind[row], Self.owner(of: target, in: columns), .max)
      case .reasonAndOwner:
        if columns.reason[row] != .max {
          key = (255, Self.owner(of: target, in: columns), columns.reason[row])
        }
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

  /// How many objects there are.
  var count: Int { kind.count }
}

/// Numbers for 64-bit keys in the order in which they come.
private struct NumberTable {
  private var keys: [UInt64] = []
  private var places = [UInt32](repeating: 0, count: 64)

  mutating func number(of key: UInt64) -> UInt32 {
    var mask = UInt64(places.count - 1)
    var place = Self.scattered(key) & mask
    while places[Int(place)] != 0 {
      let found = places[Int(place)] - 1
      if keys[Int(found)] == key { return found }
      place = (place + 1) & mask
    }
    keys.append(key)
    places[Int(place)] = UInt32(keys.count)
    if keys.count * 2 > places.count {
      places = [UInt32](repeating: 0, count: places.count * 2)
      mask = UInt64(places.count - 1)
      for (number, key) in keys.enumerated() {
        var place = Self.scattered(key) & mask
        while places[Int(place)] != 0 { place = (place + 1) & mask }
        places[Int(place)] = UInt32(number + 1)
      }
    }
    return UInt32(keys.count - 1)
  }

  private static func scattered(_ key: UInt64) -> UInt64 {
    var key = key
    key = (key ^ (key >> 30)) &* 0xbf58_476d_1ce4_e5b9
    key = (key ^ (key >> 27)) &* 0x94d0_49bb_1331_11eb
    return key ^ (key >> 31)
  }
}
