import Bytes
import Testing

@testable import Ledger

@Suite("Keyed hashes")
struct KeyedTests {
  private static func prefix(_ key: [UInt8], _ message: String) -> String {
    var message = message
    return message.withUTF8 { bytes in
      let bits = Keyed(key: key).prefix(of: UnsafeRawBufferPointer(bytes))
      return Hex.text((0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    }
  }

  @Test("A prepared key gives the known answers of RFC 4231")
  func knownAnswers() {
    #expect(Self.prefix([UInt8](repeating: 0x0B, count: 20), "Hi There") == "b0344c61d8db3853")
    #expect(Self.prefix(Array("Jefe".utf8), "what do ya want for nothing?") == "5bdcc146bf60754e")
    let long = "Test Using Larger Than Block-Size Key - Hash Key First"
    #expect(Self.prefix([UInt8](repeating: 0xAA, count: 131), long) == "60e431591ee0b67f")
  }

  @Test(
    "A prepared key and one that is used once say the same",
    arguments: [0, 1, 32, 63, 64, 65, 200])
  func bothWays(length: Int) {
    let key = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for message in ["", "a", String(repeating: "xyz", count: 100)] {
      let whole = Hex.text(Keyed.hash(Array(message.utf8), key: key).prefix(8))
      #expect(Self.prefix(key, message) == whole)
    }
  }
}
