import Record

extension NoticeTokens {
  /// A piece between blanks that is one thing as a whole: an address of the web or of mail, a handle.
  static func whole(_ chunk: [NoticeScalars.Placed]) -> NoticeToken? {
    guard chunk.count >= 3, chunk.count <= 4000 else { return nil }
    var from = 0
    var to = chunk.count
    while from < to, opening.contains(chunk[from].scalar) { from += 1 }
    while to > from, closing.contains(chunk[to - 1].scalar) { to -= 1 }
    guard to - from >= 3 else { return nil }
    var raw = String.UnicodeScalarView()
    for placed in chunk[from..<to] { raw.append(placed.scalar) }
    let text = Folding.folded(String(raw))
    let bytes = chunk[from].bytes.lowerBound..<chunk[to - 1].bytes.upperBound
    guard let kind = kind(of: text) else { return nil }
    return NoticeToken(kind: kind, text: text, bytes: bytes, hasDigit: true)
  }

  private static let opening: Set<Unicode.Scalar> = [
    "(", "<", "[", "\"", "\u{201C}", "'", "\u{AB}",
  ]
  private static let closing: Set<Unicode.Scalar> = [
    ")", ">", "]", "\"", "\u{201D}", "'", ".", ",", ";", ":", "!", "?", "\u{BB}",
  ]

  private static func kind(of text: String) -> NoticeToken.Kind? {
    // Addresses that must not become links are written hxxp.
    for scheme in ["http://", "https://", "hxxp://", "hxxps://", "www."]
    where text.hasPrefix(scheme) {
      return .address
    }
    let bytes = Array(text.utf8)
    if bytes[0] == UInt8(ascii: "@") { return bytes.dropFirst().allSatisfy(isName) ? .handle : nil }
    if let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0 {
      return isHost(bytes[(at + 1)...]) ? .mail : nil
    }
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > 0
    else { return nil }
    return isHost(bytes[..<slash]) ? .address : nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: byte >= 0x80
    }
  }

  /// Labels with dots between them, the last of letters alone: 24.2018 is none.
  private static func isHost(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.allSatisfy(isName) else { return false }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last else {
      return false
    }
    return last.count >= 2
      && last.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 >= 0x80 }
  }
}
