/// Text with a checksum for keys (BIP 173, without its limit on length), as age writes them.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// The text of `bytes` after the lower-case prefix `prefix`.
  static func text(prefix: String, _ bytes: [UInt8]) -> String {
    let values = regrouped(bytes, from: 8, to: 5, pads: true) ?? []
    let sum = checksum(expanded(Array(prefix.utf8)) + values + [0, 0, 0, 0, 0, 0]) ^ 1
    let check = (0..<6).map { UInt8(sum >> (5 * (5 - UInt32($0))) & 31) }
    let letters = (values + check).map { alphabet[Int($0)] }
    return prefix + "1" + String(decoding: letters, as: UTF8.self)
  }

  /// The bytes behind a text with the lower-case prefix `prefix`, or `nil` when it is not one. The
  /// text is all lower case or all upper case.
  static func bytes(prefix: String, _ text: String) -> [UInt8]? {
    let raw = Array(text.utf8)
    let lower = raw.map { (65...90).contains($0) ? $0 + 32 : $0 }
    let upper = raw.map { (97...122).contains($0) ? $0 - 32 : $0 }
    guard raw == lower || raw == upper, raw.count < 1000,
      lower.starts(with: Array("\(prefix)1".utf8))
    else { return nil }
    var values: [UInt8] = []
    for letter in lower.dropFirst(prefix.utf8.count + 1) {
      guard let value = alphabet.firstIndex(of: letter) else { return nil }
      values.append(UInt8(value))
    }
    guard values.count >= 6, checksum(expanded(Array(prefix.utf8)) + values) == 1 else {
      return nil
    }
    return regrouped(Array(values.dropLast(6)), from: 5, to: 8, pads: false)
  }

  private static func expanded(_ prefix: [UInt8]) -> [UInt8] {
    prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
  }

  private static func checksum(_ values: [UInt8]) -> UInt32 {
    let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var sum: UInt32 = 1
    for value in values {
      let top = sum >> 25
      sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
      for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
        sum ^= generator
      }
    }
    return sum
  }

  private static func regrouped(
    _ values: [UInt8], from: UInt32, to: UInt32, pads: Bool
  ) -> [UInt8]? {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: UInt32 = 0
    for value in values {
      held = held << from | UInt32(value)
      bits += from
      while bits >= to {
        bits -= to
        out.append(UInt8(held >> bits & (1 << to - 1)))
      }
      held &= 1 << bits - 1
    }
    if pads {
      if bits > 0 { out.append(UInt8(held << (to - bits) & (1 << to - 1))) }
      return out
    }
    return bits < from && held == 0 ? out : nil
  }
}
