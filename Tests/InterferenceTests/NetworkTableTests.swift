import Bytes
import Foundation
import Record
import Testing

@testable import Interference

@Suite("Tables of networks")
struct NetworkTableTests {
  private func csv(_ text: String, by step: Int = 7) throws -> NetworkTableReading {
    var reader = NetworkCSVReader(source: .init(name: "made"))
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      try reader.read(Array(bytes[start..<min(start + step, bytes.count)]))
    }
    return try reader.finish()
  }

  private func dump(_ text: String, by step: Int = 7) throws -> NetworkTableReading {
    var reader = LocationDumpReader()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      try reader.read(Array(bytes[start..<min(start + step, bytes.count)]))
    }
    return try reader.finish()
  }

  @Test func theLongestPrefixSpeaks() throws {
    let table = try csv(
      """
      prefix,asn,country
      198.51.0.0/16,64496,XA
      198.51.100.0/24,64497,XB
      198.51.100.128/25,AS64498,
      198.51.100.255/32,0,XD
      2001:db8::/32,64499,XE
      2001:db8:1::/48,64500,XF
      2001:db8:1::1/128,64501,XG
      """
    ).table
    func said(_ address: String) throws -> String {
      guard let entry = table.entry(of: try #require(IPAddress(address))) else { return "nothing" }
      return "\(entry.block) \(entry.network ?? 0) \(entry.country ?? "-")"
    }
    #expect(try said("198.50.255.255") == "nothing")
    #expect(try said("198.51.0.0") == "198.51.0.0/16 64496 XA")
    #expect(try said("198.51.100.127") == "198.51.100.0/24 64497 XB")
    #expect(try said("198.51.100.128") == "198.51.100.128/25 64498 -")
    #expect(try said("198.51.100.255") == "198.51.100.255/32 0 XD")
    #expect(try said("198.51.101.0") == "198.51.0.0/16 64496 XA")
    #expect(try said("198.52.0.0") == "nothing")
    #expect(try said("::ffff:198.51.100.127") == "198.51.100.0/24 64497 XB")
    #expect(try said("2001:db7:ffff::") == "nothing")
    #expect(try said("2001:db8:1::") == "2001:db8:1::/48 64500 XF")
    #expect(try said("2001:db8:1::1") == "2001:db8:1::1/128 64501 XG")
    #expect(try said("2001:db8:1::2") == "2001:db8:1::/48 64500 XF")
    #expect(try said("2001:db8:ffff::") == "2001:db8::/32 64499 XE")
    #expect(try said("2001:db9::") == "nothing")
    #expect(table.network(of: try #require(IPAddress("198.51.100.255"))) == nil)
    #expect(table.prefixCount == 7)
  }

  @Test func theEndsOfTheAddressesAreNoTrap() throws {
    let table = try csv(
      """
      prefix,asn,country
      0.0.0.0/0,1,
      255.255.255.255/32,2,
      0.0.0.0/32,3,
      ::/0,4,
      ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128,5,
      """
    ).table
    for (address, network) in [
      ("0.0.0.0", 3), ("0.0.0.1", 1), ("255.255.255.254", 1), ("255.255.255.255", 2), ("::", 4),
      ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", 4),
      ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 5),
    ] {
      #expect(table.network(of: try #require(IPAddress(address))) == UInt32(network))
    }
  }

  @Test func ofTwoEqualPrefixesTheLaterCountsAndBitsBeyondTheLengthFall() throws {
    let table = try csv(
      "prefix,asn,country\n192.0.2.77/24,1,XA\n192.0.2.0/25,9,\n192.0.2.0/24,2,XB\n"
    ).table
    #expect(table.network(of: try #require(IPAddress("192.0.2.200"))) == 2)
    #expect(table.network(of: try #require(IPAddress("192.0.2.1"))) == 9)
  }

  /// Seeds 1 to 40: tables of nested and neighbouring prefixes against one prefix after the other.
  @Test(arguments: 1...40) func agreesWithTryingEveryPrefix(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    var blocks: [(AddressBlock, UInt32)] = []
    var text = "prefix,asn,country\n"
    for number in 1...200 {
      let isV4 = random.next() % 2 == 0
      // Few bits that differ, so that prefixes meet.
      let few = random.next() & 0x0300_0000_0000_00C3
      let address =
        isV4
        ? IPAddress(v4: UInt32(truncatingIfNeeded: few >> 32 | few & 0xFF))
        : IPAddress(v6High: few, low: random.next() & 0x8000_0000_0000_0003)
      let length = Int(random.next() % (isV4 ? 33 : 129))
      let block = AddressBlock(holding: address, length: length)
      blocks.removeAll { $0.0 == block }
      blocks.append((block, UInt32(number)))
      text += "\(block),\(number),\n"
    }
    let table = try csv(text, by: 1000).table
    for _ in 0..<2000 {
      let few = random.next() & 0x0300_0000_0000_00C3
      let address =
        random.next() % 2 == 0
        ? IPAddress(v4: UInt32(truncatingIfNeeded: few >> 32 | few & 0xFF))
        : IPAddress(v6High: few, low: random.next() & 0x8000_0000_0000_0003)
      let expected = blocks.filter { $0.0.contains(address) }.max { $0.0.length < $1.0.length }
      let entry = table.entry(of: address)
      #expect(entry?.network == expected?.1, "seed \(seed), \(address)")
      #expect(entry?.block == expected?.0, "seed \(seed), \(address)")
    }
  }

  private static let dumped = """
    #
    # Location Database Export
    #
    # Generated: Sat, 29 Oct 2022 05:59:54 GMT
    # Vendor:    A project
    # License:   CC BY-SA 4.0
    #

    aut-num:                 AS64496
    name:                    Example: one

    aut-num:                 AS64497
    name:                    Ví dụ

    net:                     198.51.100.0/24
    country:                 XA
    aut-num:                 64496
    is-anycast:              yes

    net:                     2001:db8::/32
    aut-num:                 64497

    net:                     203.0.113.0/24
    country:                 XB
    """

  @Test(arguments: [1, 7, 100_000]) func aDumpOfLibraryLocationIsRead(step: Int) throws {
    #expect(LocationDumpReader.begins(Self.dumped.utf8))
    let reading = try dump(Self.dumped, by: step)
    let table = reading.table
    #expect(reading.refused == 0 && table.prefixCount == 3 && table.nameCount == 2)
    #expect(
      table.sources.map(\.description) == ["location database of A project, 2022-10-29"])
    #expect(table.sources.first?.licence == "CC BY-SA 4.0")
    let entry = try #require(IPAddress("198.51.100.9").flatMap { table.entry(of: $0) })
    #expect(entry.network == 64496 && entry.country == "XA")
    #expect(table.name(of: 64496) == "Example: one" && table.name(of: 64497) == "Ví dụ")
    #expect(table.name(of: 64498) == nil)
    #expect(table.entry(of: try #require(IPAddress("203.0.113.1")))?.network == nil)
    #expect(table.network(of: try #require(IPAddress("2001:db8::1"))) == 64497)
  }

  @Test func whatIsWrongIsNamedWithItsLineAndTheRestIsRead() throws {
    let reading = try csv(
      """
      country,prefix,asn
      XA,198.51.100.0/33,1
      XA,198.51.100.0,1
      XAB,198.51.100.0/24,1
      XA,198.51.100.0/24,4294967296
      XA,198.51.100.0/24,-1
      XA,,1
      XA,198.51.100.0/24,64496
      """)
    #expect(reading.refused == 6 && reading.table.prefixCount == 1)
    #expect(reading.examples.map(\.place) == (2...7).map { .line($0) })
    #expect(reading.examples[2].description.contains("line 4: \"XAB\" is not a country"))
    let dumped = try dump("net: x/8\ncountry: XA\n\nnet: 10.0.0.0/8\naut-num: twelve\ncountry: 1\n")
    #expect(dumped.refused == 3 && dumped.table.prefixCount == 1)
    #expect(dumped.examples.map(\.place) == [.line(1), .line(5), .line(6)])
  }

  @Test func textsThatAreNoTableAreRefused() throws {
    let cases: [(String, NetworkTableFault.Reason)] = [
      ("", .nothingFound), ("a,b\n1,2\n", .unknownColumns), ("# A\n\n\"b\"c\n", .unknownColumns),
      ("prefix,asn\n", .nothingFound),
      ("prefix,asn\n\"1", .csv(.unbalancedQuote)),
    ]
    for (text, reason) in cases {
      #expect {
        try csv(text)
      } throws: { ($0 as? NetworkTableFault)?.reason == reason }
    }
    #expect(throws: NetworkTableFault(.nothingFound)) { try dump("<html>\n") }
    let long = "net: " + String(repeating: "1", count: 70_000)
    #expect(throws: NetworkTableFault(.lineTooLong(limit: 1 << 16), .line(2))) {
      try dump("\n" + long, by: 30_000)
    }
  }

  @Test func tablesFillEachOther() throws {
    let numbers = try csv("prefix,asn\n198.51.100.0/24,64496\n203.0.113.0/24,64497\n").table
    let countries = try csv("network,country_code\n198.51.0.0/16,XA\n192.0.2.0/24,XB\n").table
    let names = try csv("asn,name\n64496,One\nAS64497,\"Two, Ltd\"\n").table
    let table = numbers.filled(from: countries).filled(from: names)
    func said(_ address: String) throws -> String {
      guard let entry = table.entry(of: try #require(IPAddress(address))) else { return "nothing" }
      return "\(entry.block) \(entry.network ?? 0) \(entry.country ?? "-")"
    }
    #expect(try said("198.51.100.1") == "198.51.100.0/24 64496 XA")
    #expect(try said("198.51.101.1") == "198.51.0.0/16 0 XA")
    #expect(try said("203.0.113.1") == "203.0.113.0/24 64497 -")
    #expect(try said("192.0.2.1") == "192.0.2.0/24 0 XB")
    #expect(try said("192.0.3.1") == "nothing")
    #expect(table.name(of: 64497) == "Two, Ltd" && table.sources.count == 3)
  }

  /// Seeds 1 to 200: a text with bytes changed and cut is read or refused, never a crash.
  @Test func damageNeverCrashes() throws {
    for seed in 1...200 {
      var random = SplitMix(state: UInt64(seed))
      for (isDump, whole) in [
        (true, Self.dumped), (false, "prefix,asn,country\n198.51.100.0/24,64496,XA\n\"a\",1,\n"),
      ] {
        var bytes = Array(whole.utf8.prefix(Int(random.next() % UInt64(whole.utf8.count))))
        for _ in 0..<5 where !bytes.isEmpty {
          bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        var dump = LocationDumpReader()
        var csv = NetworkCSVReader(source: .init(name: "made"))
        do {
          if isDump {
            try dump.read(bytes)
            _ = try dump.finish()
          } else {
            try csv.read(bytes)
            _ = try csv.finish()
          }
        } catch { #expect(!error.description.isEmpty, "seed \(seed)") }
      }
    }
  }

  @Test func theTableOfVietnameseNetworksIsRead() throws {
    let paths = Field.files("asn-geo").filter { $0.contains("prefixes") }
    guard let path = paths.first else {
      print("skipped: the table does not lie beside the repository")
      return
    }
    var reader = NetworkCSVReader(
      source: .init(name: "prefixes", day: CivilDay(parsing: "2022-10-29")))
    try reader.read(try Field.bytes(path))
    let reading = try reader.finish()
    #expect(reading.refused == 0 && reading.table.prefixCount == 19_641)
    for (address, network) in [
      ("125.212.224.108", 38731), ("103.192.236.94", 63748), ("1.52.48.7", 18403),
    ] {
      let entry = reading.table.entry(of: try #require(IPAddress(address)))
      #expect(entry?.network == UInt32(network) && entry?.country == "VN")
    }
  }
}
