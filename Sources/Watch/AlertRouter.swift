public import Signals

/// Decides who is told of what. It reads no clock: time is given, and only ever goes forward, so that the
/// same inputs give the same notices whenever they are gone through.
public struct AlertRouter: Sendable, Hashable {
  /// The rules.
  public var settings: RouterSettings
  /// The incidents that are open, or that ended not long ago, in the order of their numbers.
  public internal(set) var incidents: [Incident] = []
  /// The mutes that are not over.
  public internal(set) var mutes: [Mute] = []
  /// The latest time that was given.
  public internal(set) var now = Int64.min
  var incidentCount = 0
  /// When notices of the last hour went out.
  var sent: [Int64] = []
  /// What was held back.
  var held: [AlertNotice] = []

  /// A router that has seen nothing.
  public init(_ settings: RouterSettings) { self.settings = settings }

  /// Takes in what an engine said.
  /// - Parameter time: When it was said; one before an earlier input counts as that input's.
  public mutating func take(_ events: [ChangeEvent], at time: Int64) -> [AlertNotice] {
    var notices = advance(to: time)
    for event in events { notices += take(event) }
    return notices
  }

  /// Somebody has an incident in hand: nobody is told that it grows or of its escalation.
  /// - Returns: Whether there is such an incident.
  @discardableResult
  public mutating func acknowledge(_ number: Int, by name: String) -> Bool {
    guard let place = incidents.firstIndex(where: { $0.number == number }) else { return false }
    incidents[place].acknowledgedBy = name
    return true
  }

  /// Nobody is to be told for a while.
  public mutating func mute(_ mute: Mute) { mutes.append(mute) }

  /// Time passes: what was muted and lasts is told, what nobody acknowledged goes to the second channels,
  /// what was held back is summed up, what is long over is forgotten.
  public mutating func advance(to time: Int64) -> [AlertNotice] {
    now = max(now, time)
    mutes.removeAll { $0.until <= now }
    sent = sent.filter { !isOlder($0, than: 3600) }
    var notices: [AlertNotice] = []
    for place in incidents.indices where incidents[place].state == .open {
      if !incidents[place].isTold {
        notices += tell(.raised, place)
      } else if isEscalationDue(incidents[place]) {
        incidents[place].isEscalated = true
        notices += escalated(place)
      }
    }
    if !held.isEmpty, sent.count < settings.noticesAnHour { notices.append(summary()) }
    incidents = incidents.filter {
      $0.state == .open || !isOlder(last(of: $0), than: 7 * 86_400)
    }
    return notices
  }

  private func isOlder(_ time: Int64, than seconds: Int64) -> Bool {
    let (age, overflow) = now.subtractingReportingOverflow(time)
    return overflow || age >= seconds
  }

  private func last(of incident: Incident) -> Int64 {
    incident.parts.values.reduce(incident.seen) { max($0, $1.alarm.ended ?? $1.alarm.raised) }
  }

  private mutating func take(_ event: ChangeEvent) -> [AlertNotice] {
    let key = AlarmKey(event.series, event.alarm.number)
    guard let place = incidents.firstIndex(where: { $0.parts[key] != nil }) else {
      // What grows or ends without ever having been raised here began before this router did.
      return event.kind == .withdrawn ? [] : open(event, key)
    }
    incidents[place].parts[key]?.alarm = event.alarm
    switch event.kind {
    case .raised: return []
    case .grown:
      guard incidents[place].acknowledgedBy == nil, incidents[place].isTold else { return [] }
      return tell(.grown, place)
    case .ended, .accepted:
      guard incidents[place].state == .ended, incidents[place].isTold else { return [] }
      return tell(.ended, place)
    case .withdrawn:
      incidents[place].parts[key]?.isWithdrawn = true
      guard incidents[place].isTold, incidents[place].state != .open else { return [] }
      return tell(incidents[place].state == .withdrawn ? .withdrawn : .ended, place)
    }
  }

  private mutating func open(_ event: ChangeEvent, _ key: AlarmKey) -> [AlertNotice] {
    let part = Incident.Part(alarm: event.alarm, isWithdrawn: false)
    if let place = incidents.firstIndex(where: {
      $0.state == .open && $0.family == event.series.family && $0.isRise == event.alarm.isRise
        && $0.holds(event.alarm.change, within: settings.together)
    }) {
      incidents[place].parts[key] = part
      guard incidents[place].isTold else { return tell(.raised, place) }
      guard incidents[place].series.count >= incidents[place].nextWidth else { return [] }
      return tell(.widened, place)
    }
    guard event.alarm.ended == nil else { return [] }
    incidentCount += 1
    incidents.append(
      Incident(
        number: incidentCount, family: event.series.family, isRise: event.alarm.isRise,
        seen: now, parts: [key: part]))
    return tell(.raised, incidents.count - 1)
  }
}
