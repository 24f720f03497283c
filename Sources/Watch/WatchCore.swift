public import Signals

/// All of a watch that decides anything: the engine and the router, driven by inputs in their order.
///
/// A live watch writes down its inputs; going through them again gives the same notices, from the
/// beginning or from any snapshot. What reads sources and what sends notices stands outside.
public struct WatchCore: Sendable, Hashable {
  /// Something that happens to a watch.
  public enum Input: Sendable, Hashable {
    /// A series is watched from now on.
    case watch(SeriesID, SeriesSettings)
    /// A bin is over, or was counted anew.
    case bin(SeriesID, SeriesBin)
    /// Somebody has an incident in hand.
    case acknowledge(incident: Int, by: String)
    /// Nobody is to be told for a while.
    case mute(Mute)
    /// Time passes.
    case tick
  }

  /// What watches.
  public private(set) var engine: ChangeEngine
  /// What tells.
  public private(set) var router: AlertRouter

  /// A watch without series.
  public init(_ settings: RouterSettings) {
    engine = ChangeEngine()
    router = AlertRouter(settings)
  }

  /// Takes an input in.
  /// - Parameter time: When it came.
  /// - Returns: Who is to be told of what.
  public mutating func take(_ input: Input, at time: Int64) -> [AlertNotice] {
    switch input {
    case .watch(let id, let settings):
      engine.watch(id, settings)
      return router.advance(to: time)
    case .bin(let id, let bin):
      return router.take(engine.update(id, bin), at: time)
    case .acknowledge(let incident, let name):
      let notices = router.advance(to: time)
      router.acknowledge(incident, by: name)
      return notices
    case .mute(let mute):
      router.mute(mute)
      return router.advance(to: time)
    case .tick:
      return router.advance(to: time)
    }
  }

  init(engine: ChangeEngine, router: AlertRouter) {
    self.engine = engine
    self.router = router
  }
}
