/// What a page about measurements is about.
public enum ReachSubject: Sendable, Hashable {
  /// All countries.
  case all
  /// A country, by two capitals.
  case country(String)
  /// A network, by its number.
  case network(Int)
  /// A host, or a part of a service.
  case target(String)
  /// A target by its name in addresses, which is cut where the whole would be too long for a file.
  case abbreviated(String)

  /// Its name in addresses: a target's with bytes that no file name should have as `_` and two
  /// hexadecimal digits.
  var name: String {
    switch self {
    case .all: "index"
    case .country(let code): "country-\(code.lowercased())"
    case .network(let number): "network-\(number)"
    case .target(let target): Self.name(of: target)
    case .abbreviated(let name): name
    }
  }

  /// A name that is longer than this is cut, and a digest tells it apart.
  private static let longest = 150
  /// What no escape has: digits are hexadecimal.
  private static let cut = "_x"

  private static func name(of target: String) -> String {
    let escaped = escaped(target)
    guard escaped.utf8.count > longest else { return "target-\(escaped)" }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in target.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "target-\(escaped.prefix(longest - 30))\(cut)\(String(hash, radix: 16))"
  }

  /// Reads a name; `nil` where it is none.
  init?(name: String) {
    if name == "index" {
      self = .all
    } else if name.hasPrefix("country-"), name.utf8.count == 10 {
      let code = name.dropFirst(8)
      guard code.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
      self = .country(code.uppercased())
    } else if name.hasPrefix("network-"), let number = Int(name.dropFirst(8)), number > 0,
      String(number) == name.dropFirst(8)
    {
      self = .network(number)
    } else if name.hasPrefix("target-"), name.contains(Self.cut) {
      self = .abbreviated(name)
    } else if name.hasPrefix("target-"), let target = Self.unescaped(name.dropFirst(7)) {
      self = .target(target)
    } else {
      return nil
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      if isPlain(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16)
      return "_" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if isPlain(byte) {
        bytes.append(byte)
        continue
      }
      guard byte == UInt8(ascii: "_"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else { return nil }
    return text
  }
}

/// A form other than a page in which measurements are told.
public enum ReachForm: String, Sendable, Hashable, CaseIterable {
  /// What began and what ended.
  case atom
  /// Target, day, network, how, how many.
  case csv
}
