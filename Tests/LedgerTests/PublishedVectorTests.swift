import Bytes
import Crypto
import CryptoExtras
import Testing

@testable import Ledger

@Suite("Published vectors of what age files stand on")
struct PublishedVectorTests {
  @Test(
    "BIP 173: valid texts are read and written",
    arguments: [
      ("a", "A12UEL5L", ""),
      ("a", "a12uel5l", ""),
      ("?", "?1ezyfcl", ""),
      (
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        ""
      ),
      (
        "abcdef", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "00443214c74254b635cf84653a56d7c675be77df"
      ),
      (
        "split", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d"
      ),
    ])
  func validText(prefix: String, text: String, hex: String) throws {
    let bytes = try #require(Bech32.bytes(prefix: prefix, text))
    #expect(Hex.text(bytes) == hex)
    #expect(Bech32.text(prefix: prefix, bytes) == text.lowercased())
  }

  @Test(
    "BIP 173: invalid texts are refused",
    arguments: [
      ("a", "A1G7SGD8"), ("a", "a12UEL5L"), ("a", "a12uel5m"), ("x", "x1b4n0q5v"),
      ("li", "li1dgmt3"), ("de", "de1lg7wt\u{7f}"), ("b", "a12uel5l"), ("a", "a1"), ("a", "a"),
      ("", ""), ("split", "split1cheo2y9e2w"),
    ])
  func invalidText(prefix: String, text: String) {
    #expect(Bech32.bytes(prefix: prefix, text) == nil)
  }

  @Test(
    "RFC 7914: scrypt",
    arguments: [
      ("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"),
      (
        "password", "NaCl", 1024, 8, 16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
      ),
      (
        "pleaseletmein", "SodiumChloride", 16_384, 8, 1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
      ),
    ])
  func scrypt(
    words: String, salt: String, rounds: Int, block: Int, lanes: Int, hex: String
  ) throws {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(words.utf8), salt: Array(salt.utf8), outputByteCount: 32, rounds: rounds,
      blockSize: block, parallelism: lanes)
    #expect(Hex.text(key.withUnsafeBytes { Array($0) }) == hex)
  }
}

@Suite("Sealed key files under attack")
struct SealedKeyFileTests {
  static let words = Array("correct horse".utf8)
  static let lines = ["first key", "second key"]

  static func file() throws -> [UInt8] {
    try KeyFile.protected(
      lines, passphrase: words, workFactor: 1, random: AgeTests.seeded(11))
  }

  @Test("one changed bit anywhere is refused, and never taken for a key in clear")
  func changed() throws {
    let file = try Self.file()
    for place in file.indices {
      for bit in 0..<8 {
        var changed = file
        changed[place] ^= 1 << bit
        // A changed first line makes it another kind of file, which then holds no key.
        guard KeyFile.isProtected(changed) else { continue }
        #expect(throws: KeyFile.Fault.self, "byte \(place), bit \(bit)") {
          try KeyFile.lines(of: changed, passphrase: Self.words)
        }
      }
    }
  }

  @Test("a file that is cut off anywhere is refused")
  func cut() throws {
    let file = try Self.file()
    let start = AgeHeader.firstLine.utf8.count
    for length in start..<file.count {
      #expect(throws: KeyFile.Fault.self, "\(length) bytes") {
        try KeyFile.lines(of: Array(file[..<length]), passphrase: Self.words)
      }
    }
  }

  @Test("no line of a file without its passphrase line passes for a key", arguments: 1...20)
  func noise(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let noise = (0..<400).map { _ in UInt8.random(in: 0...127, using: &random) }
    for line in (try? KeyFile.lines(of: noise, passphrase: nil)) ?? [] {
      #expect(throws: KeyFault.self) { try SigningKey(line) }
      #expect(throws: KeyFault.self) { try EditionKey(line) }
      #expect(throws: AgeError.self) { try AgeIdentity(line) }
    }
  }
}

@Suite("Edition keys")
struct EditionKeyTests {
  @Test("one changed bit anywhere in a signature file is refused, but for the untrusted comment")
  func changedSignature() throws {
    let key = try EditionKey(seed: Array(32..<64))
    let file = Array("sha256  file\n".utf8)
    let signature = try key.signature(of: file, trustedComment: "2026-11-21")
    let firstLine = try #require(signature.firstIndex(of: 0x0A))
    for place in signature.indices {
      for bit in 0..<8 {
        var changed = signature
        changed[place] ^= 1 << bit
        let isUntrusted = place >= "untrusted comment: ".utf8.count && place < firstLine
        let comment = try? key.publicKey.verify(file, signature: changed)
        #expect(isUntrusted || comment == nil, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test("malformed secret texts and public keys are refused")
  func malformed() throws {
    let key = try EditionKey(seed: Array(32..<64))
    let secret = key.secretText
    #expect(try EditionKey(secret).publicKey == key.publicKey)
    for text in [
      "", secret.lowercased(), String(secret.dropLast()), secret + "A", " " + secret,
      try TestLog.signer().secretText, key.publicKey.description,
    ] {
      #expect(throws: KeyFault.self, "\(text)") { try EditionKey(text) }
    }
    let shown = key.publicKey.description
    for text in [
      "", String(shown.dropLast(4)), shown + shown, "comment\n\(shown)\nmore\n", secret,
      shown.replacing("RW", with: "RX"),
    ] {
      #expect(throws: KeyFault.self, "\(text)") { try EditionPublicKey(text) }
    }
    #expect(throws: KeyFault.badKey) { try EditionKey(seed: [1, 2, 3]) }
  }

  @Test("comments stay on their line")
  func comments() throws {
    let key = try EditionKey(seed: Array(32..<64))
    let signature = try key.signature(
      of: [1], trustedComment: "a\ntrusted comment: b\r\n", untrustedComment: "c\nd")
    #expect(signature.filter { $0 == 0x0A }.count == 4)
    #expect(
      try key.publicKey.verify([1], signature: signature) == "a trusted comment: b  ")
  }
}
