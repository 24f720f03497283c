import Bytes
import Foundation
import Testing

@testable import Observatory

@Suite("Packed files that are damaged at the end")
struct DamagedSumTests {
  private static func line(_ number: Int) -> String {
    #"{"test_name":"web_connectivity","measurement_uid":"m\#(number)","input":"http://news.example/","#
      + #""probe_cc":"VN","probe_asn":"AS64496","measurement_start_time":"2025-06-01 00:00:00","#
      + "\"test_keys\":{}}"
  }

  /// All lines are there, and the file is named with the place of the fault.
  @Test(arguments: [1, 3, 4000], [true, false])
  func keepTheLinesBeforeTheDamage(count: Int, endsLine: Bool) throws {
    let text = (0..<count).map(Self.line).joined(separator: "\n") + (endsLine ? "\n" : "")
    var packed = try #require(Gzip.compress(Array(text.utf8)))
    packed[packed.count - 7] ^= 0xFF
    let file = URL(filePath: NSTemporaryDirectory()).appending(
      path: "haidang-sum-\(UUID().uuidString).jsonl.gz")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(packed).write(to: file)
    var summary = MeasurementFile.Summary()
    try MeasurementFile(path: file.path, name: "a.jsonl.gz").each(&summary) { _ in }
    #expect(summary.measurements == count && summary.refused == 1)
    #expect(
      summary.examples.contains {
        $0.hasPrefix("a.jsonl.gz: the compressed data are damaged after \(text.utf8.count)")
      }, "\(summary.examples)")
  }

  @Test func halfALineIsNoMeasurement() throws {
    let text = Self.line(0) + "\n" + Self.line(1).dropLast(9)
    var packed = try #require(Gzip.compress(Array(text.utf8)))
    packed[packed.count - 7] ^= 0xFF
    let file = URL(filePath: NSTemporaryDirectory()).appending(
      path: "haidang-sum-\(UUID().uuidString).jsonl.gz")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(packed).write(to: file)
    var summary = MeasurementFile.Summary()
    try MeasurementFile(path: file.path, name: "a").each(&summary) { _ in }
    #expect(summary.measurements == 1 && summary.refused == 1)
  }
}
