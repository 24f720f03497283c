import Testing

@testable import Interference

@Suite("Names in other alphabets have one spelling")
struct PunycodeTests {
  /// RFC 3492, section 7.1, and names in use.
  @Test(arguments: [
    ("яндекс.рф", "xn--d1acpjx3f.xn--p1ai"), ("bücher.example", "xn--bcher-kva.example"),
    ("tạisaohọkhôngthểchỉnóitiếngviệt", "xn--tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g"),
    ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
    ("báotiếngdân.com", "xn--botingdn-8yaq5025f.com"),
    ("example.org", "example.org"), ("他们。example", "xn--8mqxb.example"),
  ])
  func isWrittenAsDNSCarriesIt(name: String, expected: String) {
    #expect(Punycode.ascii(name) == expected)
  }

  @Test func leavesWhatNoLabelCanHold() {
    let long = String(repeating: "ệ", count: 80)
    #expect(Punycode.ascii(long) == long)
  }
}
