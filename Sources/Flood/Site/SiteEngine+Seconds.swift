internal import Signals

extension SiteEngine {
  /// Closes all seconds that no line is expected for any more.
  mutating func closeSeconds() {
    closeSeconds(upTo: timeline.latest - timeline.report.lateness - 1)
  }

  mutating func closeSeconds(upTo end: Int64) {
    guard timeline.latest != .min, end > timeline.closed else { return }
    if end - timeline.closed > 21_600 { skipSilence(to: end) }
    while timeline.closed < end {
      timeline.closed += 1
      close(timeline.closed)
    }
  }

  /// A silence of hours: what is open ends, and what is usual stays.
  private mutating func skipSilence(to end: Int64) {
    for _ in 0..<600 {
      timeline.closed += 1
      close(timeline.closed)
    }
    timeline.closed = end - 10
    binStart = .min
    bin = .zero
  }

  /// Whether enough was learned for judging.
  var mayJudge: Bool {
    ring.first != .max && timeline.closed - ring.first >= settings.warmUp
      && result.requests >= settings.leastLearned
  }

  private mutating func close(_ second: Int64) {
    if binStart == .min { binStart = second - ((second % 10) + 10) % 10 }
    if second - binStart >= 10 { closeBin(at: second) }
    let counts = ring.of(second)
    if counts[.all] > 0 || counts[.herd] > 0 {
      bin &+= counts
      shares.add(counts, second: second, mayAlarm: mayJudge)
      result.requests += counts[.all]
      result.herdRequests += counts[.herd]
    }
    if wave == nil, !shares.channels.contains(where: \.isAlarmed) {
      quietSeconds = min(300, quietSeconds + 1)
      let rate = 1 / quietSeconds
      for lane in 0..<16 { quietRates[lane] += rate * (Double(counts[lane]) - quietRates[lane]) }
    }
    if mayJudge { judge(second) }
    if wave != nil {
      wave?.pass(counts)
      let slots = samples.slots(from: second, to: second + 1)
      wave?.keep(slots, of: samples, requests: counts[.all])
    }
    surge?.pass(counts, inWave: wave != nil)
    if second % 60 == 59 { closeMinute(second) }
  }

  private mutating func closeBin(at second: Int64) {
    let isQuiet = wave == nil && volume.surgeSince == nil
    let age = binStart - ring.first
    shares.closeBin(learns: isQuiet, isEarly: age < 3_600)
    let judges = mayJudge
    volume.closeBin(Double(bin[.all]), at: binStart, mayAlarm: judges)
    herdVolume.closeBin(Double(bin[.herd]), at: binStart, mayAlarm: judges)
    followSurge(at: second)
    if isQuiet, let line = samples.last(since: binStart) {
      keepQuiet(line)
    }
    bin = .zero
    binStart += 10
    if second - binStart >= 10 { binStart = second - ((second % 10) + 10) % 10 }
  }

  private mutating func keepQuiet(_ line: SampledLine) {
    if quietSamples.count < 1_500 {
      quietSamples.append(line)
    } else {
      quietSamples[quietPlace] = line
      quietPlace = (quietPlace + 1) % 1_500
    }
  }

  private mutating func closeMinute(_ second: Int64) {
    let measures = minute.close(at: second)
    if measures.sources > 0 {
      minutes.append(measures)
      wave?.keep(measures)
      if minutes.count > 2_880 { minutes.removeFirst(1_440) }
    }
    herdNow = herdSources.estimate
    herdSources.clear()
    if wave == nil { herdUsual += (herdNow - herdUsual) / 60 }
    if queriesSince != .min, second - queriesSince >= 1_800 || queries.fill > 0.5 {
      queries.rotate()
      queriesSince = second
    }
    if second % 86_400 == 59 { agents.fade() }
  }
}
