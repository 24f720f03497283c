/// A notice of the Lumen database, out of the JSON of its interface (docket specification 3.3).
public struct LumenNotice: Sendable, Hashable {
  /// What kind of notice it is: the name of the member that holds it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case dmca
    case courtOrder = "court_order"
    case governmentRequest = "government_request"
    case lawEnforcementRequest = "law_enforcement_request"
    case localLaw = "local_law"
    case dataProtection = "data_protection"
    case defamation
    case other
    case privateInformation = "private_information"
    case trademark
    case counterfeit
    case counternotice
    case placeholder

    /// The kind that a class of the interface is called by in `type`.
    public init?(typeName: String) {
      var snake = ""
      for letter in typeName.unicodeScalars {
        if letter.value &- 0x41 < 26 {
          if !snake.isEmpty { snake += "_" }
          snake.unicodeScalars.append(Unicode.Scalar(letter.value + 32) ?? letter)
        } else {
          snake.unicodeScalars.append(letter)
        }
      }
      if snake == "d_m_c_a" { snake = "dmca" }
      self.init(rawValue: snake)
    }
  }

  /// One address of a work, or how many of a host.
  public enum Address: Sendable, Hashable {
    /// An address, defanged.
    case url(String)
    /// So many addresses of one host, defanged: what those without rights are shown.
    case host(String, count: Int)
    /// "No URL submitted".
    case none
    /// "invalid".
    case invalid
    /// "[REDACTED]".
    case redacted
  }

  /// What the notice is about.
  public struct Work: Sendable, Hashable {
    /// In words.
    public var description: String
    /// What was asked to be removed.
    public var targets: [Address]
    /// What it is said to be copied from.
    public var originals: [Address]
  }

  /// What became of it.
  public enum Action: String, Sendable, Hashable, CaseIterable {
    case yes = "Yes"
    case no = "No"
    /// Some of it: which, the notice does not say.
    case partial = "Partial"
    case unspecified = "Unspecified"
  }

  /// The kind; `nil` for one that is not known, whose name is ``kindName``.
  public var kind: Kind?
  /// The kind as it is written.
  public var kindName: String
  /// Its number.
  public var id: Int
  /// The title.
  public var title: String?
  /// The words of the notice, with addresses defanged.
  public var body: String?
  /// When it was sent, as written.
  public var sent: String?
  /// When the company received it, as written.
  public var received: String?
  /// When it was given to Lumen, as written.
  public var submitted: String?
  /// Who sent it.
  public var sender: String?
  /// In whose name.
  public var principal: String?
  /// Who received it.
  public var recipient: String?
  /// What it is about.
  public var works: [Work]
  /// What Lumen files it under.
  public var topics: [String]
  /// Words that were given to it.
  public var tags: [String]
  /// Whose law it names.
  public var jurisdictions: [String]
  /// Laws and rules that are named.
  public var laws: [String]
  /// What became of it.
  public var action: Action?
  /// What became of it, as written.
  public var actionName: String?
  /// The language, as written.
  public var language: String?
  /// The number of the case in court.
  public var caseNumber: String?
  /// What kind of request the sender calls it.
  public var requestType: String?
  /// Whether it was withdrawn: only its number and title are left.
  public var isRescinded: Bool
  /// Whether it waits for Lumen's review: its words are not there yet.
  public var isUnderReview: Bool
  /// Members that are not known, with their values as JSON.
  public var unknown: [String: String]
}

/// Notices out of one answer of the interface.
public struct LumenAnswer: Sendable, Hashable {
  /// The notices.
  public internal(set) var notices: [LumenNotice] = []
  /// Of a search: how many notices there are in all.
  public internal(set) var total: Int?
  /// Of a search: this page and how many there are.
  public internal(set) var page: Int?
  /// How many pages there are.
  public internal(set) var pages: Int?
  /// What was met. A row is a notice of the answer, counted from 1.
  public internal(set) var notes = ReadingNotes()

  init() {}
}
