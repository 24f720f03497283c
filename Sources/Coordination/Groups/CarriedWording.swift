import Signals

import func Glibc.log

extension Incidence {
  /// T5 where the objects are texts: whether the texts on which a group met are hardly anybody else's, and people in
  /// this layer seldom share theirs with anybody.
  ///
  /// How close together they were posted is another matter (T1): a template that is passed on takes its time.
  func testCarriedWording(
    of members: [UInt32], _ raids: [Raid], _ limit: Double, _ settings: GroupTestSettings,
    _ tests: inout GroupTests
  ) {
    guard form.isOfTexts, let whole, members.count >= 4 else { return }
    let isMember = Set(members)
    var inRaids = 0
    var own: [Raid] = []
    var hits = 0
    for raid in raids {
      inRaids += raid.rows.count
      let inside = rows(ofObject: Int(raid.object)).count { isMember.contains(account[$0]) }
      guard users(ofObject: Int(raid.object)) - inside <= Self.fewOutsiders else { continue }
      own.append(raid)
      hits += raid.rows.count
    }
    let texts = members.reduce(0) { $0 + degreeByChance(Int($1)) }
    let shared = members.reduce(0) { $0 + degree(Int($1)) }
    tests.wording = Proportion(hits, of: inRaids)
    tests.wordingElsewhere = Proportion(max(0, shared - inRaids), of: max(0, texts - inRaids))
    // What others of the layer share, at most; the group's own rows are no measure of itself.
    let others = Proportion(
      max(0, whole.times.count - shared), of: max(1, whole.rows - texts))
    tests.wordingChance = LogTail.binomial(
      atLeast: hits, of: max(hits, texts), chance: min(1, others.wilson().upperBound))
    tests.isSharedWording =
      tests.wordingChance < limit && hits >= settings.leastShared
      && Double(hits) >= settings.sharedWording * Double(inRaids)
      && own.visits(pause: settings.pause).count >= settings.leastVisits
  }

  /// So many accounts outside a group may use a wording that counts as its own (specification, section 4.4, T5).
  private static let fewOutsiders = 3
}
