import CZlib
import Record
import Testing

@testable import Site

/// One point for each year from `first`.
func yearly(
  _ first: Int, _ values: [Double?], bounds: [Int: Bound] = [:]
) -> [Chart.Point] {
  values.enumerated().map { place, value in
    Chart.Point(
      from: Double(first + place), to: Double(first + place + 1), y: value, bound: bounds[place])
  }
}

/// A chart of one series, which must have a number.
func oneLine(
  _ form: Chart.Form, _ points: [Chart.Point], y: Chart.Axis = .fitting, isPercent: Bool = false
) throws -> Chart {
  try #require(
    try Chart(form: form, series: [Chart.Line(points: points)], y: y, isPercent: isPercent))
}

/// A chart of several series that cross, with every kind of bound.
func crowd(_ form: Chart.Form, lines: Int, years: Int) throws -> Chart {
  let series = (0..<lines).map { style in
    let values: [Double?] = (0..<years).map { Double(($0 * 37 + style * 53) % 90 + 10) }
    let bounds: [Int: Bound] = [1: .about, 3: .atLeast, 5: .atMost]
    return Chart.Line(points: yearly(2000, values, bounds: bounds), style: style)
  }
  return try #require(try Chart(form: form, series: series))
}

/// A PNG file taken apart by the rules of the format, apart from the code that wrote it.
struct DecodedPNG {
  var names: [String] = []
  var width = 0
  var height = 0
  var depth = 0
  var palette: [UInt32] = []
  var pixels: [UInt32] = []

  init(_ bytes: [UInt8]) throws {
    try #require(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    var rest = bytes.dropFirst(8)
    var data: [UInt8] = []
    while !rest.isEmpty {
      let count = Int(Self.number(rest.prefix(4)))
      let body = Array(rest.dropFirst(4).prefix(count + 4))
      let sum = Self.number(rest.dropFirst(8 + count).prefix(4))
      try #require(body.count == count + 4)
      #expect(UInt32(crc32(0, body, UInt32(body.count))) == sum)
      let name = String(decoding: body.prefix(4), as: UTF8.self)
      names.append(name)
      let content = Array(body.dropFirst(4))
      switch name {
      case "IHDR":
        width = Int(Self.number(content.prefix(4)))
        height = Int(Self.number(content.dropFirst(4).prefix(4)))
        depth = Int(content[8])
        #expect(Array(content[9...]) == [3, 0, 0, 0])
      case "PLTE":
        palette = stride(from: 0, to: content.count, by: 3).map {
          Self.number([0] + content[$0..<$0 + 3])
        }
      case "IDAT": data += content
      default: break
      }
      rest = rest.dropFirst(12 + count)
    }
    try read(data)
  }

  /// The colour of a pixel as 0xRRGGBB.
  func colour(_ x: Int, _ y: Int) -> UInt32 { pixels[y * width + x] }

  private mutating func read(_ data: [UInt8]) throws {
    let perRow = (width * depth + 7) / 8
    var rows = [UInt8](repeating: 0, count: (perRow + 1) * height)
    var count = UInt(rows.count)
    let code = uncompress(&rows, &count, data, UInt(data.count))
    try #require(code == Z_OK && count == UInt(rows.count))
    var above = [UInt8](repeating: 0, count: perRow)
    for row in 0..<height {
      let start = row * (perRow + 1)
      try #require(rows[start] == 0 || rows[start] == 2)
      var line = Array(rows[start + 1..<start + 1 + perRow])
      if rows[start] == 2 { line = zip(line, above).map { $0 &+ $1 } }
      above = line
      for column in 0..<width {
        let byte = line[column * depth / 8]
        let index = depth == 8 ? byte : column.isMultiple(of: 2) ? byte >> 4 : byte & 15
        try #require(Int(index) < palette.count)
        pixels.append(palette[Int(index)])
      }
    }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
