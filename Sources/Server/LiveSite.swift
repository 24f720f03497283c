internal import CLinux
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOPosix
public import Observatory

/// The public site over HTTP: the pages of an edition, live, with filters and search.
///
/// It sets no cookie and keeps no reader's address: nothing about a request is written anywhere.
public struct LiveSite: Sendable {
  private let responder: SiteResponder

  /// Serves what `observatory` holds; files that only an edition has are taken from `edition`.
  ///
  /// - Parameter keepsPages: whether a page is kept for the next reader once it is made.
  /// - Throws: what reading the observatory throws.
  public init(
    observatory: Observatory, edition: String? = nil, keepsPages: Bool = true
  ) throws {
    responder = SiteResponder(
      shelf: try PageShelf(observatory: observatory, edition: edition, keepsPages: keepsPages))
  }

  /// Serves until the process is told to stop (SIGINT, SIGTERM).
  ///
  /// - Parameters:
  ///   - port: 0 takes any free port.
  ///   - onOpen: Called once with the port that is open.
  public func run(
    host: String, port: Int, onOpen: @escaping @Sendable (Int) -> Void
  ) async throws {
    // Pages are made of a few large pieces: giving each back to the system at once would cost more
    // than making them.
    mallopt(M_MMAP_THRESHOLD, 8 << 20)
    mallopt(M_TRIM_THRESHOLD, 64 << 20)
    var logger = Logger(label: "haidang")
    // Lines of the framework name peers: only what stops the server may be written.
    logger.logLevel = .critical
    // One thread is enough for sockets: pages are made elsewhere.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let application = Application(
      responder: responder,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in onOpen(channel.localAddress?.port ?? port) },
      eventLoopGroupProvider: .shared(group),
      logger: logger)
    try await withTaskExecutorPreference(LoopExecutor(group.next())) {
      try await application.runService()
    }
    try await group.shutdownGracefully()
  }
}
