import Bytes

/// The fields of one measurement on a tape, with the defects met on the way.
struct FieldSource {
  let tape: JSONTape
  var defects: [ReadingDefect] = []

  init(_ tape: JSONTape) { self.tape = tape }

  /// Defects after these are counted by nobody: a file of rubbish must not fill the memory.
  private static let mostDefects = 100

  mutating func report(_ field: @autoclosure () -> String, _ reason: ReadingDefect.Reason) {
    guard defects.count < Self.mostDefects else { return }
    defects.append(ReadingDefect(field: field(), reason: reason))
  }

  /// A text; `nil` when it is null, missing or not one.
  mutating func text(
    _ name: StaticString, of node: JSONTape.Node, _ field: @autoclosure () -> String
  ) -> String? {
    guard let value = tape.member(name, of: node) else { return nil }
    if let text = tape.text(of: value) { return text }
    let isString = tape.kind(of: value) == .string
    report("\(field())\(name)", isString ? .badText : .wrongType)
    return nil
  }

  /// A failure; old programs wrote `false` for success.
  mutating func failure(
    of node: JSONTape.Node, _ field: @autoclosure () -> String
  ) -> Failure? {
    guard let value = tape.member("failure", of: node) else { return nil }
    if let text = tape.text(of: value) { return Failure(text) }
    if tape.bool(of: value) == false { return nil }
    // Something failed, and it does not say how: that is no success.
    report("\(field())failure", tape.kind(of: value) == .string ? .badText : .wrongType)
    return .unread
  }

  /// A number of a network, such as "AS7552"; `nil` for AS0, which stands for not knowing.
  mutating func network(_ name: StaticString, of node: JSONTape.Node) -> UInt32? {
    guard let text = text(name, of: node, "") else { return nil }
    let digits = text.utf8.dropFirst(2)
    guard text.hasPrefix("AS"), digits.allSatisfy({ $0 &- 0x30 < 10 }),
      let number = UInt32(text.dropFirst(2))
    else {
      report("\(name)", .badNetwork(Self.shown(text)))
      return nil
    }
    return number == 0 ? nil : number
  }

  /// The code of a country in two capital letters; `nil` for ZZ, which stands for not knowing.
  mutating func country(_ name: StaticString, of node: JSONTape.Node) -> String? {
    guard let text = text(name, of: node, "") else { return nil }
    guard text.utf8.count == 2, text.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else {
      report("\(name)", .badCountry(Self.shown(text)))
      return nil
    }
    let code = text.uppercased()
    return code == "ZZ" ? nil : code
  }

  /// The beginning of a foreign text, fit to be told.
  private static func shown(_ text: String) -> String {
    ShownText.line(String(decoding: text.utf8.prefix(60), as: UTF8.self))
  }

  /// An address; `[scrubbed]` is no defect, but no address either.
  mutating func address(_ text: String?, _ field: @autoclosure () -> String) -> IPAddress? {
    guard let text, !text.isEmpty else { return nil }
    if let address = IPAddress(text) { return address }
    // Zones of link-local addresses mean nothing elsewhere.
    if let zone = text.firstIndex(of: "%"), let address = IPAddress(text[..<zone]) {
      return address
    }
    if !text.contains("scrubbed") { report(field(), .badAddress(String(text.prefix(60)))) }
    return nil
  }

  /// `address:port` or `[address]:port`.
  mutating func endpoint(
    _ text: String?, _ field: @autoclosure () -> String
  ) -> WebMeasurement.Endpoint? {
    guard let text, !text.isEmpty, let colon = text.lastIndex(of: ":"),
      let port = Int(text[text.index(after: colon)...]), 0...65_535 ~= port
    else { return nil }
    guard let address = address(String(text[..<colon]), field()) else { return nil }
    return WebMeasurement.Endpoint(address: address, port: port)
  }

  /// Bytes that stand as text, or as base64 in an object.
  mutating func bytes(of node: JSONTape.Node, _ field: @autoclosure () -> String) -> [UInt8] {
    switch tape.kind(of: node) {
    case .string:
      var out: [UInt8] = []
      if !tape.appendBytes(of: node, to: &out) { report(field(), .badText) }
      return out
    case .object:
      guard let data = tape.member("data", of: node), tape.kind(of: data) == .string else {
        report(field(), .wrongType)
        return []
      }
      if let bytes = tape.base64(of: data) { return bytes }
      report(field(), .badBase64)
      return []
    case .null: return []
    default:
      report(field(), .wrongType)
      return []
    }
  }

  /// The seconds between the two times of a step.
  func duration(of node: JSONTape.Node) -> Double? {
    guard let start = tape.number("t0", of: node), let end = tape.number("t", of: node),
      end >= start
    else { return nil }
    return end - start
  }

  /// The number after `depth=` among a step's tags.
  func depth(of node: JSONTape.Node) -> Int? {
    guard let tags = tape.member("tags", of: node) else { return nil }
    var depth: Int?
    tape.eachElement(of: tags) { tag in
      guard depth == nil, let text = tape.text(of: tag), text.hasPrefix("depth=") else { return }
      depth = Int(text.dropFirst(6)).flatMap { 0...64 ~= $0 ? $0 : nil }
    }
    return depth
  }

  /// An object; `nil` when it is null or missing, or anything else, which is named.
  mutating func object(
    _ name: StaticString, of node: JSONTape.Node, _ field: @autoclosure () -> String
  ) -> JSONTape.Node? {
    guard let value = tape.member(name, of: node) else { return nil }
    guard tape.kind(of: value) == .object else {
      report("\(field())\(name)", .wrongType)
      return nil
    }
    return value
  }

  /// The objects of a list with their places, not more than `most`; whatever else stands in it is
  /// named, and so is that there are more.
  ///
  /// Rules compare steps with each other: no program makes lists so long that this costs anything, and
  /// a file made to cost much must not.
  mutating func objects(
    _ name: StaticString, of node: JSONTape.Node, atMost most: Int = mostSteps,
    _ field: @autoclosure () -> String
  ) -> [(index: Int, node: JSONTape.Node)] {
    let nodes = list(name, of: node, field())
    if nodes.count > most {
      report("\(field())\(name)", .tooMany(kept: most, of: nodes.count))
    }
    var objects: [(index: Int, node: JSONTape.Node)] = []
    for (index, node) in nodes.prefix(most).enumerated() {
      switch tape.kind(of: node) {
      case .object: objects.append((index, node))
      case .null: report("\(field())\(name)[\(index)]", .missing)
      default: report("\(field())\(name)[\(index)]", .wrongType)
      }
    }
    return objects
  }

  /// More steps of a kind no measurement has: the longest from the field have some hundreds.
  static let mostSteps = 2000

  /// A member without which a step cannot be used is named where it is not there at all; one of
  /// another type is named where it is read.
  mutating func require(
    _ name: StaticString, of node: JSONTape.Node, _ field: @autoclosure () -> String
  ) {
    if tape.member(name, of: node) == nil { report("\(field())\(name)", .missing) }
  }

  /// The nodes of a list; empty when it is null or missing.
  mutating func list(
    _ name: StaticString, of node: JSONTape.Node, _ field: @autoclosure () -> String
  ) -> [JSONTape.Node] {
    guard let list = tape.member(name, of: node) else { return [] }
    guard tape.kind(of: list) == .array else {
      report("\(field())\(name)", .wrongType)
      return []
    }
    var nodes: [JSONTape.Node] = []
    tape.eachElement(of: list) { nodes.append($0) }
    return nodes
  }
}
