import Record

/// Names in other alphabets in the form that DNS carries (RFC 3492, RFC 5890): so that one name has
/// one spelling whichever way a program wrote it.
enum Punycode {
  private static let base: UInt32 = 36
  private static let longestLabel = 63

  /// The name with each label that is not ASCII as `xn--…`; labels that cannot be are left as they
  /// are.
  static func ascii(_ host: String) -> String {
    guard host.utf8.contains(where: { $0 >= 0x80 }) else { return host }
    // Ideographic full stops separate labels as well (RFC 3490, section 3.1).
    let dots: Set<Character> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    return Composition.nfc(host).split(
      omittingEmptySubsequences: false, whereSeparator: { dots.contains($0) }
    ).map { label in
      guard label.utf8.contains(where: { $0 >= 0x80 }), let coded = encoded(label) else {
        return String(label)
      }
      return "xn--\(coded)"
    }.joined(separator: ".")
  }

  /// RFC 3492, section 6.3; `nil` for labels longer than DNS allows.
  static func encoded(_ label: some StringProtocol) -> String? {
    let points = label.unicodeScalars.map(\.value)
    guard points.count <= longestLabel else { return nil }
    var output = points.filter { $0 < 0x80 }.map { UInt8($0) }
    let basic = UInt32(output.count)
    var handled = basic
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var point: UInt32 = 0x80
    var delta: UInt32 = 0
    var bias: UInt32 = 72
    while handled < UInt32(points.count) {
      guard let next = points.lazy.filter({ $0 >= point }).min() else { return nil }
      // Both factors are small: a label has 63 characters, Unicode 21 bits.
      delta += (next - point) * (handled + 1)
      point = next
      for candidate in points {
        if candidate < point { delta += 1 }
        guard candidate == point else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      point += 1
    }
    return output.count <= longestLabel ? String(decoding: output, as: UTF8.self) : nil
  }

  private static func append(_ delta: UInt32, _ bias: UInt32, to output: inout [UInt8]) {
    var rest = delta
    var step = base
    while true {
      let threshold = step <= bias ? 1 : min(26, step - bias)
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      step += base
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    value < 26 ? UInt8(value) + UInt8(ascii: "a") : UInt8(value - 26) + UInt8(ascii: "0")
  }

  private static func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
    var rest = isFirst ? delta / 700 : delta / 2
    rest += rest / count
    var steps: UInt32 = 0
    while rest > 455 {
      rest /= 35
      steps += base
    }
    return steps + 36 * rest / (rest + 38)
  }
}
