/// Numbers for 64-bit keys in the order in which they come.
struct NumberTable {
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
