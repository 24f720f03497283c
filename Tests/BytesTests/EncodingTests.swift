@testable import Bytes
import Testing

@Suite("Base64, hexadecimal digits, percent-encoding and gzip")
struct EncodingTests {
  @Test(
    "the vectors of RFC 4648 section 10 hold",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(_ plain: String, _ encoded: String) {
    #expect(Base64.text(Array(plain.utf8)) == encoded)
    #expect(Base64.bytes(encoded) == Array(plain.utf8))
    let bare = encoded.prefix { $0 != "=" }
    #expect(Base64.text(Array(plain.utf8), padded: false) == String(bare))
    #expect(Base64.bytes(bare, padded: false) == Array(plain.utf8))
  }

  @Test(
    "base64 that has more than one spelling is refused",
    arguments: [
      "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v=", "Z", "====", "Zm 9", "Zm9v\n", "Z-_v",
    ])
  func badBase64(_ text: String) {
    #expect(Base64.bytes(text) == nil)
  }

  @Test("any bytes go through base64, hexadecimal digits and back")
  func roundTrip() {
    var random = Seeded(seed: 3)
    for _ in 0..<2_000 {
      let bytes = random.bytes(70, of: Array(0...255))
      #expect(Base64.bytes(Base64.text(bytes)) == bytes)
      #expect(Base64.bytes(Base64.text(bytes, padded: false), padded: false) == bytes)
      #expect(Hex.bytes(Hex.text(bytes)) == bytes)
    }
  }

  @Test("hexadecimal digits of either case are read, and nothing else")
  func hex() {
    #expect(Hex.text([0, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
    #expect(Hex.bytes("00Ff") == [0, 0xFF])
    for text in ["0", "0g", " 0", "+1", "٠٠", "0x"] { #expect(Hex.bytes(text) == nil) }
  }

  @Test(
    "percent-encoding leaves letters, digits and four marks",
    arguments: [
      ("aZ09-._~", "aZ09-._~"), ("a b", "a%20b"), ("đ", "%C4%91"),
      ("a+b/c?d=e&f#%", "a%2Bb%2Fc%3Fd%3De%26f%23%25"),
    ])
  func percent(_ plain: String, _ encoded: String) throws {
    #expect(PercentEncoding.encoded(plain) == encoded)
    #expect(try PercentEncoding.decoded(Array(encoded.utf8)) == plain)
    #expect(try PercentEncoding.decoded(Array(encoded.lowercased().utf8)) == plain.lowercased())
  }

  @Test("a broken escape is refused with its place")
  func badPercent() {
    for (text, offset) in [("%", 0), ("a%4", 1), ("ab%4g", 2), ("%%41", 0)] {
      #expect(throws: PercentEncoding.Fault(reason: .badEscape, offset: offset)) {
        try PercentEncoding.decoded(Array(text.utf8))
      }
    }
    #expect(throws: PercentEncoding.Fault(reason: .notUTF8, offset: 0)) {
      try PercentEncoding.decoded(Array("%C4".utf8))
    }
  }

  @Test("a plus sign is a space in forms only")
  func plus() throws {
    #expect(try PercentEncoding.decoded(Array("a+b%2B".utf8), plusIsSpace: true) == "a b+")
    #expect(try PercentEncoding.decoded(Array("a+b".utf8)) == "a+b")
  }

  @Test("a gzip member names no time, no file and no system-dependent level")
  func gzip() throws {
    let bytes = Array(repeating: Array("Hải Đăng ".utf8), count: 100).flatMap(\.self)
    let packed = try #require(Gzip.compress(bytes))
    #expect(packed.starts(with: [0x1F, 0x8B, 8, 0]))
    #expect(Array(packed[4..<8]) == [0, 0, 0, 0])
    #expect(packed.count < bytes.count / 5)
    #expect(Gzip.compress(bytes) == packed)
    let size = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(size == bytes.count)
    let sum = packed.suffix(8).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(sum == Gzip.crc32(bytes))
    #expect(Gzip.compress([]) != nil)
  }

  @Test("the check values of CRC-32 hold")
  func crc() {
    #expect(Gzip.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Gzip.crc32([]) == 0)
    #expect(Gzip.crc32(Array("IEND".utf8)) == 0xAE42_6082)
  }
}

@Suite("HTML is escaped")
struct HTMLEscapeTests {
  @Test func whatWouldBeMarkupIsWrittenAsReferences() {
    #expect(
      HTMLEscape.escaped("<a href=\"x\" id='y'>&amp;</a>")
        == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;")
    #expect(HTMLEscape.escaped("Đắk Lắk\u{301}\r\n") == "Đắk Lắk\u{301}\r\n")
    // A mark that joins with what is before it takes nothing along.
    #expect(HTMLEscape.escaped("<\u{338}") == "&lt;\u{338}")
    #expect(HTMLEscape.escaped("") == "")
  }
}
