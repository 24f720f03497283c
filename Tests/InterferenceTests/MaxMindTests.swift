import Foundation
import Record
import Testing

@testable import Interference

/// Writes files in MaxMind's form by the specification, in the plainest way.
struct MaxMindSample {
  indirect enum Value {
    case text(String)
    case whole(UInt64, kind: Int)
    case map([(String, Value)])
    case array([Value])
    case bool(Bool)
    case double(Double)
    case pointer(Int)
  }

  static func bytes(_ value: Value) -> [UInt8] {
    func head(_ kind: Int, _ size: Int) -> [UInt8] {
      let first = kind < 8 ? kind << 5 : 0
      let more: [UInt8] = kind < 8 ? [] : [UInt8(kind - 7)]
      if size < 29 { return [UInt8(first | size)] + more }
      if size < 285 { return [UInt8(first | 29)] + more + [UInt8(size - 29)] }
      return [UInt8(first | 30)] + more + [UInt8((size - 285) >> 8), UInt8((size - 285) & 255)]
    }
    switch value {
    case .text(let text): return head(2, text.utf8.count) + Array(text.utf8)
    case .whole(let number, let kind):
      let digits = withUnsafeBytes(of: number.bigEndian) { Array($0.drop { $0 == 0 }) }
      return head(kind, digits.count) + digits
    case .map(let members):
      return head(7, members.count) + members.flatMap { bytes(.text($0.0)) + bytes($0.1) }
    case .array(let values): return head(11, values.count) + values.flatMap { bytes($0) }
    case .bool(let isTrue): return head(14, isTrue ? 1 : 0)
    case .double(let number):
      return head(3, 8) + withUnsafeBytes(of: number.bitPattern.bigEndian) { Array($0) }
    case .pointer(let offset):
      if offset < 2048 { return [UInt8(1 << 5 | offset >> 8), UInt8(offset & 255)] }
      let short = offset - 2048
      return [UInt8(1 << 5 | 1 << 3 | short >> 16), UInt8(short >> 8 & 255), UInt8(short & 255)]
    }
  }

  var recordSize = 24
  var isV6 = true
  var type = "Made-ASN"
  /// Nodes: left and right, each a node, nothing, or a place among the values.
  enum Record { case node(Int), nothing, value(Int) }
  var nodes: [(Record, Record)] = [(.nothing, .nothing)]
  var data: [UInt8] = []

  /// Puts a value into the data and says where.
  mutating func put(_ value: Value) -> Int {
    data += Self.bytes(value)
    return data.count - Self.bytes(value).count
  }

  /// Sets a prefix.
  mutating func set(_ bits: UInt128, _ length: Int, _ record: Record) {
    var node = 0
    for depth in 0..<length {
      let isRight = bits >> UInt128(127 - depth) & 1 == 1
      if depth == length - 1 {
        if isRight { nodes[node].1 = record } else { nodes[node].0 = record }
        return
      }
      if case .node(let next) = isRight ? nodes[node].1 : nodes[node].0 {
        node = next
        continue
      }
      let inherited = isRight ? nodes[node].1 : nodes[node].0
      nodes.append((inherited, inherited))
      if isRight {
        nodes[node].1 = .node(nodes.count - 1)
      } else {
        nodes[node].0 = .node(nodes.count - 1)
      }
      node = nodes.count - 1
    }
  }

  mutating func set(_ prefix: String, _ place: Int) {
    guard let block = AddressBlock(prefix) else { return }
    if block.base.isV4 {
      set(
        isV6 ? block.base.bits : block.base.bits << 96, block.length + (isV6 ? 96 : 0),
        .value(place))
    } else {
      set(block.base.bits, block.length, .value(place))
    }
  }

  func file(metadata change: (inout [(String, Value)]) -> Void = { _ in }) -> [UInt8] {
    func number(_ record: Record) -> Int {
      switch record {
      case .node(let node): node
      case .nothing: nodes.count
      case .value(let place): nodes.count + 16 + place
      }
    }
    var out: [UInt8] = []
    for (left, right) in nodes {
      let (one, two) = (number(left), number(right))
      func three(_ value: Int) -> [UInt8] {
        [UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
      }
      switch recordSize {
      case 24: out += three(one) + three(two)
      case 28: out += three(one) + [UInt8((one >> 24) << 4 | two >> 24)] + three(two)
      default:
        out += [UInt8(one >> 24)] + three(one) + [UInt8(two >> 24)] + three(two)
      }
    }
    out += [UInt8](repeating: 0, count: 16) + data + [0xAB, 0xCD, 0xEF]
    out += Array("MaxMind.com".utf8)
    var metadata: [(String, Value)] = [
      ("binary_format_major_version", .whole(2, kind: 5)),
      ("binary_format_minor_version", .whole(0, kind: 5)),
      ("build_epoch", .whole(1_767_225_600, kind: 9)), ("database_type", .text(type)),
      ("description", .map([("en", .text("Made for a test"))])),
      ("ip_version", .whole(isV6 ? 6 : 4, kind: 5)), ("languages", .array([.text("en")])),
      ("node_count", .whole(UInt64(nodes.count), kind: 6)),
      ("record_size", .whole(UInt64(recordSize), kind: 5)),
    ]
    change(&metadata)
    return out + Self.bytes(.map(metadata))
  }
}

@Suite("Files in MaxMind's form")
struct MaxMindTests {
  private typealias Value = MaxMindSample.Value

  private func asn(_ number: UInt64, _ name: String) -> Value {
    .map([
      ("autonomous_system_number", .whole(number, kind: 6)),
      ("autonomous_system_organization", .text(name)),
    ])
  }

  private func said(_ table: NetworkTable, _ address: String) throws -> String {
    guard let entry = table.entry(of: try #require(IPAddress(address))) else { return "nothing" }
    return "\(entry.block) \(entry.network ?? 0) \(entry.country ?? "-")"
  }

  private func sample(_ size: Int = 24) -> MaxMindSample {
    var sample = MaxMindSample(recordSize: size)
    let one = sample.put(asn(64496, "One"))
    let two = sample.put(asn(4_200_000_001, String(repeating: "Hai ", count: 100)))
    sample.set("198.51.100.0/24", one)
    sample.set("198.51.100.128/25", two)
    sample.set("2001:db8::/32", two)
    sample.set("2001:db8::1/128", one)
    return sample
  }

  @Test(arguments: [24, 28, 32]) func recordsOfEverySizeAreRead(size: Int) throws {
    let bytes = sample(size).file()
    #expect(MaxMindFile.isOne(bytes))
    let file = try MaxMindFile(bytes)
    #expect(file.source.description == "Made-ASN, 2026-01-01")
    let table = try file.reading().table
    #expect(try said(table, "198.51.100.1") == "198.51.100.0/25 64496 -")
    #expect(try said(table, "198.51.100.200") == "198.51.100.128/25 4200000001 -")
    #expect(try said(table, "198.51.101.1") == "nothing")
    #expect(try said(table, "2001:db8::1") == "2001:db8::1/128 64496 -")
    #expect(try said(table, "2001:db8::2").hasSuffix(" 4200000001 -"))
    #expect(table.name(of: 64496) == "One")
    #expect(table.name(of: 4_200_000_001) == String(repeating: "Hai ", count: 100))
  }

  @Test func aTreeOfVersionFourIsRead() throws {
    var sample = MaxMindSample(isV6: false)
    let place = sample.put(asn(64496, "One"))
    sample.set("0.0.0.0/1", place)
    sample.set("255.255.255.255/32", place)
    let table = try MaxMindFile(sample.file()).reading().table
    #expect(try said(table, "127.255.255.255") == "0.0.0.0/1 64496 -")
    #expect(try said(table, "128.0.0.0") == "nothing")
    #expect(try said(table, "255.255.255.255") == "255.255.255.255/32 64496 -")
  }

  /// The names that MaxMind, DB-IP and IPinfo give the same things.
  @Test func theSpellingsOfEachMakerAreKnown() throws {
    let spellings: [(Value, String)] = [
      (
        .map([("country", .map([("iso_code", .text("VN")), ("geoname_id", .whole(7, kind: 6))]))]),
        "0 VN"
      ),
      (.map([("country_code", .text("VN")), ("country", .text("Vietnam"))]), "0 VN"),
      (.map([("country", .text("Vietnam")), ("country_code", .text("VN"))]), "0 VN"),
      (
        .map([("country", .text("VN")), ("asn", .text("AS64496")), ("as_name", .text("One"))]),
        "64496 VN"
      ),
      (.map([("asn", .whole(64496, kind: 6))]), "64496 -"),
      (
        .map([
          (
            "traits",
            .map([("autonomous_system_number", .whole(64496, kind: 6)), ("x", .bool(true))])
          ),
          ("location", .map([("latitude", .double(1))])),
        ]), "64496 -"
      ),
      (.map([("asn", .text("")), ("country_code", .text("VN"))]), "0 VN"),
    ]
    for (value, expected) in spellings {
      var sample = MaxMindSample()
      let place = sample.put(value)
      sample.set("198.51.100.0/24", place)
      let table = try MaxMindFile(sample.file()).reading().table
      #expect(try said(table, "198.51.100.1") == "198.51.100.0/24 \(expected)")
    }
  }

  @Test func referencesAndImagesOfVersionFourAreFollowed() throws {
    var sample = MaxMindSample()
    let name = sample.put(.text("One"))
    _ = sample.put(.text(String(repeating: "x", count: 3000)))
    let key = sample.put(.text("autonomous_system_organization"))
    // A map whose second name and value are references; the second is a long one.
    let number = MaxMindSample.bytes(.text("asn")) + MaxMindSample.bytes(.whole(64496, kind: 6))
    let place = sample.data.count
    sample.data += [7 << 5 | 2] + number
    sample.data += MaxMindSample.bytes(.pointer(key)) + MaxMindSample.bytes(.pointer(name))
    #expect(key > 2048)
    sample.set("198.51.100.0/24", place)
    // ::/96 and its image, ::ffff:0:0/96.
    var root = 0
    for _ in 0..<96 {
      guard case .node(let next) = sample.nodes[root].0 else { break }
      root = next
    }
    sample.set(0xFFFF_0000_0000, 96, .node(root))
    let table = try MaxMindFile(sample.file()).reading().table
    #expect(try said(table, "198.51.100.1") == "198.51.100.0/24 64496 -")
    #expect(try said(table, "::ffff:198.51.100.1") == "198.51.100.0/24 64496 -")
    #expect(table.name(of: 64496) == "One" && table.prefixCount == 1)
  }

  @Test func valuesThatMakeNoSenseAreNamedAndLeftOut() throws {
    var sample = MaxMindSample()
    let place = sample.put(
      .map([("asn", .text("ASx")), ("country_code", .text("VNM"))]))
    let good = sample.put(asn(64496, "One"))
    sample.set("198.51.100.0/24", place)
    sample.set("203.0.113.0/24", good)
    let reading = try MaxMindFile(sample.file()).reading()
    #expect(reading.refused == 2 && reading.table.prefixCount == 1)
    #expect(reading.examples.first?.description.contains("\"ASx\" is not a number") == true)
  }

  private func reason(_ bytes: [UInt8]) -> NetworkTableFault.Reason? {
    do throws(NetworkTableFault) {
      _ = try MaxMindFile(bytes).reading()
      return nil
    } catch { return error.reason }
  }

  @Test func filesThatAreNoneAreRefused() throws {
    let whole = sample().file()
    #expect(reason([]) == .notMaxMind && reason(Array("prefix,asn".utf8)) == .notMaxMind)
    #expect(!MaxMindFile.isOne([0xAB, 0xCD, 0xEF]))
    let fields = ["binary_format_major_version", "ip_version", "node_count", "record_size"]
    for (field, wrong) in zip(fields, [3, 5, 0, 20] as [UInt64]) {
      for change in [Value.whole(wrong, kind: 6), .text("2"), nil] {
        let bytes = sample().file { metadata in
          metadata.removeAll { $0.0 == field }
          if let change { metadata.append((field, change)) }
        }
        #expect(reason(bytes) == .badMetadata(field))
      }
    }
    let long = sample().file { metadata in
      metadata.removeAll { $0.0 == "node_count" }
      metadata.append(("node_count", .whole(1 << 31, kind: 6)))
    }
    #expect(reason(long) == .badMetadata("node_count"))
    #expect(reason(Array(whole.dropLast(3))) == .badValue)
    #expect(reason(Array(whole.dropFirst(12))) != nil)
  }

  @Test func treesThatAreNoneAreRefused() throws {
    var loop = MaxMindSample()
    loop.nodes = [(.node(1), .nothing), (.node(0), .nothing)]
    #expect(reason(loop.file()) == .notATree(0))
    var shared = MaxMindSample()
    shared.nodes = [(.node(1), .node(1)), (.nothing, .nothing)]
    #expect(reason(shared.file()) == .notATree(1))
    var deep = MaxMindSample(isV6: false)
    deep.nodes = (1...40).map { (.node($0), .nothing) } + [(.nothing, .nothing)]
    #expect(reason(deep.file()) == .notATree(32))
    var outside = MaxMindSample()
    outside.nodes = [(.value(500), .nothing)]
    if case .nodeOutside? = reason(outside.file()) {} else { Issue.record("not refused") }
    var inZeros = MaxMindSample()
    inZeros.nodes = [(.value(-8), .nothing)]
    if case .nodeOutside? = reason(inZeros.file()) {} else { Issue.record("not refused") }
  }

  @Test func valuesThatReferWithoutEndAreRefused() throws {
    // A reference to itself, one to another, and one out of the section.
    for data: [UInt8] in [[1 << 5, 0], [1 << 5, 2, 1 << 5, 0], [1 << 5 | 7, 255], [1 << 5]] {
      var sample = MaxMindSample()
      sample.data = data
      sample.set("198.51.100.0/24", 0)
      #expect(reason(sample.file()) == .badValue)
    }
    // Maps and texts longer than the file, kinds that do not exist.
    for data: [UInt8] in [
      [0xFF, 255, 255, 255], [2 << 5 | 31, 255, 255, 255], [0, 250], [0, 5], [0, 6],
      [7 << 5 | 2, 1],
    ] {
      var sample = MaxMindSample()
      sample.data = data
      sample.set("198.51.100.0/24", 0)
      #expect(reason(sample.file()) == .badValue || reason(sample.file()) == .nothingFound)
    }
  }

  /// Objects in each other, each of them the record of a leaf: quadratic work from a small file.
  @Test func aFileMadeToTakeForEverIsRefused() throws {
    var sample = MaxMindSample(isV6: false)
    let unit = MaxMindSample.bytes(.map([])).map { $0 | 1 } + MaxMindSample.bytes(.text("k"))
    let count = 3000
    sample.data = Array((0..<count).map { _ in unit }.joined()) + MaxMindSample.bytes(.text("end"))
    for number in 0..<count { sample.set(UInt128(number) << 96, 32, .value(number * unit.count)) }
    #expect(reason(sample.file()) == .tooMuchWork)
  }

  /// Seeds 1 to 400: changed and cut files are read or refused, never a crash or a loop.
  @Test func damageNeverCrashes() {
    let whole = sample(28).file()
    for seed in 1...400 {
      var random = SplitMix(state: UInt64(seed))
      var bytes = whole
      if seed % 4 == 0 {
        bytes.removeFirst(Int(random.next() % UInt64(whole.count)))
      }
      for _ in 0..<Int(random.next() % 8) + 1 where !bytes.isEmpty {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      do throws(NetworkTableFault) {
        let reading = try MaxMindFile(bytes).reading()
        #expect(reading.table.prefixCount < 2000, "seed \(seed)")
      } catch { #expect(!error.description.isEmpty, "seed \(seed)") }
    }
  }
}
