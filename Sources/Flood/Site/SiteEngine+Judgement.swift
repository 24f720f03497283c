extension SiteEngine {
  /// Looks at what the channels say after each second.
  mutating func judge(_ second: Int64) {
    let families = shares.families.union(impostors)
    let strong = families.count { $0.isStrong }
    let weak = families.count - strong
    let isCandidate =
      strong >= 2 || (strong >= 1 && (weak >= 1 || volume.surgeSince != nil))
      || families.contains { $0.isEnough }
    guard isCandidate else {
      if let open = wave, second - open.lastSign >= settings.quiet { closeWave() }
      return
    }
    if wave != nil {
      wave?.lastSign = second
      wave?.families.formUnion(families)
      return
    }
    let onset = self.onset(of: families, at: second)
    let (excess, look) = self.look(from: onset, to: second)
    guard isAttack(families, excess, look, onset: onset, at: second) else { return }
    openWave(families, excess, onset: onset, at: second)
  }

  /// Many sources under the names of crawlers.
  private var impostors: Set<EvidenceFamily> {
    herdVolume.surgeSince != nil && herdNow > 300 && herdNow > 10 * herdUsual ? [.impostor] : []
  }

  /// When what is on began: the latest moment at which all that is strong was at rest, no more than ten minutes ago.
  private func onset(of families: Set<EvidenceFamily>, at second: Int64) -> Int64 {
    let strong = shares.alarmed.filter { ShareSet.family($0).isStrong }
    let begun = strong.map { shares[$0].onset }.max() ?? herdVolume.onset
    return max(begun, second - 600)
  }

  private func rates(before onset: Int64) -> [Double] {
    let start = max(ring.earliest, onset - 310)
    let end = onset - 10
    // After a wave the time before holds it.
    guard end - start >= 60, start > lastWaveEnd + 60 else { return quietRates }
    return ring.sum(from: start, to: end).map { $0 / Double(end - start) }
  }

  /// What the excess since a moment looks like.
  func look(from onset: Int64, to second: Int64) -> (Excess, ExcessLook) {
    let rates = rates(before: onset)
    if shares.hasFurniture {
      let excess = Excess(ring, from: onset, to: second + 1, lag: 3, rates: rates)
      let pages = excess.early(.page)
      guard pages >= 6, pages > 1.5 * excess.error(.page, dispersion: 1) else {
        return (excess, .small)
      }
      let perPage = excess.of(.asset) / pages
      let usual = shares.furniturePerPage
      // A flood of furniture itself: far more of it than pages ask for, and nobody says which page asked.
      if shares[.bareAsset].isAlarmed, excess.of(.bareAsset) > 0.5 * excess.of(.asset),
        perPage > 3 * usual
      {
        return (excess, .attack)
      }
      let most = excess.of(.asset) + excess.error(.asset, dispersion: shares[.page].dispersion)
      let isBare = perPage < 0.35 * usual && most < 0.6 * usual * pages
      return (excess, isBare ? .attack : perPage > 0.5 * usual ? .readers : .unclear)
    }
    let excess = Excess(ring, from: onset, to: second + 1, lag: 30, rates: rates)
    guard shares.navigation >= 0.08, shares[.outside].learned >= 100 else {
      return (excess, .noFurniture)
    }
    let pages = excess.early(.page)
    guard pages >= 12, pages > 2 * excess.error(.page, dispersion: 1) else {
      return (excess, .small)
    }
    // A crowd may leave after one page; hardly any of an attack follows a link. What is in doubt is no attack.
    let followed = excess.followed
    let usual = shares.navigation * pages
    let most = followed + 2 * excess.followedError(dispersion: shares[.outside].dispersion)
    let isBare = followed < 0.05 * usual && most < 0.12 * usual
    return (excess, isBare ? .attack : followed > 0.3 * usual ? .readers : .unclear)
  }

  private func isAttack(
    _ families: Set<EvidenceFamily>, _ excess: Excess, _ look: ExcessLook, onset: Int64,
    at second: Int64
  ) -> Bool {
    if families.contains(.login), excess.of(.login) >= 8 { return true }
    if families.contains(.slow), excess.of(.slow) >= 8,
      volume.surgeSince == nil || excess.of(.slow) > 0.1 * excess.of(.all)
    {
      return true
    }
    if families.contains(.impostor) { return true }
    var others = families.subtracting([.login, .slow, .impostor])
    if isSustained(excess, onset: onset, at: second) { others.insert(.volume) }
    let strong = others.count { $0.isStrong }
    guard strong >= 2 || (strong >= 1 && others.count > strong) else { return false }
    return look == .attack
  }

  /// Whether far more than usual has come for long enough that it supports what else is seen.
  private func isSustained(_ excess: Excess, onset: Int64, at second: Int64) -> Bool {
    guard volume.surgeSince != nil, second - onset >= (shares.hasFurniture ? 20 : 90) else {
      return false
    }
    let pages = excess.of(.page)
    let usual = volume.expected(at: onset) / VolumeChannel.binSeconds * excess.seconds
    return pages > 3 * excess.rates[Lane.page.rawValue] * excess.seconds && pages > 150
      && excess.counts[Lane.all.rawValue] > 3 * usual
  }

  private mutating func openWave(
    _ families: Set<EvidenceFamily>, _ excess: Excess, onset: Int64, at second: Int64
  ) {
    agents.frozenAt = min(agents.frozenAt, onset)
    var open = OpenWave(
      detected: second, known: timeline.latest, onset: onset, families: families,
      rates: excess.rates,
      isInSurge: volume.surgeSince != nil && volume.onset < onset - 120, seed: settings.seed)
    for each in onset..<second {
      let slots = samples.slots(from: each, to: each + 1)
      open.keep(slots, of: samples, requests: ring.of(each)[.all])
    }
    wave = open
  }

  mutating func closeWave() {
    guard let open = wave else { return }
    wave = nil
    agents.frozenAt = .max
    var parser = LineParser(format)
    let usual = quietSamples.compactMap {
      LineFeatures($0, weight: 1, parser: &parser, hash: hash)
    }
    let lines = open.samples.lines.compactMap {
      LineFeatures($0.sample, weight: $0.weight, parser: &parser, hash: hash)
    }
    var maker = WaveMaker(
      open: open, ring: ring, shares: shares, latest: timeline.closed, usual: usual, lines: lines,
      parser: parser, quietMinutes: minutes.filter { $0.second < open.onset }.suffix(60)
    )
    let closed = maker.wave(quiet: settings.quiet)
    lastWaveEnd = closed.end
    for name in ShareSet.Name.allCases where shares[name].isAlarmed { shares[name].clearAlarm() }
    result.add(closed, site: site, mergeWithin: settings.mergeWithin)
  }

  /// Follows the volume's alarms.
  mutating func followSurge(at second: Int64) {
    guard volume.surgeSince != nil else {
      closeSurge(isOpen: false)
      return
    }
    if surge == nil {
      surge = OpenSurge(
        detected: second, onset: volume.onset, usual: volume.expected(at: volume.onset) / 10,
        rates: rates(before: volume.onset))
    }
  }

  mutating func closeSurge(isOpen: Bool) {
    guard let open = surge else { return }
    surge = nil
    guard open.isNotable else { return }
    result.surges.append(open.closed(at: timeline.closed, isOpen: isOpen, shares: shares))
  }

  mutating func settleReport() {
    result.time = timeline.report
    result.loud = loud.found
    result.moreLoud = loud.more
    if ring.first != .max { result.span = ring.first...max(ring.first, timeline.latest) }
    result.isJudged = mayJudge
    result.furniturePerPage = shares.hasFurniture ? shares.furniturePerPage : nil
    result.navigation = shares.navigation
  }
}
