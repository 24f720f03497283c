internal import Bytes
internal import Record

/// A file in MaxMind's form (MaxMind DB file format specification 2.0): a search tree over the bits of
/// addresses, and the values at its leaves.
///
/// The reader is our own: it walks the tree once, whatever is in the file, and takes number, name
/// and country under the names that MaxMind, DB-IP and IPinfo give them.
public struct MaxMindFile: Sendable {
  private static let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
  /// The metadata lie in the last 128 KiB.
  private static let longestMetadata = 1 << 17

  private let bytes: [UInt8]
  private let nodeCount: Int
  private let recordSize: Int
  private let isV6: Bool
  private let dataEnd: Int
  /// Where the file says it is from.
  public let source: NetworkTable.Source

  /// Whether a file is in this form, by its end.
  public static func isOne(_ end: some Collection<UInt8>) -> Bool {
    lastMarker(Array(end.suffix(longestMetadata))[...]) != nil
  }

  private static func lastMarker(_ end: ArraySlice<UInt8>) -> Int? {
    guard end.count >= marker.count else { return nil }
    return (end.startIndex...end.endIndex - marker.count).last {
      end[$0] == marker[0] && end[$0..<$0 + marker.count].elementsEqual(marker)
    }
  }

  /// Reads a file's metadata.
  ///
  /// - Throws: `NetworkTableFault`.
  public init(_ bytes: [UInt8]) throws(NetworkTableFault) {
    guard let marker = Self.lastMarker(bytes.suffix(Self.longestMetadata)) else {
      throw NetworkTableFault(.notMaxMind)
    }
    self.bytes = bytes
    dataEnd = marker
    let start = marker + Self.marker.count
    var data = MaxMindData(bytes, section: start..<bytes.count)
    var numbers: [String: Int] = [:]
    var type: String?
    for (name, place) in try data.members(start) {
      let name = String(decoding: name, as: UTF8.self)
      if let value = try data.whole(place) { numbers[name] = value }
      if name == "database_type" {
        type = try data.text(place).map { String(decoding: $0.prefix(80), as: UTF8.self) }
      }
    }
    func number(_ name: String, _ good: (Int) -> Bool) throws(NetworkTableFault) -> Int {
      guard let value = numbers[name], good(value) else {
        throw NetworkTableFault(.badMetadata(name), .byte(start))
      }
      return value
    }
    _ = try number("binary_format_major_version") { $0 == 2 }
    let size = try number("record_size") { [24, 28, 32].contains($0) }
    recordSize = size
    isV6 = try number("ip_version") { $0 == 4 || $0 == 6 } == 6
    // Sixteen zeros part the tree from the values.
    nodeCount = try number("node_count") { $0 > 0 && $0 <= (marker - 16) / (size / 4) }
    let built = numbers["build_epoch"].flatMap { $0 < 1 << 40 ? CivilDay(of: Int64($0)) : nil }
    source = NetworkTable.Source(name: type ?? "MaxMind DB", day: built)
  }

  private func records(of node: Int) -> (left: Int, right: Int) {
    let place = node * recordSize / 4
    func number(_ first: Int, _ count: Int) -> Int {
      bytes[place + first..<place + first + count].reduce(0) { $0 << 8 | Int($1) }
    }
    switch recordSize {
    case 24: return (number(0, 3), number(3, 3))
    case 28:
      let middle = Int(bytes[place + 3])
      return ((middle >> 4) << 24 | number(0, 3), (middle & 15) << 24 | number(4, 3))
    default: return (number(0, 4), number(4, 4))
    }
  }

  private struct Branch {
    var record: Int
    var bits: UInt128
    var depth: Int
  }

  /// All prefixes of the file.
  ///
  /// - Throws: `NetworkTableFault`.
  /// - Complexity: O(n) in the length of the file.
  public func reading() throws(NetworkTableFault) -> NetworkTableReading {
    let dataStart = nodeCount * recordSize / 4 + 16
    var values = MaxMindRecords(data: MaxMindData(bytes, section: dataStart..<dataEnd))
    var draft = NetworkTableDraft()
    var seen = [Bool](repeating: false, count: nodeCount)
    var rootOfV4: Int?
    var open = [Branch(record: 0, bits: 0, depth: 0)]
    let deepest = isV6 ? 128 : 32
    while let branch = open.popLast() {
      let node = branch.record
      if node == nodeCount { continue }
      guard node < nodeCount else {
        let place = dataStart + node - nodeCount - 16
        guard place >= dataStart, place < dataEnd else {
          throw NetworkTableFault(.nodeOutside(node))
        }
        try add(branch, try values.fact(at: place, &draft), to: &draft)
        continue
      }
      if seen[node] {
        // The images of version 4 in version 6 (::ffff:0:0/96, 2002::/16, 2001::/32) lead to its
        // root again.
        if node == rootOfV4 { continue }
        throw NetworkTableFault(.notATree(node))
      }
      guard branch.depth < deepest else { throw NetworkTableFault(.notATree(node)) }
      seen[node] = true
      if isV6, branch.depth == 96, branch.bits == 0 { rootOfV4 = node }
      let (left, right) = records(of: node)
      let bit = UInt128(1) << UInt128(127 - branch.depth)
      // The left side first: it holds version 4.
      open.append(Branch(record: right, bits: branch.bits | bit, depth: branch.depth + 1))
      open.append(Branch(record: left, bits: branch.bits, depth: branch.depth + 1))
    }
    return try NetworkTableReading(draft, from: source, values.faults)
  }

  private func add(
    _ leaf: Branch, _ fact: NetworkTable.Fact, to draft: inout NetworkTableDraft
  ) throws(NetworkTableFault) {
    guard fact.network != 0 || fact.country != 0 else { return }
    var blocks: [AddressBlock] = []
    if !isV6 {
      let bits = UInt32(truncatingIfNeeded: leaf.bits >> 96)
      blocks = [AddressBlock(holding: IPAddress(v4: bits), length: leaf.depth)]
    } else if leaf.depth >= 96, leaf.bits >> 32 == 0 {
      let bits = UInt32(truncatingIfNeeded: leaf.bits)
      blocks = [AddressBlock(holding: IPAddress(v4: bits), length: leaf.depth - 96)]
    } else {
      let address = IPAddress(
        v6High: UInt64(truncatingIfNeeded: leaf.bits >> 64),
        low: UInt64(truncatingIfNeeded: leaf.bits))
      blocks = [AddressBlock(holding: address, length: leaf.depth)]
      // A leaf above ::/96 speaks for all of version 4 too.
      if leaf.bits == 0 { blocks.append(AddressBlock(holding: IPAddress(v4: 0), length: 0)) }
    }
    for block in blocks {
      do throws(NetworkTableFault.Reason) {
        try draft.add(block, network: fact.network, country: fact.country)
      } catch { throw NetworkTableFault(error) }
    }
  }
}
