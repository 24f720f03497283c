import Bytes
import Testing

@testable import Ledger

@Suite("Key files and edition signatures")
struct KeyTests {
  @Test("a protected key file opens with its passphrase only and shows nothing")
  func protectedFile() throws {
    let log = try TestLog.signer()
    let edition = try EditionKey(seed: Array(32..<64))
    let lines = [try log.secretText, edition.secretText]
    let words = Array("bảy từ dễ nhớ".utf8)
    let file = try KeyFile.protected(
      lines, passphrase: words, workFactor: 3, random: AgeTests.seeded(5))
    #expect(KeyFile.isProtected(file))
    #expect(try KeyFile.lines(of: file, passphrase: words) == lines)
    #expect(throws: KeyFile.Fault.passphraseNeeded) {
      try KeyFile.lines(of: file, passphrase: nil)
    }
    #expect(throws: KeyFile.Fault.wrongPassphrase) {
      try KeyFile.lines(of: file, passphrase: [1])
    }
    #expect(throws: KeyFile.Fault.damaged(.headerChanged)) {
      var changed = file
      // The second digit of the MAC.
      let mac = try #require(file.indices.first { file[$0...].starts(with: "--- ".utf8) })
      changed[mac + 5] = changed[mac + 5] == 0x41 ? 0x42 : 0x41
      _ = try KeyFile.lines(of: changed, passphrase: words)
    }
  }

  @Test("an unprotected key file says so and gives its keys")
  func unprotectedFile() throws {
    let log = try TestLog.signer()
    let edition = try EditionKey(seed: Array(32..<64))
    let file = KeyFile.unprotected([try log.secretText, edition.secretText])
    #expect(!KeyFile.isProtected(file))
    #expect(String(decoding: file, as: UTF8.self).contains("UNPROTECTED"))
    let lines = try KeyFile.lines(of: file, passphrase: nil)
    #expect(try SigningKey(lines[0]).verificationKey.description == TestLog.vkey)
    #expect(try EditionKey(lines[1]).publicKey == edition.publicKey)
    #expect(throws: KeyFile.Fault.notText) { try KeyFile.lines(of: [0xFF], passphrase: nil) }
  }

  @Test("an edition's signature verifies, and a changed file, comment or key does not")
  func editionSignature() throws {
    let key = try EditionKey(seed: Array(32..<64))
    let file = Array("sha256  file\n".utf8)
    let signature = try key.signature(of: file, trustedComment: "2026-11-21\tSHA256SUMS\nx")
    let publicKey = try EditionPublicKey(String(decoding: key.publicKey.file, as: UTF8.self))
    #expect(publicKey == key.publicKey)
    #expect(try EditionPublicKey(publicKey.description) == publicKey)
    #expect(try publicKey.verify(file, signature: signature) == "2026-11-21\tSHA256SUMS x")
    #expect(throws: EditionPublicKey.Fault.wrongSignature) {
      try publicKey.verify(file + [1], signature: signature)
    }
    let other = try EditionKey(seed: Array(1...32)).publicKey
    #expect(throws: EditionPublicKey.Fault.otherKey) {
      try other.verify(file, signature: signature)
    }
    let text = String(decoding: signature, as: UTF8.self).replacing("11-21", with: "11-22")
    #expect(throws: EditionPublicKey.Fault.wrongComment) {
      try publicKey.verify(file, signature: Array(text.utf8))
    }
    for cut in 0..<signature.count {
      #expect(throws: EditionPublicKey.Fault.self) {
        try publicKey.verify(file, signature: Array(signature[..<cut]))
      }
    }
  }

  @Test("minisign's own sample is read and verified", .enabled(if: SharedEvidence.isThere))
  func handmadeSignature() throws {
    let folder = "handmade/signify"
    let key = try EditionPublicKey(
      String(decoding: SharedEvidence.bytes("\(folder)/k.pub"), as: UTF8.self))
    try key.verify(
      SharedEvidence.bytes("\(folder)/msg"),
      signature: SharedEvidence.bytes("\(folder)/msg.minisig"))
  }
}
