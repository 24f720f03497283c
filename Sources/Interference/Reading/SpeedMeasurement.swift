/// How fast bytes moved to and from a server that was chosen for the purpose (OONI's ndt and dash;
/// ooni/spec, nettests ts-021 and ts-022).
///
/// It tells how the network is in general and says nothing about any site.
public struct SpeedMeasurement: Sendable {
  /// Which test it was.
  public enum Kind: String, Sendable, Hashable {
    /// One flow at full speed, down and up.
    case ndt
    /// Pieces of a film, one after the other.
    case dash
  }

  /// How much had come by when.
  public struct Sample: Sendable, Hashable {
    /// Seconds since the transfer began.
    public var at: Double
    /// Bytes that had come by then.
    public var bytes: Int
  }

  /// Which test it was.
  public var kind: Kind
  /// Bits per second towards the volunteer.
  public var download: Double?
  /// Bits per second from the volunteer.
  public var upload: Double?
  /// The shortest time there and back, in seconds; for dash the time to connect.
  public var roundTrip: Double?
  /// Which share of the sent bytes had to be sent again, 0 to 1.
  public var retransmitted: Double?
  /// How long a film would have to wait so as not to stop, in seconds.
  public var playoutDelay: Double?
  /// The name of the server.
  public var server: String?
  /// How the download went, as the volunteer's program counted.
  public var samples: [Sample] = []
  /// Why it failed; `nil` for success.
  public var failure: Failure?
}
