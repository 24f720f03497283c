import Bytes
import Foundation
import Glibc
import Interference
import Testing

@testable import Observatory

@Suite("Folders with files of all kinds")
struct FolderImportTests {
  private static func line(_ number: Int) -> String {
    #"{"test_name":"web_connectivity","measurement_uid":"m\#(number)","input":"http://news.example/","probe_cc":"VN","probe_asn":"AS64496","measurement_start_time":"2025-06-01 00:00:00","test_keys":{}}"#
      + "\n"
  }

  private func write(_ bytes: [UInt8], _ path: [UInt8]) throws {
    let file = open(path.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(file >= 0)
    defer { close(file) }
    try #require(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }

  private func withFolder(_ body: (Workshop, String) async throws -> Void) async throws {
    try await Workshop.with { shop in
      let folder = shop.folder + "-reports"
      try Disk.makeFolders(folder)
      defer { try? Disk.remove(folder) }
      try await body(shop, folder)
    }
  }

  @Test func namesThatAreNoTextAreReadAndRecordedEscaped() async throws {
    try await withFolder { shop, folder in
      let names: [[UInt8]] = [
        [0x62, 0xFF, 0xFE, 0x63], [0xC3, 0x28], [0xF0, 0x9F], Array("\u{F7FF}".utf8),
        Array("tin-tức".utf8), [0x61, 0x1B],
      ]
      for (number, name) in names.enumerated() {
        let path = Array("\(folder)/".utf8) + name + Array(".jsonl".utf8)
        #expect(
          PathText.bytes(of: PathText.text(of: path)).dropLast().map { UInt8(bitPattern: $0) }
            == path)
        try write(Array(Self.line(number).utf8), path)
      }
      let observatory = try shop.open()
      let found = try observatory.exhibits(among: [folder])
      #expect(found.passedOver.isEmpty && found.exhibits.count == names.count)
      let intake = try await observatory.take(found.exhibits, keys: shop.keys)
      #expect(intake.added == names.count && intake.measurements == names.count)
      let recorded = Set(try observatory.exhibits(.measurements).map(\.name))
      let expected: Set = [
        "b\\xff\\xfec.jsonl", "\\xc3(.jsonl", "\\xf0\\x9f.jsonl", "\\xef\\x9f\\xbf.jsonl",
        "tin-tức.jsonl", "a\\x1b.jsonl",
      ]
      #expect(recorded == expected)
      let (files, _) = try MeasurementFile.all(at: [folder])
      var summary = MeasurementFile.Summary()
      for file in files { try file.each(&summary) { _ in } }
      #expect(summary.measurements == names.count)
    }
  }

  @Test func everyFileThatIsPassedOverIsNamedWithTheReasonAndTheRestIsTaken() async throws {
    try await withFolder { shop, folder in
      func put(_ name: String, _ bytes: [UInt8]) throws {
        try write(bytes, Array("\(folder)/\(name)".utf8))
      }
      try put("good.jsonl", Array(Self.line(1).utf8))
      let wide = Array(("\u{FEFF}" + Self.line(2)).utf16).flatMap {
        [UInt8($0 & 255), UInt8($0 >> 8)]
      }
      try put("wide.jsonl", wide)
      // What is sound in it stands behind more than is looked at first.
      let blank = [UInt8](repeating: 0x20, count: 20 << 20)
      try put("bomb.jsonl.gz", try #require(Gzip.compress(blank + Array("\n\(Self.line(3))".utf8))))
      var claim = TarSample.member("x", [0x20])
      for (offset, byte) in "77777777777".utf8.enumerated() { claim[124 + offset] = byte }
      try put("claim.tar", claim)
      try put("counts.json", Array(#"{"v":0,"dimension_count":1,"result":[]}"#.utf8))
      try put("empty.json", [])
      try put("other.csv", Array("a,b\n1,2\n".utf8))
      try put("photo.jpg", [0xFF, 0xD8])
      try put("photo2.jpg", [0xFF, 0xD8])
      try put("notes.yaml", Array("a: 1\n".utf8))
      try put("networks.csv", Array("prefix,asn,country\nx,1,\n".utf8))
      symlink("nowhere", "\(folder)/lost.jsonl")
      mkfifo("\(folder)/pipe.jsonl", 0o600)

      let observatory = try shop.open()
      var found = try observatory.exhibits(among: [folder])
      let intake = try await observatory.take(found.exhibits, keys: shop.keys)
      found.add(intake.passedOver)
      #expect(intake.measurements == 3 && intake.added == 3)
      let reasons = Dictionary(
        uniqueKeysWithValues: found.passedOver.map {
          (String($0.path.dropFirst(folder.count + 1)), $0.reason)
        })
      for (name, reason) in [
        "claim.tar": "the archive", "counts.json": "with counts", "empty.json": "empty",
        "other.csv": "no table", "notes.yaml": "YAML", "networks.csv": "not one row",
        "lost.jsonl": "leads nowhere", "pipe.jsonl": "a pipe",
      ] {
        #expect(reasons[name]?.contains(reason) == true, "\(name): \(reasons[name] ?? "–")")
      }
      #expect(reasons.count == 8, "\(reasons)")
      #expect(found.unrelated == [".jpg": 2])
      #expect(found.isIncomplete)
    }
  }

  @Test func aFileThatIsGoneOrClosedDoesNotStopTheOthers() async throws {
    try await withFolder { shop, folder in
      for number in 0..<3 {
        try write(Array(Self.line(number).utf8), Array("\(folder)/\(number).jsonl".utf8))
      }
      let observatory = try shop.open()
      let found = try observatory.exhibits(among: [folder])
      let (files, _) = try MeasurementFile.all(at: [folder])
      unlink("\(folder)/1.jsonl")
      let intake = try await observatory.take(found.exhibits, keys: shop.keys)
      #expect(intake.added == 2 && intake.passedOver.count == 1)
      #expect(intake.passedOver.first?.reason.contains("No such file") == true)
      for threads in [1, 2] {
        var summary = MeasurementFile.Summary()
        try await MeasurementFile.each(
          in: files, threads: threads, summary: &summary, map: { $0.id }, fold: { _ in })
        #expect(summary.measurements == 2 && summary.closed == 1)
        #expect(summary.examples.first?.contains("1.jsonl: cannot read") == true)
      }
    }
  }

  @Test func aFolderWithNothingInItSaysWhatWasThere() async throws {
    try await withFolder { shop, folder in
      try write([1], Array("\(folder)/a.jpg".utf8))
      try write(Array("{}".utf8), Array("\(folder)/b.json".utf8))
      let observatory = try shop.open()
      do {
        _ = try observatory.exhibits(among: [folder])
        Issue.record("nothing was refused")
      } catch {
        let text = "\(error)"
        #expect(text.contains("b.json: line 1: the line is not a measurement"), "\(text)")
        #expect(text.contains("no measurements, no table") && text.contains("1 .jpg"))
      }
    }
  }
}
