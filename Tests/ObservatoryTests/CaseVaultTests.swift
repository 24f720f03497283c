import Bytes
import Docket
import Foundation
import Ledger
import Record
import Testing

@testable import Observatory

@Suite("Cases under work are sealed")
struct CaseVaultTests {
  private static let name = "Nguyễn Văn Mẫu"

  private static func opened(_ vault: CaseVault, platform: String = "facebook") throws -> DocketCase
  {
    let forums = try ForumTable(parsing: ForumTable.shippedBytes)
    let opening = CaseOpening([
      CaseOpening.Part(
        .restriction,
        JSONObject([
          ("platform", .string(platform)), ("country", "VN"), ("visibility", .array(["removed"])),
        ])),
      CaseOpening.Part(.fact, JSONObject([("name", "appellant.name"), ("value", .string(name))])),
    ])
    let docketCase = try opening.begun(
      try vault.freshNumber(),
      CaseOpening.Circumstances(at: 1_760_000_000, actor: "caseworker-1", evidence: ["note:1"]),
      forums: forums, zone: .utc)
    try vault.open(docketCase)
    return docketCase
  }

  private static func add(_ docketCase: inout DocketCase) throws {
    try docketCase.add(
      CaseOpening.Part(.notice, JSONObject([("channel", "none")])),
      CaseOpening.Circumstances(at: 1_760_000_100, actor: "caseworker-1", evidence: ["note:2"]),
      forums: try ForumTable(parsing: ForumTable.shippedBytes), zone: .utc)
  }

  private static func files(below folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for file in try Disk.files(below: folder) {
      found[file] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
    }
    return found
  }

  @Test func whatIsWrittenIsReadAndOnlyGrows() async throws {
    try await Workshop.with { shop in
      let vault = try CaseVault(of: shop.folder, keys: shop.keys)
      #expect(try vault.names() == [])
      let opened = try Self.opened(vault)
      #expect(try vault.names() == [opened.id])
      #expect(try vault.read(opened.id.lowercased()) == opened)
      let after = try vault.append(to: opened.id) { try Self.add(&$0) }
      #expect(after.entries.count == 3 && Array(after.entries.prefix(2)) == opened.entries)
      #expect(try vault.read(opened.id) == after)
      #expect(throws: VaultFault.rewritten(opened.id)) {
        try vault.append(to: opened.id) { $0 = DocketCase(id: $0.id) }
      }
      #expect(throws: VaultFault.rewritten(opened.id)) { try vault.open(opened) }
      #expect(try vault.read(opened.id) == after)
    }
  }

  @Test func noNameIsOnDiskInClear() async throws {
    try await Workshop.with { shop in
      let vault = try CaseVault(of: shop.folder, keys: shop.keys)
      let opened = try Self.opened(vault)
      try vault.append(to: opened.id) { try Self.add(&$0) }
      for (file, data) in try Self.files(below: shop.folder) {
        for word in ["Nguyễn", "Mẫu", "appellant", "caseworker-1", "facebook"] {
          #expect(data.firstRange(of: Data(word.utf8)) == nil, "\(file): \(word)")
        }
      }
      let file = "\(shop.folder)/vault/\(opened.id).age"
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let check = try await shop.open().size
      #expect(check == 1)
    }
  }

  @Test func sizesTellLittle() async throws {
    try await Workshop.with { shop in
      let vault = try CaseVault(of: shop.folder, keys: shop.keys)
      let one = try Self.opened(vault)
      let other = try Self.opened(vault, platform: "a-platform-with-a-long-name.example")
      let sizes = try [one, other].map {
        try Disk.read("\(shop.folder)/vault/\($0.id).age").count
      }
      #expect(sizes[0] == sizes[1])
      #expect(CaseVault.padded([UInt8](repeating: 1, count: 4097)).count == 8192)
    }
  }

  @Test func otherKeysAndChangedFilesAreRefused() async throws {
    try await Workshop.with { shop in
      let vault = try CaseVault(of: shop.folder, keys: shop.keys)
      let opened = try Self.opened(vault)
      let stranger = try Keyring.make(origin: "example.org/x", random: Surroundings.system.random)
      #expect(throws: VaultFault.sealed("vault/\(opened.id).age", .noMatch)) {
        try CaseVault(of: shop.folder, keys: stranger).read(opened.id)
      }
      let path = "\(shop.folder)/vault/\(opened.id).age"
      let sound = try Disk.read(path)
      for place in [sound.count / 2, sound.count - 1] {
        var bytes = sound
        bytes[place] ^= 1
        try Disk.write(bytes, to: path)
        #expect(throws: VaultFault.self) { try vault.read(opened.id) }
      }
      // A file under another case's name is not that case.
      let other = try Self.opened(vault)
      try Disk.write(sound, to: "\(shop.folder)/vault/\(other.id).age")
      #expect(throws: VaultFault.otherCase("vault/\(other.id).age", holds: opened.id)) {
        try vault.read(other.id)
      }
    }
  }

  @Test func casesAreFoundAsPeopleWriteThem() async throws {
    try await Workshop.with { shop in
      let vault = try CaseVault(of: shop.folder, keys: shop.keys)
      let opened = try Self.opened(vault)
      #expect(try vault.read(String(opened.id.prefix(11)).lowercased()) == opened)
      for wrong in ["", "..", "/etc/passwd", "TD", "TD-2025"] {
        #expect(throws: VaultFault.badName(wrong)) { try vault.read(wrong) }
      }
      var near = Array(opened.id)
      near[near.count - 1] = near[near.count - 1] == "0" ? "1" : "0"
      #expect(throws: VaultFault.noSuchCase(String(near), nearest: [opened.id])) {
        try vault.read(String(near))
      }
      // What a kill leaves, and files of others, are no cases.
      try Disk.write([1], to: "\(shop.folder)/vault/\(opened.id).age.part")
      try Disk.write([1], to: "\(shop.folder)/vault/notes.age")
      #expect(try vault.names() == [opened.id])
    }
  }
}
