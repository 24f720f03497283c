/// A volunteer's own address in the forms in which servers write it into names, addresses of pages and texts, to be taken
/// out of what is told: `203.0.113.9`, `203-0-113-9`, `9.113.0.203`, `cb007109`, `3405803785`.
struct OwnAddress: Sendable {
  private let forms: [String]

  /// The forms of an address; version 6 has its text and the same without colons.
  init(_ text: String) {
    var forms = [text]
    if let address = IPAddress(text) {
      forms.append(address.description)
      if address.isV4 {
        let parts = address.description.split(separator: ".").map(String.init)
        for order in [parts, parts.reversed()] {
          forms += ["-", ".", "_", "x"].map { order.joined(separator: $0) }
          forms.append(order.map(Self.threeDigits).joined(separator: "-"))
        }
        let hex = String(address.low, radix: 16)
        forms.append(String(repeating: "0", count: 8 - hex.count) + hex)
        forms.append(String(address.low))
      } else {
        forms += ["-", ""].map { text.replacing(":", with: $0) }
      }
    }
    // A short form would take a part of a longer one away.
    self.forms = Array(Set(forms)).filter { $0.utf8.count >= 7 }.sorted {
      ($1.utf8.count, $0) < ($0.utf8.count, $1)
    }
  }

  /// A text without the address, whatever the case of its letters.
  func scrubbed(_ text: String) -> String {
    let lower = text.lowercased()
    guard forms.contains(where: lower.contains) else { return text }
    // Letters that change their length in lower case are of no name and no address.
    return forms.reduce(lower.utf8.count == text.utf8.count ? text : lower) { text, form in
      Self.replaced(form, in: text)
    }
  }

  private static func replaced(_ form: String, in text: String) -> String {
    var bytes = Array(text.utf8)
    let form = Array(form.utf8)
    let mark = Array("[scrubbed]".utf8)
    var place = 0
    while place + form.count <= bytes.count {
      let isForm = form.indices.allSatisfy { index in
        let byte = bytes[place + index]
        return (0x41...0x5a ~= byte ? byte | 0x20 : byte) == form[index]
      }
      if isForm {
        bytes.replaceSubrange(place..<place + form.count, with: mark)
        place += mark.count
      } else {
        place += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func threeDigits(_ part: String) -> String {
    String(repeating: "0", count: max(0, 3 - part.utf8.count)) + part
  }
}
