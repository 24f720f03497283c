import Foundation
import Testing

@testable import Observatory

@Suite("Several paths to import")
struct SeveralPathsTests {
  private static let measurement = Data(
    (#"{"test_name":"web_connectivity","measurement_uid":"m1","input":"http://news.example/","#
      + #""probe_cc":"VN","probe_asn":"AS64496","measurement_start_time":"2025-06-01 00:00:00","#
      + "\"test_keys\":{}}\n").utf8)

  private func withFolder(_ body: (Workshop, URL) async throws -> Void) async throws {
    try await Workshop.with { shop in
      let folder = URL(filePath: shop.folder + "-several")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try await body(shop, folder)
    }
  }

  @Test func oneThatIsNothingDoesNotCostTheOthers() async throws {
    try await withFolder { shop, folder in
      func put(_ name: String, _ data: Data) throws -> String {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return file.path
      }
      let broken = try put("broken.json", Data([0xFF, 0xFE] + Array(#"{"a":1}"#.utf8)))
      let good = try put("good.jsonl", Self.measurement)
      let table = try put("networks.csv", Data("prefix,asn,country\nx,1,\n".utf8))
      let timeline = try put("timeline.json", Data(#"{"events":[]}"#.utf8))
      let text = try put("notes.txt", Data("nothing".utf8))
      _ = try put("photos/a.jpg", Data([1]))
      let photos = folder.appending(path: "photos").path
      let observatory = try shop.open()
      for paths in [
        [broken, good, photos, table, text, timeline],
        [timeline, text, table, photos, good, broken],
      ] {
        var found = try observatory.exhibits(among: paths)
        #expect(found.rest == [timeline])
        let intake = try await observatory.take(found.exhibits, keys: shop.keys)
        #expect(intake.added + intake.known == 1)
        found.add(intake.passedOver)
        #expect(Set(found.passedOver.map(\.path)) == [broken, photos, table, text])
        // Whoever called is told by the code that it ends with.
        #expect(found.isIncomplete && found.passedOver.allSatisfy { !$0.reason.isEmpty })
      }
    }
  }

  @Test func theOnlyPathIsRefusedAsBefore() async throws {
    try await withFolder { shop, folder in
      let observatory = try shop.open()
      #expect(throws: ObservatoryError.self) { try observatory.exhibits(among: [folder.path]) }
      let file = folder.appending(path: "broken.json")
      try Data([0xFF]).write(to: file)
      #expect(try observatory.exhibits(among: [file.path]).rest == [file.path])
      #expect(try observatory.exhibits(among: [file.path, file.path]).passedOver.count == 2)
    }
  }
}
