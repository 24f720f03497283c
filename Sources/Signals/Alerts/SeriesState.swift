import func Glibc.log

extension SeriesState {
  init(_ track: SeriesTrack) {
    let watch = track.watch
    let baseline = watch.baseline
    let settings = track.settings
    let value = max(watch.up.value, watch.down.value)
    let isLearning = track.last.map { watch.isLearning(at: $0, settings) } ?? true
    last = track.last
    mean = baseline.typicalMean(settings)
    dispersion = baseline.dispersion.mean
    evidence = log(value)
    limit = log(watch.limit)
    interval =
      watch.limit.isFinite
      ? RunLengths(baseline, settings).bins(toReach: watch.limit) * Double(settings.width)
      : .infinity
    quietBins = watch.quietBins
    tooLate = track.tooLate
    alarms = track.alarms
    if watch.open != nil {
      phase = .alarm
    } else if isLearning {
      phase = .learning
    } else {
      phase = evidence > limit - 2 ? .watch : .quiet
    }
  }
}
