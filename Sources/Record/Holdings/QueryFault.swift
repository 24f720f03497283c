/// What is wrong with one parameter of a query string, said so that a reader can mend the address.
public struct QueryFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The whole query is longer than the limit in bytes.
    case queryTooLong(limit: Int)
    /// No such parameter; the names that are accepted follow.
    case unknown(accepted: [String])
    /// Given twice, though only one value is possible.
    case repeated
    /// A `%` without two hexadecimal digits.
    case badEscape
    case notUTF8
    case controlCharacter
    /// Longer than the limit in bytes.
    case tooLong(limit: Int)
    /// Not one of the values that are accepted.
    case notAccepted(values: [String])
    case badSlug
    case badDate(String)
    /// Not of the form that the parameter wants, which follows in English.
    case notOfForm(String)
    /// `from` begins after `to` has ended.
    case reversed
    /// Not the key of an event as a list's next link writes it.
    case badKey
    /// Given beside another parameter that says the contrary.
    case notTogether(with: String)
  }

  /// The parameter; empty when the query as a whole is at fault.
  public var parameter: String
  /// What is wrong with it.
  public var reason: Reason

  /// Makes a fault.
  public init(_ parameter: String, _ reason: Reason) {
    self.parameter = parameter
    self.reason = reason
  }

  /// The fault and its remedy in one English line.
  public var description: String {
    parameter.isEmpty ? "the query \(remedy)" : "parameter \(shownName): \(remedy)"
  }

  private var shownName: String {
    let clean = parameter.unicodeScalars.prefix(40).map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "?" : String(scalar)
    }
    return clean.joined()
  }

  private var remedy: String {
    switch reason {
    case .queryTooLong(let limit): "is longer than \(limit) bytes; ask for less"
    case .unknown(let accepted):
      "is not known here; accepted: \(accepted.joined(separator: ", "))"
    case .repeated: "is given more than once; keep one"
    case .badEscape:
      "has a % that two hexadecimal digits do not follow; write %25 for a percent sign"
    case .notUTF8: "is not UTF-8; encode the address in UTF-8"
    case .controlCharacter: "holds a control character; remove it"
    case .tooLong(let limit): "is longer than \(limit) bytes; shorten it"
    case .notAccepted(let values): "must be one of: \(values.joined(separator: ", "))"
    case .badSlug: "must be an id: lower-case letters, digits, '-', '_' or '.'"
    case .notOfForm(let form): "must be \(form)"
    case .badDate(let why): "is not a date: \(why)"
    case .reversed: "begins after the end asked for in 'to'; exchange the two"
    case .badKey: "must be as a list's next link writes it: lo,hi,id"
    case .notTogether(let other): "is given beside '\(other)'; keep one of the two"
    }
  }
}

/// All that is wrong with a query string.
public struct QueryFaults: Error, Sendable, Hashable, CustomStringConvertible {
  /// The faults, in the order of the query; at least one.
  public var faults: [QueryFault]

  /// Makes a report of faults.
  public init(_ faults: [QueryFault]) { self.faults = faults }

  /// One line for each fault.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
