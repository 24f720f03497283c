import Foundation
import Interference
import Testing

@testable import Observatory

@Suite("Observations put aside on disk")
struct ObservationSpoolTests {
  static func row(_ number: Int) -> Observation {
    Observation(
      measurement: "m\(number)", target: "host\(number % 97).example", test: "web_connectivity",
      country: "VN", network: 64496, vantagePoint: "volunteer-\(number)", isPseudonym: true,
      start: 1_767_225_600 + Int64(number) * 60, state: number % 5 == 0 ? .blocked : .ok,
      evidence: number % 5 == 0 ? ["answered 192.0.2.\(number % 200)"] : [])
  }

  static func rows(_ spool: borrowing ObservationSpool) throws -> Set<Observation> {
    var rows: Set<Observation> = []
    var count = 0
    _ = try spool.judge {
      rows.formUnion($0)
      count += $0.count
    }
    #expect(count == rows.count)
    return rows
  }

  static func place(_ line: Int) -> MeasurementPlace {
    MeasurementPlace(file: "a.jsonl", text: TextPlace(line: line))
  }

  static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("spool-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func whatWentToTheDiskComesBack() throws {
    try Self.withFolder { folder in
      var inMemory = ObservationSpool(folder: folder)
      var onDisk = ObservationSpool(room: 10_000, folder: folder)
      for number in 0..<3000 {
        try inMemory.add(Self.row(number), at: Self.place(number + 1))
        try onDisk.add(Self.row(number), at: Self.place(number + 1))
      }
      #expect(inMemory.bytesOnDisk == 0 && onDisk.bytesOnDisk > 100_000)
      let rows = try Self.rows(onDisk)
      #expect(try rows.count == 3000 && rows == Self.rows(inMemory))
    }
  }

  @Test func nothingOfItCanBeReadFromOutside() throws {
    try Self.withFolder { folder in
      var spool = ObservationSpool(room: 1000, folder: folder)
      for number in 0..<500 { try spool.add(Self.row(number), at: Self.place(number + 1)) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      // The open file itself, as one who reads the disk's blocks would find it.
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
        let link = "/proc/self/fd/\($0)"
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        return target?.hasPrefix(folder) ?? false
      }
      #expect(open.count == 1)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "/proc/self/fd/\(open[0])"))
      #expect(bytes.count == spool.bytesOnDisk && bytes.count > 10_000)
      for told in ["volunteer-", "example", "web_connectivity"] {
        #expect(bytes.range(of: Data(told.utf8)) == nil, "\(told)")
      }
    }
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    var spool = ObservationSpool(room: 100, folder: "/nonexistent-folder")
    var failure: (any Error)?
    do {
      for number in 0..<100 { try spool.add(Self.row(number), at: Self.place(1)) }
    } catch { failure = error }
    #expect((failure as? DiskError)?.path == "/nonexistent-folder")
  }
}
