public import Bytes

/// What OONI's own program and servers say of a measurement, where the file has it. It stands beside
/// our verdict, which is made without it.
public struct OONIVerdict: Sendable, Hashable {
  /// What the program calls blocked: `dns`, `tcp_ip`, `http-failure`, `http-diff` or `false` for a
  /// page; for a messenger the names of the keys that say so, or `false`.
  public var blocking: String?
  /// Whether the program calls the page accessible.
  public var accessible: Bool?
  /// Whether the servers call it an anomaly.
  public var anomaly: Bool?
  /// Whether the servers call it confirmed, by a fingerprint of theirs.
  public var confirmed: Bool?
  /// Whether the servers call it a failed measurement.
  public var failure: Bool?

  /// Nothing said yet.
  public init() {}

  /// Whether nothing is said.
  public var isEmpty: Bool { self == OONIVerdict() }

  /// With what `other` says where this says nothing.
  public func filled(from other: OONIVerdict) -> OONIVerdict {
    var both = self
    both.blocking = blocking ?? other.blocking
    both.accessible = accessible ?? other.accessible
    both.anomaly = anomaly ?? other.anomaly
    both.confirmed = confirmed ?? other.confirmed
    both.failure = failure ?? other.failure
    return both
  }
}

extension OONIVerdict {
  /// For a line of a file; what is not said is left out.
  public var json: JSONValue {
    var object = JSONObject()
    object.set("blocking", blocking.map { .string($0) } ?? .null)
    object.set("accessible", accessible.map { .bool($0) } ?? .null)
    object.set("anomaly", anomaly.map { .bool($0) } ?? .null)
    object.set("confirmed", confirmed.map { .bool($0) } ?? .null)
    object.set("failure", failure.map { .bool($0) } ?? .null)
    return .object(object)
  }

  /// Reads what `json` writes.
  public init(_ tape: JSONTape, _ node: JSONTape.Node) {
    blocking = tape.text("blocking", of: node)
    accessible = tape.bool("accessible", of: node)
    anomaly = tape.bool("anomaly", of: node)
    confirmed = tape.bool("confirmed", of: node)
    failure = tape.bool("failure", of: node)
  }

  /// What the servers say in an answer of the interface, or in the object around a measurement.
  init(answer tape: JSONTape) {
    anomaly = tape.bool("anomaly", of: .root)
    confirmed = tape.bool("confirmed", of: .root)
    failure = tape.bool("failure", of: .root)
  }

  private static let longest = 200

  /// Adds what the program says in its keys.
  mutating func add(_ keys: JSONTape.Node, ofMessenger isMessenger: Bool, in tape: JSONTape) {
    guard isMessenger else {
      accessible = tape.bool("accessible", of: keys)
      guard let node = tape.member("blocking", of: keys) else { return }
      blocking =
        tape.text(of: node).map { String($0.prefix(40)) } ?? tape.bool(of: node).map { "\($0)" }
      return
    }
    var names: [String] = []
    var hasSaid = false
    tape.eachMember(of: keys) { name, value in
      guard let name = tape.text(of: name) else { return }
      let says: Bool? =
        name.hasSuffix("_blocking")
        ? tape.bool(of: value)
        : name.hasSuffix("_status") ? tape.text(of: value).map { $0 == "blocked" } : nil
      guard let says else { return }
      hasSaid = true
      if says { names.append(name) }
    }
    guard hasSaid else { return }
    blocking =
      names.isEmpty ? "false" : String(names.sorted().joined(separator: "; ").prefix(Self.longest))
  }
}
