extension NameTable {
  /// The numbers in the order of their names' bytes.
  ///
  /// - Complexity: O(n log n); names that differ in their first eight bytes cost one comparison.
  public func sorted(_ numbers: [UInt32]) -> [UInt32] {
    var keys = numbers.map { number in
      OrderKey(prefix: withBytes(of: number) { Self.prefix(of: $0) }, number: number)
    }
    keys.sort { one, other in
      one.prefix != other.prefix ? one.prefix < other.prefix : precedes(one.number, other.number)
    }
    return keys.map(\.number)
  }

  /// Per number of a name its place in the order of all names.
  public func ranks() -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: count)
    for (place, number) in sorted(Array(0..<UInt32(count))).enumerated() {
      ranks[Int(number)] = UInt32(place)
    }
    return ranks
  }

  private static func prefix(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var prefix: UInt64 = 0
    for place in 0..<8 {
      prefix = prefix << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0)
    }
    return prefix
  }
}

private struct OrderKey {
  var prefix: UInt64
  var number: UInt32
}

extension LayerObjects {
  /// Objects in the order of their kinds, names and reasons.
  func sorted(_ numbers: [UInt32], columns: ActionColumns, form: ObjectForm) -> [UInt32] {
    if form.isOfTexts {
      return numbers.sorted { one, other in
        columns.texts.bareHash(of: name[Int(one)]) < columns.texts.bareHash(of: name[Int(other)])
      }
    }
    let nameRank =
      columns.carried(by: form)?.names.ranks()
      ?? (form.subject == .target ? columns.targets : columns.owners).ranks()
    let kindRank = columns.kinds.ranks() + [UInt32.max]
    let reasonRank = columns.reasons.ranks()
    let keys = numbers.map { number -> (UInt64, UInt32) in
      let kind = Int(kind[Int(number)])
      let reason = reason[Int(number)]
      let first =
        UInt64(kind == 255 ? 255 : kindRank[kind]) << 32 | UInt64(nameRank[Int(name[Int(number)])])
      return (first << 16 | UInt64(reason == .max ? 0xffff : reasonRank[Int(reason)]), number)
    }
    return keys.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
