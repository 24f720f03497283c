public import Bytes

extension Observation {
  /// As one line of a file of observations; what is not known is left out.
  public var json: JSONValue {
    var line = JSONObject([
      ("id", .string(measurement)), ("target", .string(target)), ("test", .string(test)),
      ("from", .string(vantagePoint)), ("start", .integer(start)),
      ("state", .string(state.rawValue)),
    ])
    line.set("uid", uid.map { .string($0) } ?? .null)
    line.set("run", run.map { .string($0) } ?? .null)
    line.set("cc", country.map { .string($0) } ?? .null)
    line.set("asn", network.map { .integer(Int64($0)) } ?? .null)
    line.set("resolver_asn", resolverNetwork.map { .integer(Int64($0)) } ?? .null)
    line.set("layer", layer.map { .string($0.rawValue) } ?? .null)
    line.set("mechanism", mechanism.map { .string($0.rawValue) } ?? .null)
    line.set("rule", rule.map { .string($0.rawValue) } ?? .null)
    line.set("likelihood", likelihood.map { .number($0) } ?? .null)
    line.set("pseudonym", isPseudonym ? true : .null)
    line.set("artefact", hasArtefact ? true : .null)
    line.set("outside", cameOutside.map { .bool($0) } ?? .null)
    line.set("goodput", goodput.map { .number($0) } ?? .null)
    if !addresses.isEmpty {
      line.set("addresses", .array(addresses.map { .integer(Int64($0)) }))
    }
    line.set("evidence", .array(evidence.map { .string($0) }))
    return .object(line)
  }

  /// Reads the root of a line as `json` writes it; `nil` when it is not one.
  public init?(_ tape: JSONTape) {
    let root = JSONTape.Node.root
    guard let measurement = tape.text("id", of: root), let target = tape.text("target", of: root),
      let test = tape.text("test", of: root), let vantagePoint = tape.text("from", of: root),
      let start = tape.integer("start", of: root),
      let state = tape.text("state", of: root).flatMap({ LayerState(rawValue: $0) })
    else { return nil }
    var evidence: [String] = []
    if let list = tape.member("evidence", of: root) {
      tape.eachElement(of: list) { if let text = tape.text(of: $0) { evidence.append(text) } }
    }
    self.init(
      measurement: measurement, uid: tape.text("uid", of: root), target: target, test: test,
      country: tape.text("cc", of: root),
      network: tape.integer("asn", of: root).flatMap { UInt32(exactly: $0) },
      resolverNetwork: tape.integer("resolver_asn", of: root).flatMap { UInt32(exactly: $0) },
      vantagePoint: vantagePoint, isPseudonym: tape.bool("pseudonym", of: root) ?? false,
      run: tape.text("run", of: root), start: Int64(start), state: state,
      layer: tape.text("layer", of: root).flatMap { Layer(rawValue: $0) },
      mechanism: tape.text("mechanism", of: root).flatMap { Mechanism(rawValue: $0) },
      rule: tape.text("rule", of: root).flatMap { Rule(rawValue: $0) },
      likelihood: tape.number("likelihood", of: root),
      hasArtefact: tape.bool("artefact", of: root) ?? false,
      cameOutside: tape.bool("outside", of: root), goodput: tape.number("goodput", of: root),
      evidence: evidence)
    if let list = tape.member("addresses", of: root) {
      tape.eachElement(of: list) {
        if let address = tape.integer(of: $0).flatMap({ UInt32(exactly: $0) }) {
          addresses.append(address)
        }
      }
    }
  }
}
