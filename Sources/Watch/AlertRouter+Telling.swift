internal import Signals

extension AlertRouter {
  /// The policy of an incident: that of the first of its series that has one.
  private func policy(of incident: Incident) -> AlertPolicy? {
    for id in incident.parts.keys.sorted() {
      if let policy = settings.policies.first(where: { $0.series.holds(id.series) }) {
        return policy
      }
    }
    return nil
  }

  /// Whether nobody is to hear of any of its series now.
  private func isMuted(_ incident: Incident) -> Bool {
    incident.parts.keys.allSatisfy { key in mutes.contains { $0.holds(key.series, at: now) } }
  }

  /// Tells of an incident, or keeps it for a summary, or, where it is muted, does neither.
  mutating func tell(_ kind: AlertNotice.Kind, _ place: Int) -> [AlertNotice] {
    let incident = incidents[place]
    guard let policy = policy(of: incident), !policy.channels.isEmpty, !isMuted(incident) else {
      return []
    }
    incidents[place].isTold = true
    let series = hit(incident)
    while incidents[place].nextWidth <= series.count { incidents[place].nextWidth *= 2 }
    let notice = AlertNotice(
      kind: kind, time: now, channels: policy.channels, incidents: [incident.number],
      series: series, count: 1)
    guard sent.count < settings.noticesAnHour else {
      held.append(notice)
      return []
    }
    sent.append(now)
    return [notice]
  }

  /// The series of an incident, also of one that was taken back.
  private func hit(_ incident: Incident) -> [SeriesID] {
    let series = incident.series
    return series.isEmpty ? Set(incident.parts.keys.map(\.series)).sorted() : series
  }

  func isEscalationDue(_ incident: Incident) -> Bool {
    guard !incident.isEscalated, incident.acknowledgedBy == nil, !isMuted(incident),
      let policy = policy(of: incident), let wait = policy.escalateAfter,
      !policy.escalation.isEmpty
    else { return false }
    let (age, overflow) = now.subtractingReportingOverflow(incident.seen)
    return overflow || age >= wait
  }

  func escalated(_ place: Int) -> [AlertNotice] {
    guard let policy = policy(of: incidents[place]) else { return [] }
    return [
      AlertNotice(
        kind: .escalated, time: now, channels: policy.escalation,
        incidents: [incidents[place].number], series: hit(incidents[place]), count: 1)
    ]
  }

  /// One notice for all that were held back.
  mutating func summary() -> AlertNotice {
    defer { held = [] }
    sent.append(now)
    return AlertNotice(
      kind: .summary, time: now, channels: Set(held.flatMap(\.channels)).sorted(),
      incidents: Set(held.flatMap(\.incidents)).sorted(),
      series: Set(held.flatMap(\.series)).sorted(), count: held.count)
  }
}
