import Bytes
import Foundation
import Interference
import Testing

@testable import Observatory

@Suite("Files of measurements")
struct MeasurementFileTests {
  private static func line(_ number: Int) -> String {
    #"{"test_name":"web_connectivity","measurement_uid":"m\#(number)","input":"http://news.example/\#(number)","test_keys":{}}"#
  }

  /// Runs `body` with a folder that is taken away afterwards.
  private func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("texts-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private struct Reading: Equatable {
    var ids: [String] = []
    var summary = MeasurementFile.Summary()
  }

  private func read(_ files: [MeasurementFile], threads: Int) async throws -> Reading {
    var reading = Reading()
    try await MeasurementFile.each(
      in: files, threads: threads, summary: &reading.summary, map: { $0.id },
      fold: { reading.ids.append($0) })
    return reading
  }

  private func read(
    _ text: [UInt8], named name: String = "report.jsonl", longest: Int = 16 << 20, threads: Int = 2
  ) async throws -> Reading {
    try await withFolder { folder in
      try write(text, "\(folder)/\(name)")
      var reading = try await read(
        [MeasurementFile(path: "\(folder)/\(name)", longestText: longest)], threads: threads)
      reading.summary.examples = reading.summary.examples.map {
        $0.replacingOccurrences(of: "\(folder)/", with: "")
      }
      return reading
    }
  }

  @Test(arguments: [1, 2, 5]) func valuesAreFoldedInTheOrderOfTheLines(threads: Int) async throws {
    let count = 20_000
    var text = ""
    for number in 0..<count {
      text += Self.line(number) + "\n"
      if number % 5000 == 7 { text += "rubbish\n\n" }
    }
    let reading = try await read(Array(text.utf8), threads: threads)
    let ids = (0..<count).map { "m\($0)" }
    #expect(reading.ids == ids)
    #expect(reading.summary.measurements == count && reading.summary.refused == 4)
    for (example, line) in zip(reading.summary.examples, [9, 5011, 10_013, 15_015]) {
      #expect(example.hasPrefix("report.jsonl: line \(line): "), "\(example)")
    }
    #expect(reading.summary.examples.count == 4)
  }

  @Test func manyFilesOfEveryFormGiveTheSameOnAnyNumberOfThreads() async throws {
    try await withFolder { folder in
      var files: [MeasurementFile] = []
      for number in 0..<40 {
        let first = number * 100
        var text = Array((first..<first + 100).map { Self.line($0) }.joined(separator: "\n").utf8)
        var name = "\(folder)/\(number).jsonl"
        switch number % 4 {
        case 1: text = try #require(Gzip.compress(text))
        case 2: text = Array(Self.line(first).replacing("{\"test", with: "{\n\"test").utf8)
        case 3:
          text = try #require(Gzip.compress(text)).dropLast(9)
          name += ".gz"
        default: text += Array("\nrubbish".utf8)
        }
        try write(text, name)
        files.append(MeasurementFile(path: name))
      }
      let one = try await read(files, threads: 1)
      #expect(one.ids.count >= 2010)
      #expect(one.summary.refused == 20, "\(one.summary.examples)")
      for threads in [2, 3, 8] {
        #expect(try await read(files, threads: threads) == one)
      }
      var plain = Reading()
      for file in files { try file.each(&plain.summary) { plain.ids.append($0.id) } }
      #expect(plain == one)
    }
  }

  @Test(arguments: [1, 2])
  func aTextWithoutEndIsNamedAndNothingBeforeOrAfterItIsLost(threads: Int) async throws {
    let long = String(repeating: "x", count: 5000)
    let text = [Self.line(1), Self.line(2), long, Self.line(4)].joined(separator: "\n") + "\n"
    let inside = try await read(Array(text.utf8), longest: 1000, threads: threads)
    #expect(inside.ids == ["m1", "m2", "m4"] && inside.summary.refused == 1)
    #expect(inside.summary.examples == ["report.jsonl: line 3: the line is longer than 1000 bytes"])

    // Longer than what is read at once, so that it is met before its end is.
    let longer = [UInt8](repeating: 0x78, count: 1_300_000)
    for tail in ["", "\n", "\n" + Self.line(4)] {
      var bytes = Array("\(Self.line(1))\n\(Self.line(2))\n".utf8)
      bytes += longer
      bytes += Array(tail.utf8)
      let reading = try await read(bytes, longest: 1 << 19, threads: threads)
      #expect(reading.ids == (tail.count > 1 ? ["m1", "m2", "m4"] : ["m1", "m2"]))
      #expect(
        reading.summary.examples == ["report.jsonl: line 3: the line is longer than 524288 bytes"])
    }
    let only = try await read(longer, longest: 1 << 19, threads: threads)
    #expect(only.ids == [] && only.summary.refused == 1)
    #expect(only.summary.examples == ["report.jsonl: line 1: the line is longer than 524288 bytes"])
    let pretty = try await read(Array("{\n".utf8) + longer, longest: 1 << 19, threads: threads)
    #expect(
      pretty.summary.examples == ["report.jsonl: line 1: the line is longer than 524288 bytes"])
  }

  @Test func defectsAfterManyBatchesKeepTheirLines() async throws {
    let filler = String(repeating: " ", count: 1000)
    var text = ""
    for number in 1...3000 {
      text += number == 2900 ? "{\(filler)\n" : Self.line(number) + filler + "\n"
    }
    let reading = try await read(Array(text.utf8), threads: 2)
    #expect(reading.ids.count == 2999)
    #expect(reading.summary.examples.count == 1)
    #expect(reading.summary.examples.first?.hasPrefix("report.jsonl: line 2900: ") == true)
  }

  @Test func theFirstBytesTellHowAFileIsPackedAndNotItsName() async throws {
    let text = Array("\(Self.line(1))\n\(Self.line(2))".utf8)
    // A frame by hand (RFC 8878): one raw block.
    let size = UInt32(text.count) << 3 | 1
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, UInt8(text.count)]
    frame += [UInt8(size & 255), UInt8(size >> 8 & 255), UInt8(size >> 16)]
    frame += text
    try #require(text.count < 256)
    let zip = try #require(Gzip.compress(text))
    for (name, bytes) in [("a.gz", frame), ("b.zst", zip), ("c.zst", text), ("d", frame)] {
      #expect(try await read(bytes, named: name).ids == ["m1", "m2"], "\(name)")
    }
    let cut = try await read(Array(frame.dropLast(40)))
    let place = frame.count - 40
    #expect(cut.summary.examples.last?.contains("end too early, at byte \(place)") == true)
  }

  @Test func filesInAnArchiveAreNamed() async throws {
    let post = #"{"format":"json","content":\#(Self.line(1))}"#
    var archive = TarSample.member("a/1.post", Array(post.utf8))
    archive += TarSample.member("a/2.post", Array("{\n".utf8))
    archive += TarSample.member("a/3.post", [UInt8](repeating: 0x20, count: 5000))
    archive += TarSample.member("a/4.post", Array(Self.line(4).utf8))
    archive += [UInt8](repeating: 0, count: 1024)
    for threads in [1, 2] {
      for bytes in [archive, try #require(Gzip.compress(archive))] {
        let reading = try await read(bytes, named: "x.tar.gz", longest: 4000, threads: threads)
        #expect(reading.ids == ["m1", "m4"])
        #expect(reading.summary.refused == 2)
        let examples = reading.summary.examples
        #expect(examples.count == 2)
        #expect(examples.first?.hasPrefix("x.tar.gz: a/2.post: the line is not JSON") == true)
        #expect(examples.last == "x.tar.gz: a/3.post: the line is longer than 4000 bytes")
      }
    }
    let cut = try await read(Array(archive.prefix(700)), named: "x.tar")
    #expect(cut.summary.examples == ["x.tar: the archive ends too early, at byte 700"])
  }

  @Test func aMissingFileIsAnErrorAfterWhatCameBefore() async throws {
    try await withFolder { folder in
      try write(Array(Self.line(1).utf8), "\(folder)/a.jsonl")
      let files = ["a", "none"].map { MeasurementFile(path: "\(folder)/\($0).jsonl") }
      for threads in [1, 2] {
        var ids: [String] = []
        var summary = MeasurementFile.Summary()
        await #expect(throws: DiskError.self) {
          try await MeasurementFile.each(
            in: files, threads: threads, summary: &summary, map: { $0.id },
            fold: { ids.append($0) })
        }
        #expect(ids == ["m1"])
      }
    }
  }

  @Test func whatFoldThrowsEndsTheReading() async throws {
    let text = (1...5000).map { Self.line($0) }.joined(separator: "\n")
    for threads in [1, 3] {
      await #expect(throws: CancellationError.self) {
        try await withFolder { folder in
          try write(Array(text.utf8), "\(folder)/a.jsonl")
          var summary = MeasurementFile.Summary()
          try await MeasurementFile.each(
            in: [MeasurementFile(path: "\(folder)/a.jsonl")], threads: threads, summary: &summary,
            map: { $0.id }, fold: { if $0 == "m77" { throw CancellationError() } })
        }
      }
    }
  }
}

/// Heads of tar members by POSIX.1-1988.
enum TarSample {
  static func member(_ name: String, _ body: [UInt8], kind: String = "0") -> [UInt8] {
    var head = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ place: Int) {
      for (offset, byte) in text.utf8.enumerated() { head[place + offset] = byte }
    }
    func octal(_ value: Int, _ width: Int) -> String {
      let digits = String(value, radix: 8)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    put(name, 0)
    put(octal(0o644, 7), 100)
    put(octal(body.count, 11), 124)
    put("        ", 148)
    put(kind, 156)
    put("ustar", 257)
    put("00", 263)
    put(octal(head.reduce(0) { $0 + Int($1) }, 6), 148)
    head[154] = 0
    let padding = (512 - body.count % 512) % 512
    return head + body + [UInt8](repeating: 0, count: padding)
  }
}
