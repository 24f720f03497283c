import Bytes
import Crypto
import Testing

@testable import Ledger

@Suite("age files")
struct AgeTests {
  static let secret =
    "AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE"
  static let recipient = "age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72"

  /// The draws behind the published files: the file key 00…0f, the ephemeral secret 07…, the nonce
  /// 10…1f.
  static func draws() -> AgeFile.Randomness {
    var turn = 0
    return { count in
      turn += 1
      switch turn {
      case 1: return Array(0..<16)
      case 2: return [UInt8](repeating: 7, count: count)
      default: return Array(16..<32)
      }
    }
  }

  static func seeded(_ seed: UInt64) -> AgeFile.Randomness {
    var random = SplitMix(seed: seed)
    return { count in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
  }

  static func digest(_ bytes: [UInt8]) -> String {
    var sha = SHA256()
    sha.update(data: bytes)
    return Hex.text(Array(sha.finalize()))
  }

  @Test("keys have the published texts")
  func keys() throws {
    let identity = try AgeIdentity(secret: Array(1...32))
    #expect(identity.secretText == Self.secret)
    #expect(identity.recipient.description == Self.recipient)
    #expect(try AgeIdentity(Self.secret).recipient == AgeRecipient(Self.recipient))
    for text in [
      "", "age1", Self.recipient.uppercased(), String(Self.recipient.dropLast()),
      Self.recipient.replacing("q73", with: "q74"), Self.secret,
    ] {
      #expect(throws: AgeError.badKey) { try AgeRecipient(text) }
    }
    #expect(throws: AgeError.badKey) { try AgeIdentity(Self.secret.lowercased()) }
    #expect(throws: AgeError.badKey) { try AgeIdentity(Self.recipient) }
  }

  @Test(
    "files have the published bytes",
    arguments: [
      (0, "386822343ffcde9b8370da943a2c11002d72647fa7ebf1533971aad23a82f204", 200),
      (18, "2c4d88ce12ec24fcaefe25cb9a97558f8e66329085fc656d210ff6790fa3d803", 218),
      (65_536, "4628074756560673bb93a7273c77f2e6acfcb44f484a8accf232ea48f77f2a8b", 65_736),
      (65_537, "a6064c860adff6487236e785e3cf5b5b7318810320bb479ae60a337a2ee7a8b6", 65_753),
    ])
  func publishedFiles(length: Int, digest: String, sealed: Int) throws {
    let plaintext =
      length == 18
      ? Array("hello observatory\n".utf8) : [UInt8](repeating: 0x41, count: length)
    let file = try AgeFile.seal(
      plaintext, to: [AgeRecipient(Self.recipient)], random: Self.draws())
    #expect(file.count == sealed)
    #expect(Self.digest(file) == digest)
    #expect(try AgeFile.open(file, with: [AgeIdentity(Self.secret)]) == plaintext)
  }

  @Test("any of several recipients opens a file, a stranger does not")
  func recipients() throws {
    let one = try AgeIdentity(secret: Array(1...32))
    let two = try AgeIdentity(secret: Array(2...33))
    let stranger = try AgeIdentity(secret: Array(3...34))
    let file = try AgeFile.seal(
      [1, 2, 3], to: [one.recipient, two.recipient], random: Self.seeded(1))
    #expect(try AgeFile.open(file, with: [one]) == [1, 2, 3])
    #expect(try AgeFile.open(file, with: [stranger, two]) == [1, 2, 3])
    #expect(throws: AgeError.noMatch) { try AgeFile.open(file, with: [stranger]) }
    #expect(throws: AgeError.noMatch) { try AgeFile.open(file, passphrase: [1]) }
    #expect(throws: AgeError.noRecipients) {
      try AgeFile.seal([], to: [], random: Self.seeded(1))
    }
  }

  @Test("a passphrase opens its file, another does not, and costly files are refused")
  func passphrase() throws {
    let words = Array("mật khẩu".utf8)
    let file = try AgeFile.seal(
      [9, 9], passphrase: words, workFactor: 4, random: Self.seeded(2))
    #expect(try AgeFile.open(file, passphrase: words) == [9, 9])
    #expect(throws: AgeError.noMatch) { try AgeFile.open(file, passphrase: words + [0x20]) }
    #expect(throws: AgeError.workFactor(log2: 4, highest: 3)) {
      try AgeFile.open(file, passphrase: words, highestWorkFactor: 3)
    }
  }

  @Test("a file changed, cut or lengthened anywhere is refused")
  func damaged() throws {
    let identity = try AgeIdentity(secret: Array(1...32))
    let plaintext = Array("hello observatory\n".utf8)
    let file = try AgeFile.seal(plaintext, to: [identity.recipient], random: Self.seeded(3))
    for place in file.indices {
      var changed = file
      changed[place] ^= 1
      #expect(throws: AgeError.self, "byte \(place)") {
        try AgeFile.open(changed, with: [identity])
      }
      #expect(throws: AgeError.self, "cut at \(place)") {
        try AgeFile.open(Array(file[..<place]), with: [identity])
      }
    }
    #expect(throws: AgeError.payload(chunk: 0)) {
      try AgeFile.open(file + [0], with: [identity])
    }
    let long = try AgeFile.seal(
      [UInt8](repeating: 1, count: 2 * 65_536), to: [identity.recipient], random: Self.seeded(4))
    #expect(throws: AgeError.payload(chunk: 0)) {
      try AgeFile.open(Array(long.dropLast(65_552)), with: [identity])
    }
  }

  static let kit = TestFiles.list("\(SharedEvidence.folder)/age-testkit/testdata")

  @Test("the test kit of C2SP/CCTV", .enabled(if: SharedEvidence.isThere), arguments: kit)
  func testKit(name: String) throws {
    let bytes = try SharedEvidence.bytes("age-testkit/testdata/\(name)")
    let split = try #require(
      (1..<bytes.count).first { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A })
    var head: [String: String] = [:]
    for line in String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1)
      if parts.count == 2, head[String(parts[0])] == nil {
        head[String(parts[0])] = String(parts[1])
      }
    }
    // Armor, compression and the post-quantum stanza are not this program's.
    guard head["armored"] == nil, head["compressed"] == nil, !name.hasPrefix("hybrid") else {
      return
    }
    let outcome = Self.outcome(Array(bytes[(split + 1)...]), head)
    #expect(outcome == head["expect"])
  }

  static func outcome(_ file: [UInt8], _ head: [String: String]) -> String {
    do {
      let plaintext =
        try head["passphrase"].map { try AgeFile.open(file, passphrase: Array($0.utf8)) }
        ?? AgeFile.open(file, with: [AgeIdentity(head["identity"] ?? "")])
      return digest(plaintext) == head["payload"] ? "success" : "wrong plaintext"
    } catch let error as AgeError {
      switch error {
      case .noMatch: return "no match"
      case .headerChanged: return "HMAC failure"
      case .payload: return "payload failure"
      default: return "header failure"
      }
    } catch {
      return "\(error)"
    }
  }
}
