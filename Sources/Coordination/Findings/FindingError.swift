/// Why a value is not a finding as ``LockstepFinding/json`` writes it, and where.
public struct FindingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    /// There is nothing here.
    case missing
    /// Something else stands here than wanted.
    case wrongType(wanted: String)
    /// A word that is not one of those known.
    case unknownWord(String, known: [String])
    /// Not a moment in universal time as findings have it, such as `2024-06-01T12:00:00Z`.
    case badMoment(String)
    /// The last moment is before the first.
    case backwards
    /// A name that is not one of the finding's accounts.
    case unknownAccount(String)
    /// An account that the finding already has.
    case repeatedAccount(String)
    /// A pair of an account and itself.
    case pairWithItself(String)
    /// A list that is longer or shorter than it can be.
    case wrongCount(Int, wanted: Int)
  }

  /// The place, such as `targets[3].actions[0].at`; empty for the whole value.
  public var path: String
  /// What is wrong.
  public var fault: Fault

  /// The place and what is wrong, in one line.
  public var description: String { (path.isEmpty ? "the finding" : path) + ": " + told }

  private var told: String {
    switch fault {
    case .missing: "nothing is here"
    case .wrongType(let wanted): "\(wanted) is wanted here"
    case .unknownWord(let word, let known):
      "“\(word)” is none of \(known.joined(separator: ", "))"
    case .badMoment(let text): "“\(text)” is no moment such as 2024-06-01T12:00:00Z"
    case .backwards: "the last moment is before the first"
    case .unknownAccount(let name): "“\(name)” is none of the finding's accounts"
    case .repeatedAccount(let name): "the account “\(name)” is here twice"
    case .pairWithItself(let name): "“\(name)” is paired with itself"
    case .wrongCount(let count, let wanted): "\(count) elements where there are \(wanted)"
    }
  }
}
