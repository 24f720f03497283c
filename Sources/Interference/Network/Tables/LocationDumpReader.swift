internal import Bytes
internal import Record

/// Reads what `location dump` writes (Debian's package location, libloc of the IPFire Project): blocks
/// of `name: value` lines, one for each network with a name and one for each prefix.
///
/// It is the only output of that program that has numbers, countries and names: `location export` writes
/// one file of bare prefixes for each country or network.
public struct LocationDumpReader: Sendable {
  private enum Block: Sendable { case none, network, prefix }

  static let longestLine = 1 << 16

  private var lines = LineCutter(longest: Self.longestLine)
  private var draft = NetworkTableDraft()
  private var faults = NetworkTableFaults()
  private var source = NetworkTable.Source(name: "location dump")
  private var kind = Block.none
  private var block: AddressBlock?
  private var network: UInt32 = 0
  private var country: UInt16 = 0
  private var name: [UInt8] = []

  /// Makes a reader.
  public init() {}

  /// Whether a text begins as `location dump` begins it, or with a block.
  public static func begins(_ bytes: some Collection<UInt8>) -> Bool {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    return head.hasPrefix("#\n# Location Database Export") || head.hasPrefix("aut-num:")
      || head.hasPrefix("net:")
  }

  /// Reads the next bytes.
  ///
  /// - Throws: `NetworkTableFault`, after which the reader is of no more use.
  public mutating func read(_ chunk: [UInt8]) throws(NetworkTableFault) {
    var cutter = lines
    lines = LineCutter(longest: 0)
    defer { lines = cutter }
    do {
      try cutter.cut(chunk) { try line($0, $1) }
    } catch let fault as NetworkTableFault {
      throw fault
    } catch let fault as LineCutter.TooLong {
      throw NetworkTableFault(.lineTooLong(limit: fault.limit), .line(fault.number))
    } catch { throw NetworkTableFault(.nothingFound) }
  }

  /// Ends the text.
  ///
  /// - Throws: `NetworkTableFault` when there was nothing in it.
  public consuming func finish() throws(NetworkTableFault) -> NetworkTableReading {
    var cutter = lines
    do {
      try cutter.finish { try line($0, $1) }
      try endBlock(0)
    } catch let fault as NetworkTableFault {
      throw fault
    } catch { throw NetworkTableFault(.nothingFound) }
    return try NetworkTableReading(draft, from: source, faults)
  }

  private mutating func line(_ text: ArraySlice<UInt8>, _ number: Int) throws {
    guard let first = text.first, first > 0x20 else { return try endBlock(number) }
    guard first != UInt8(ascii: "#") else { return head(text) }
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
    let value = NetworkFields.trimmed(text[(colon + 1)...])
    switch text[..<colon] {
    case let key where key.elementsEqual("net".utf8):
      try endBlock(number)
      kind = .prefix
      block = AddressBlock(bytes: value)
      if block == nil { faults.add(.badPrefix(NetworkFields.shown(value)), .line(number)) }
    case let key where key.elementsEqual("aut-num".utf8):
      // In a block of a prefix it is a value, else it begins the block of a network.
      if kind != .prefix {
        try endBlock(number)
        kind = .network
      }
      network = NetworkFields.network(value) ?? 0
      if network == 0 { faults.add(.badNetwork(NetworkFields.shown(value)), .line(number)) }
    case let key where key.elementsEqual("country".utf8):
      guard let code = NetworkFields.country(value) else {
        faults.add(.badCountry(NetworkFields.shown(value)), .line(number))
        break
      }
      country = code
    case let key where key.elementsEqual("name".utf8): name = Array(value)
    default: break
    }
  }

  private mutating func endBlock(_ line: Int) throws {
    defer {
      kind = .none
      block = nil
      network = 0
      country = 0
      name.removeAll(keepingCapacity: true)
    }
    switch kind {
    case .none: break
    case .network: if network != 0 { draft.name(network, name) }
    case .prefix:
      guard let block else { return }
      do throws(NetworkTableFault.Reason) {
        try draft.add(block, network: network, country: country)
      } catch { throw NetworkTableFault(error, .line(line)) }
    }
  }

  /// Takes maker, day and licence from the lines that begin the text.
  private mutating func head(_ text: ArraySlice<UInt8>) {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
    let key = NetworkFields.trimmed(text[(text.startIndex + 1)..<colon])
    let value = String(decoding: NetworkFields.trimmed(text[(colon + 1)...]), as: UTF8.self)
    if key.elementsEqual("Vendor".utf8) { source.name = "location database of \(value)" }
    if key.elementsEqual("License".utf8) { source.licence = value }
    if key.elementsEqual("Generated".utf8) { source.day = Self.day(value) }
  }

  /// The day of a time such as `Sat, 29 Oct 2022 05:59:54 GMT` (RFC 9110, section 5.6.7).
  static func day(_ text: String) -> CivilDay? {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = text.split(separator: " ")
    guard parts.count >= 4, let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    return CivilDay(year: year, month: month + 1, day: day)
  }
}
