import Bytes
import Foundation
import Interference
import Testing

@testable import Observatory

@Suite("Measurements in every framing")
struct TextFramingTests {
  private static func text(_ number: Int, isPretty: Bool = false, indent: String = "") -> String {
    let members = [
      #""test_name":"web_connectivity""#, #""measurement_uid":"m\#(number)""#,
      #""input":"http://news.example/""#, #""measurement_start_time":"2026-01-01 00:00:00""#,
      #""test_keys":{"queries":[]}"#,
    ]
    guard isPretty else { return "{" + members.joined(separator: ",") + "}" }
    return members.map { "\n\(indent)  " + $0 }.joined(separator: ",").replacing(
      "\n\(indent)  \"test_keys\":{\"queries\":[]}",
      with: "\n\(indent)  \"test_keys\": {\n\(indent)    \"queries\": []\n\(indent)  }"
    ).withBraces(indent)
  }

  private struct Reading: Equatable {
    var ids: [String] = []
    var summary = MeasurementFile.Summary()
  }

  /// What is read of a file, the same with one thread and many, plain and packed.
  private func read(_ bytes: [UInt8], longest: Int = 16 << 20) async throws -> Reading {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("framing-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let packed = try #require(Gzip.compress(bytes))
    var readings: [Reading] = []
    for (name, bytes) in [("plain", bytes), ("packed", packed)] {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      for threads in [1, 3] {
        var reading = Reading()
        try await MeasurementFile.each(
          in: [MeasurementFile(path: "\(folder)/\(name)", name: "f", longestText: longest)],
          threads: threads, summary: &reading.summary, map: { $0.id },
          remark: { measurement, _ in measurement.host == nil ? "no host" : nil },
          fold: { reading.ids.append($0) })
        readings.append(reading)
      }
    }
    let first = try #require(readings.first)
    for other in readings { #expect(other == first) }
    return first
  }

  @Test func listsAndValuesOverManyLinesAreReadOneByOne() async throws {
    let ids = ["m1", "m2", "m3"]
    let pretty = (1...3).map { Self.text($0, isPretty: true) }
    let inside = (1...3).map { "  " + Self.text($0, isPretty: true, indent: "  ") }
    let compact = (1...3).map { Self.text($0) }
    var texts: [String] = [pretty.joined(separator: "\n"), pretty.joined()]
    texts.append("\u{FEFF}" + pretty.joined(separator: "\r\n"))
    texts.append("[\(compact.joined(separator: ","))]")
    texts.append("[\n\(inside.joined(separator: ",\n"))\n]\n")
    texts.append("// a note\n/* and another */\n" + pretty.joined(separator: "\n// between\n"))
    texts.append("\(compact[0])\n\(pretty[1])\n\(compact[2])")
    texts.append("\(compact[0])\n[\n\(compact[1])\n]\n\(compact[2])\n")
    texts.append(compact.joined(separator: "\n"))
    for text in texts {
      let reading = try await read(Array(text.utf8))
      #expect(reading.ids == ids && reading.summary.refused == 0, "\(text)")
    }
  }

  @Test func aListLargerThanWhatIsHeldIsReadToItsEnd() async throws {
    let filler = String(repeating: " ", count: 900)
    let text = "[" + (1...3000).map { Self.text($0) + filler }.joined(separator: ",") + "]"
    let reading = try await read(Array(text.utf8), longest: 4000)
    #expect(reading.ids == (1...3000).map { "m\($0)" })
    #expect(reading.summary.refused == 0)
  }

  @Test func whatIsBrokenIsNamedWithItsPlaceAndTheRestIsRead() async throws {
    let pretty = (1...3).map { Self.text($0, isPretty: true) }
    let cut = String(pretty[1].dropLast(2))
    let one = try await read(Array([pretty[0], cut, pretty[2]].joined(separator: "\n").utf8))
    #expect(one.ids == ["m1", "m3"] && one.summary.refused == 1)
    #expect(one.summary.examples.first?.hasPrefix("f: line 10: the line is not JSON") == true)

    let list = "[\(Self.text(1)),{\"a\":}, {\"test_name\":7},\(Self.text(2))]"
    let two = try await read(Array(list.utf8))
    #expect(two.ids == ["m1", "m2"] && two.summary.refused == 2, "\(two.summary.examples)")
    #expect(two.summary.examples.first?.hasPrefix("f: line 1, byte ") == true)

    // A list that is cut off is not taken for a whole one.
    let open = try await read(Array("[\(Self.text(1)),\n".utf8))
    #expect(open.ids == ["m1"] && open.summary.refused == 1)
    // A first line that is broken does not turn a report into something else.
    let report = "{\"a\": \"x\n\(Self.text(1))\n\(Self.text(2))\n"
    let three = try await read(Array(report.utf8))
    #expect(three.ids == ["m1", "m2"] && three.summary.refused == 1)
    let stray = "\(Self.text(1))\n{\n\(Self.text(2))\nrubbish\n\(Self.text(3))\n"
    let four = try await read(Array(stray.utf8))
    #expect(four.ids == ["m1", "m2", "m3"] && four.summary.refused == 2)
    #expect(four.summary.examples.map { String($0.prefix(9)) } == ["f: line 2", "f: line 4"])
  }

  @Test func filesInAnArchiveMayHoldManyTextsAndNameTheirLines() async throws {
    let lines = [Self.text(1), "rubbish", Self.text(2)].joined(separator: "\n")
    var archive = TarSample.member("a.jsonl", Array(lines.utf8))
    archive += TarSample.member("b.json", Array("[\(Self.text(3))]".utf8))
    archive += TarSample.member("c.gz", try #require(Gzip.compress(Array(Self.text(4).utf8))))
    archive += [UInt8](repeating: 0, count: 1024)
    let reading = try await read(archive)
    #expect(reading.ids == ["m1", "m2", "m3"])
    #expect(reading.summary.refused == 2)
    #expect(reading.summary.examples.first?.hasPrefix("f: a.jsonl: line 2: ") == true)
    #expect(reading.summary.examples.last?.contains("c.gz: is packed inside") == true)
  }

  @Test func textsInSixteenBitsAreRead() async throws {
    let text = "\(Self.text(1))\n\(Self.text(2))\n"
    let units = Array(text.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let reading = try await read([0xFF, 0xFE] + units)
    #expect(reading.ids == ["m1", "m2"] && reading.summary.refused == 0)
  }

  @Test func whatGivesNothingIsCountedAndNamed() async throws {
    let other = Self.text(1).replacing("http://news.example/", with: "")
    let reading = try await read(Array("\(Self.text(0))\n\(other)\n".utf8))
    #expect(reading.summary.measurements == 2 && reading.summary.unobserved == 1)
    #expect(reading.summary.examples == ["f: line 2: no host"])
  }
}

extension String {
  fileprivate func withBraces(_ indent: String) -> String { "{" + self + "\n\(indent)}" }
}
