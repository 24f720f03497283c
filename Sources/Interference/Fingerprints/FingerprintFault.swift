public import Bytes

/// A row of a list of fingerprints that cannot be used. Reading goes on.
public struct FingerprintFault: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The list is no table.
    case notCSV(CSVError)
    /// The first row lacks a column that a fingerprint cannot do without.
    case missingColumn(String)
    case wrongCount(fields: Int, columns: Int)
    case notJSON
    case missingField(String)
    case unknownScope(String)
    case unknownPlace(String)
    case unknownPatternType(String)
    case badConfidence(String)
    case badCountry(String)
    case badNetwork(String)
    case badDate(String)
    /// Answers of resolvers are compared as a whole.
    case partialAnswer
    case badPattern(PatternSet.Fault.Reason)
    /// Fewer bytes than that say nothing.
    case tooShort(least: Int)
    /// Ordinary texts of that place have it.
    case ordinary(String)
  }

  /// The line on which the row begins, from 1; 0 where the fingerprint came from no list.
  public var line: Int
  /// The name in the row; empty when it could not be read.
  public var name: String
  /// What is wrong.
  public var reason: Reason

  /// Line, name and fault, in one English line.
  public var description: String {
    let place = line > 0 ? "line \(line)" : "a fingerprint"
    return "\(place)\(name.isEmpty ? "" : " (\(name))"): \(what)"
  }

  private var what: String {
    switch reason {
    case .notCSV(let error): "\(error)"
    case .missingColumn(let name): "the table has no column \(name)"
    case .wrongCount(let fields, let columns): "\(fields) fields under \(columns) columns"
    case .notJSON: "is not a JSON object"
    case .missingField(let name): "\(name) is missing"
    case .unknownScope(let text): "\"\(text)\" is no scope"
    case .unknownPlace(let text): "\"\(text)\" is no place to look in"
    case .unknownPatternType(let text): "\"\(text)\" is no type of pattern"
    case .badConfidence(let text): "\"\(text)\" is no number from 0 to 10"
    case .badCountry(let text): "\"\(text)\" is no code of a country"
    case .badNetwork(let text): "\"\(text)\" is no number of a network"
    case .badDate(let text): "\"\(text)\" is no day, YYYY-MM-DD"
    case .partialAnswer: "answers of resolvers are compared as a whole: the type has to be full"
    case .badPattern(let reason): "\(reason)"
    case .tooShort(let least):
      "the pattern is too short to tell anything: write \(least) bytes or more"
    case .ordinary(let text): "ordinary answers have it too, as in \"\(text)\""
    }
  }
}

/// What was read from a list of fingerprints.
public struct FingerprintList: Sendable {
  /// The fingerprints, in the order of the list.
  public var fingerprints: [Fingerprint] = []
  /// The rows that cannot be used.
  public var faults: [FingerprintFault] = []
}
