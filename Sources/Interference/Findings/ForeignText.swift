/// What pages, redirects and names on the path may hold that points at one volunteer: the address, the
/// number of the line, a telephone number, an address of mail.
enum ForeignText {
  /// Whether a text has something in it that looks like what belongs to one person.
  static func hasTraces(_ text: String) -> Bool {
    if text.contains("@") { return true }
    let scalars = Array(text.unicodeScalars)
    // Digits of any script count.
    let isDigit = scalars.map { $0.properties.generalCategory == .decimalNumber }
    if isDigit.count(where: \.self) >= mostDigits { return true }
    if longestRun(isDigit) >= longestNumber { return true }
    return hasAddress(scalars, isDigit) || hasToken(scalars, isDigit)
  }

  /// A year has four digits.
  private static let longestNumber = 5
  private static let mostDigits = 9
  private static let longestToken = 24

  private static func longestRun(_ flags: [Bool]) -> Int {
    var longest = 0
    var run = 0
    for flag in flags {
      run = flag ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Four numbers in a row with one sign between each, or hexadecimal groups with colons or hyphens, as
  /// addresses of networks and of devices are written.
  private static func hasAddress(_ scalars: [Unicode.Scalar], _ isDigit: [Bool]) -> Bool {
    let joints: Set<Unicode.Scalar> = [".", "-", "_", ":"]
    var groups: [(text: [Unicode.Scalar], isNumber: Bool)] = []
    var place = 0
    func isLong() -> Bool {
      let numbers = groups.reversed().prefix { $0.isNumber }.count
      let hexes = groups.count
      return numbers >= 4 || hexes >= 4
    }
    while place < scalars.count {
      var end = place
      while end < scalars.count, isDigit[end] || scalars[end].properties.isASCIIHexDigit {
        end += 1
      }
      if end > place, end - place <= 4 {
        groups.append((Array(scalars[place..<end]), isDigit[place..<end].allSatisfy(\.self)))
        if isLong(),
          groups.contains(where: {
            $0.text.contains { $0.properties.generalCategory == .decimalNumber }
          })
        {
          return true
        }
      } else {
        groups = []
      }
      // A double colon stands for groups of zeros.
      var joint = end
      while joint < scalars.count, joint - end < 2, joints.contains(scalars[joint]) { joint += 1 }
      if joint - end == 2, scalars[end] == ":", end > place || joint < scalars.count {
        return true
      }
      if joint == end { groups = [] }
      place = joint > end ? joint : end + 1
    }
    return false
  }

  /// A long word of letters and digits is somebody's key.
  private static func hasToken(_ scalars: [Unicode.Scalar], _ isDigit: [Bool]) -> Bool {
    var length = 0
    var digits = 0
    for (index, scalar) in scalars.enumerated() {
      guard scalar.isASCII, scalar.properties.isAlphabetic || isDigit[index] || scalar == "_" else {
        (length, digits) = (0, 0)
        continue
      }
      length += 1
      if isDigit[index] { digits += 1 }
      if length >= longestToken || length >= 12 && digits >= 3 { return true }
    }
    return false
  }

  /// A host without the labels that belong to one line: what was registered.
  static func registered(_ host: String) -> String? {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 2, IPAddress(host) == nil else { return nil }
    let general: Set<Substring> = [
      "com", "net", "org", "co", "gov", "gob", "edu", "ac", "go", "or",
    ]
    let isSecond =
      labels[labels.count - 1].utf8.count == 2
      && general.contains(labels[labels.count - 2])
    let domain = labels.suffix(isSecond ? 3 : 2).joined(separator: ".")
    return domain == host ? nil : domain
  }

  /// Whether a host is that of one line: an address in its labels, or a number.
  static func isOfOneLine(_ host: String) -> Bool { hasTraces(host) || IPAddress(host) != nil }
}
