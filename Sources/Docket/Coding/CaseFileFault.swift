/// Why a file is no case of the docket, and where.
public struct CaseFileFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    case notJSON(String)
    case missing
    case wrongType(String)
    case badValue(String)
    /// Another form of file, or one of a later program.
    case unknownVersion(String)
    case tooLarge(limit: Int)
    /// The entry cannot follow those before it.
    case refused(CaseRefusal)
  }

  /// The place, as a path such as `entries[3].act`.
  public var path: String
  /// What is wrong.
  public var reason: Reason

  init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(_, let context): self.init(context, .missing)
    case .typeMismatch(_, let context): self.init(context, .wrongType(context.debugDescription))
    case .valueNotFound(_, let context): self.init(context, .missing)
    case .dataCorrupted(let context): self.init(context, .badValue(context.debugDescription))
    @unknown default: self.init(path: "", reason: .badValue("\(error)"))
    }
  }

  private init(_ context: DecodingError.Context, _ reason: Reason) {
    var path = ""
    for key in context.codingPath {
      let name = WrittenName.of(key.stringValue)
      path += name.hasPrefix("[") || path.isEmpty ? name : ".\(name)"
    }
    self.init(path: path, reason: reason)
  }

  /// Where and what, in one line.
  public var description: String { "\(path.isEmpty ? "the file" : path): \(text)" }

  private var text: String {
    switch reason {
    case .notJSON(let why): "no JSON: \(why)"
    case .missing: "is missing"
    case .wrongType(let wanted): "should be \(wanted)"
    case .badValue(let value): "cannot be: \(value)"
    case .unknownVersion(let version): "‘\(version)’ is not a form that this program knows"
    case .tooLarge(let limit): "more than \(limit) bytes"
    case .refused(let refusal): "\(refusal)"
    }
  }
}
