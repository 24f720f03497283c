import Bytes
import Foundation
import Glibc
import Record
import Testing

@testable import Observatory

@Suite("What several programs make at one time")
struct ManyProgramsTests {
  private static func report(_ count: Int) -> [UInt8] {
    let lines = (0..<count).map { number in
      #"{"test_name":"web_connectivity","measurement_uid":"m\#(number)","input":"http://news.example/","probe_cc":"VN","probe_asn":"AS64496","measurement_start_time":"2025-06-01 00:00:00","test_keys":{}}"#
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test func aFreshCacheIsMadeByTheFirstAndFoundByTheOthers() async throws {
    try await Workshop.with { shop in
      for round in 0..<5 {
        for suffix in ["", "-wal", "-shm", "-lock"] {
          try? FileManager.default.removeItem(atPath: shop.folder + "/record.sqlite" + suffix)
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
          for _ in 0..<4 { group.addTask { try await shop.open().size } }
          for try await size in group { #expect(size == 1, "round \(round)") }
        }
      }
    }
  }

  private func withExhibit(
    _ body: (Workshop, ObservationFile, String) async throws -> Void
  ) async throws {
    try await Workshop.with { shop in
      let path = shop.folder + "-report.jsonl"
      try Data(Self.report(3000)).write(to: URL(fileURLWithPath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      let observatory = try shop.open()
      let found = try observatory.exhibits(among: [path])
      _ = try await observatory.take(found.exhibits, keys: shop.keys)
      let exhibit = try #require(try observatory.exhibits(.measurements).first)
      let file = ObservationFile(
        folder: shop.folder, exhibit: exhibit, tables: try observatory.judgeTables())
      let digest = exhibit.digest
      try await body(
        shop, file, "\(shop.folder)/observations/\(digest.prefix(2))/\(digest).jsonl")
    }
  }

  @Test func derivedFilesAreMadeBesideEachOtherAndNobodyMeetsHalfOfOne() async throws {
    try await withExhibit { shop, file, path in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<12 {
          group.addTask {
            // Taken away again and again, as another program with other tables would.
            if number % 3 == 0 { unlink(path) }
            var count = 0
            try await file.each { _, _ in count += 1 }
            return count
          }
        }
        for try await count in group { #expect(count == 3000) }
      }
      let left = try Disk.names(in: Disk.parent(of: path))
      #expect(left.count == 1, "\(left)")
    }
  }

  @Test func readersStayWithTheFileTheyOpenedAndOtherTablesAreMetBeforeTheFirstLine() async throws {
    try await withExhibit { shop, file, path in
      var count = 0
      try await file.each { _, _ in
        if count == 10 { try Disk.write(Array("{}\n".utf8), to: path, isDurable: false) }
        count += 1
      }
      #expect(count == 3000)
      // What stands there now was made by nobody with these tables.
      count = 0
      try await file.each { _, _ in count += 1 }
      #expect(count == 3000)
    }
  }

  @Test func whatKilledProgramsLeftIsTakenAwayAndWhatOthersWriteIsNot() async throws {
    try await withExhibit { shop, file, path in
      let (left, held) = ("\(path).AAAAAA", "\(path).BBBBBB")
      for name in [left, held, "\(path).part", "\(path).body"] {
        try Disk.write(Array("x".utf8), to: name, isDurable: false)
      }
      let descriptor = open(held, O_RDONLY)
      defer { close(descriptor) }
      #expect(flock(descriptor, LOCK_EX) == 0)
      unlink(path)
      _ = try await file.prepare(threads: 1)
      #expect(!Disk.exists(left) && !Disk.exists("\(path).body") && Disk.exists(held))
    }
  }
}
