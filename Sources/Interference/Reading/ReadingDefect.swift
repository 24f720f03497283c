/// Something in a measurement that is not as the format has it. Reading goes on.
public struct ReadingDefect: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// Not JSON at all: nothing of the measurement could be read.
    case notJSON(String)
    /// Not an object, or one without the keys of a measurement.
    case notAMeasurement
    /// An answer of OONI's interface that lists measurements, or one row of it.
    case listsOnly
    /// An answer of OONI's interface with counts of measurements.
    case countsOnly
    /// The keys that a test wrote, without the measurement around them.
    case keysOnly
    /// A text that is not UTF-8, or half of a surrogate pair.
    case badText
    case badBase64
    case badAddress(String)
    case badTime(String)
    /// A text that is no country's code of two letters.
    case badCountry(String)
    /// A text that is no number of a network.
    case badNetwork(String)
    /// A list that is longer than any program makes it: what stands behind the first is not read.
    case tooMany(kept: Int, of: Int)
    /// The volunteer's clock and the server's are more than a day apart.
    case clockDiffers(days: Int64)
    /// A null where the format has a value.
    case missing
    case wrongType
  }

  /// The field, such as `test_keys.requests[1].response.body`.
  public var field: String
  /// What is wrong.
  public var reason: Reason

  /// The field and the fault, in one English line.
  public var description: String {
    let what =
      switch reason {
      case .notJSON(let why): "is not JSON: \(why)"
      case .notAMeasurement:
        "is not a measurement: it has no test_name, or neither test_keys nor what programs write "
          + "around them"
      case .listsOnly:
        "is an answer of OONI's interface that lists measurements and does not hold them: download "
          + "each with raw_measurement?measurement_uid=…, or the report files of the day"
      case .countsOnly:
        "is an answer of OONI's interface with counts, and holds no measurement: download the "
          + "report files of the day, or single ones with raw_measurement?measurement_uid=…"
      case .keysOnly:
        "is the test_keys of a measurement alone: test, time, country and network stand around them"
      case .badText: "is not text in UTF-8"
      case .badBase64: "is not base64"
      case .badAddress(let text): "\"\(text)\" is not an address"
      case .badTime(let text): "\"\(text)\" is not a time"
      case .badCountry(let text): "\"\(text)\" is not the code of a country"
      case .badNetwork(let text): "\"\(text)\" is not the number of a network"
      case .tooMany(let kept, let all):
        "has \(all) entries, of which those behind the first \(kept) were passed over"
      case .clockDiffers(let days):
        "is \(days.magnitude) days \(days < 0 ? "before" : "after") the server's time"
      case .missing: "is missing"
      case .wrongType: "has another type than the format gives it"
      }
    return field.isEmpty ? "the line \(what)" : "\(field) \(what)"
  }
}
