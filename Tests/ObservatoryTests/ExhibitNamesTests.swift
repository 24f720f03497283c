import Bytes
import Glibc
import Record
import Testing

@testable import Observatory

@Suite("Names of files that were taken in")
struct ExhibitNamesTests {
  private static let name = "VN_AS64496_nguyen-van-a_phone.jsonl"
  private static let line =
    #"{"test_name":"web_connectivity","measurement_uid":"m1","input":"http://news.example/","probe_cc":"VN","probe_asn":"AS64496","measurement_start_time":"2025-06-01 00:00:00","test_keys":{}}"#
    + "\n"

  private func withTaken(_ body: (Workshop, Observatory) async throws -> Void) async throws {
    try await Workshop.with { shop in
      let folder = shop.folder + "-reports"
      try Disk.makeFolders(folder)
      defer { try? Disk.remove(folder) }
      try Disk.write(Array(Self.line.utf8), to: "\(folder)/\(Self.name)")
      let observatory = try shop.open()
      let found = try observatory.exhibits(among: ["\(folder)/\(Self.name)"])
      _ = try await observatory.take(found.exhibits, keys: shop.keys)
      try await body(shop, observatory)
    }
  }

  @Test func noFileOfAnEditionHoldsThemAndTheMachineStillKnowsThem() async throws {
    try await withTaken { shop, observatory in
      #expect(try observatory.exhibits().map(\.name) == [Self.name])
      let edition = shop.folder + "-edition"
      defer { try? Disk.remove(edition) }
      _ = try await observatory.publish(to: edition, keys: shop.keys)
      let published = try Disk.files(below: edition).map { "\(edition)/\($0)" }
      let kept = try ["journal", "ledger"].flatMap { part in
        try Disk.files(below: "\(shop.folder)/\(part)").map { "\(shop.folder)/\(part)/\($0)" }
      }
      #expect(!published.isEmpty && !kept.isEmpty)
      for path in published + kept {
        let text = String(decoding: try Disk.read(path), as: UTF8.self)
        #expect(!text.contains("nguyen-van-a"), "\(path)")
      }
      var status = stat()
      #expect(stat("\(shop.folder)/exhibit-names.jsonl", &status) == 0)
      #expect(status.st_mode & 0o077 == 0)
    }
  }

  @Test func withoutThemAnExhibitIsCalledByItsDigest() async throws {
    try await withTaken { shop, observatory in
      try Disk.removeFile("\(shop.folder)/exhibit-names.jsonl")
      let exhibit = try #require(try observatory.exhibits().first)
      #expect(exhibit.name == String(exhibit.digest.prefix(12)))
    }
  }

  @Test func journalsOfBeforeKeepTheNamesTheyHave() async throws {
    try await Workshop.with { shop in
      let observatory = try shop.open()
      let digest = String(repeating: "ab", count: 32)
      try await observatory.write(
        [
          .importing([
            "files": [
              ["bytes": 1, "form": "measurements", "name": "old.jsonl", "sha256": .string(digest)]
            ]
          ])
        ], keys: shop.keys)
      #expect(try observatory.exhibits().map(\.name) == ["old.jsonl"])
    }
  }

  @Test func aLineLeftUnfinishedCostsNoOther() throws {
    let folder = "/tmp/names-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    try Disk.makeFolders(folder)
    defer { try? Disk.remove(folder) }
    let names = ExhibitNames(folder: folder)
    try names.add([("aa", "one.jsonl")])
    let file = open("\(folder)/exhibit-names.jsonl", O_WRONLY | O_APPEND)
    try #require(file >= 0)
    try Disk.append(Array(#"{"name":"tw"#.utf8), to: file, folder)
    close(file)
    try names.add([("aa", "other.jsonl"), ("bb", "two.jsonl")])
    #expect(try names.all() == ["aa": "one.jsonl", "bb": "two.jsonl"])
  }
}
