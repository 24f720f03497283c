/// What was seen when a messenger was tried (OONI's telegram, whatsapp, signal and
/// facebook_messenger; ooni/spec, nettests ts-018, ts-019, ts-020 and ts-029).
///
/// No server outside looks at the same moment: what fails here may fail everywhere.
public struct ServiceMeasurement: Sendable {
  /// The messengers that there are tests for.
  public enum Service: String, Sendable, Hashable, CaseIterable {
    case telegram, whatsapp, signal, messenger

    /// The name that reports give to the test.
    public var testName: String { self == .messenger ? "facebook_messenger" : rawValue }

    /// The service of a test; `nil` for tests of something else.
    public init?(testName: String) {
      guard let service = Self.allCases.first(where: { $0.testName == testName }) else {
        return nil
      }
      self = service
    }
  }

  /// Something that the program concluded by itself. It is kept as evidence and decides nothing.
  public struct Statement: Sendable, Hashable {
    /// What was said.
    public enum Value: Sendable, Hashable {
      case yes, no
      /// Cut to 200 characters.
      case text(String)
    }
    /// The key, such as `signal_backend_status`.
    public var name: String
    /// What was said.
    public var value: Value
  }

  /// Which messenger.
  public var service: Service
  /// The questions to resolvers.
  public var queries: [WebMeasurement.Query] = []
  /// The connections.
  public var connects: [WebMeasurement.Connect] = []
  /// The handshakes.
  public var handshakes: [WebMeasurement.Handshake] = []
  /// The requests and their responses, oldest first.
  public var exchanges: [WebMeasurement.Exchange] = []
  /// How the bytes came in.
  public var receipts: [WebMeasurement.Receipt] = []
  /// What the program concluded, in a fixed order of keys.
  public var stated: [Statement] = []
}
