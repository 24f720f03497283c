extension SeriesWatch {
  func write(to writer: inout SnapshotWriter) {
    baseline.write(to: &writer)
    up.write(to: &writer)
    down.write(to: &writer)
    writer.write(open) { $1.write(to: &$0) }
    writer.write(Int64(quietBins))
    writer.write(limit)
    writer.write(limitDay) { $0.write($1) }
    writer.write(firstBin) { $0.write($1) }
  }

  init(_ reader: inout SnapshotReader, _ settings: SeriesSettings) throws(SnapshotFault) {
    self.init(settings)
    baseline = try Baseline(&reader, settings)
    up = try RatioMixture(&reader, up.ratios)
    down = try RatioMixture(&reader, down.ratios)
    open = try reader.optional { reader throws(SnapshotFault) in try Open(&reader) }
    if let open {
      guard (open.isRise ? up : down).ratios.indices.contains(open.ratio) else {
        throw .nonsense("an alarm")
      }
    }
    quietBins = Int(try reader.read(Int64.self))
    // The limit is infinite before it is known.
    limit = try reader.double()
    guard limit > 0 else { throw .nonsense("a limit") }
    limitDay = try reader.optional { reader throws(SnapshotFault) in try reader.read(Int64.self) }
    firstBin = try reader.optional { reader throws(SnapshotFault) in try reader.read(Int64.self) }
  }
}

extension SeriesWatch.Open {
  func write(to writer: inout SnapshotWriter) {
    writer.write(isRise)
    writer.write(UInt8(ratio))
    writer.write(raised)
    writer.write(since)
    for value in [ending, evidence, nextNotice, observed, expected, exposure, peak] {
      writer.write(value)
    }
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    isRise = try reader.flag()
    ratio = Int(try reader.read(UInt8.self))
    raised = try reader.read(Int64.self)
    since = try reader.read(Int64.self)
    ending = try reader.number()
    evidence = try reader.number()
    nextNotice = try reader.number()
    observed = try reader.number()
    expected = try reader.number()
    exposure = try reader.number()
    peak = try reader.number()
  }
}

extension RatioMixture {
  func write(to writer: inout SnapshotWriter) {
    writer.write(odds)
    writer.write(sums)
    writer.write(starts)
  }

  init(_ reader: inout SnapshotReader, _ ratios: [Double]) throws(SnapshotFault) {
    self.init(
      ratios: ratios, odds: try reader.numbers(ratios.count),
      sums: try reader.numbers(ratios.count), starts: try reader.times(ratios.count))
  }
}

extension Baseline {
  func write(to writer: inout SnapshotWriter) {
    writer.write(belief) {
      $0.write($1.means)
      $0.write($1.covariances)
    }
    // Minus infinity is written as well: of values that a neighbour stands for.
    writer.write(dispersion.logWeights)
    writer.write(dispersion.isFine)
    writer.write(dispersion.wanted.map { Int64($0) })
    writer.write(day) { $0.write($1) }
    writer.write(Int64(learnt))
    writer.write(exposure)
  }

  init(_ reader: inout SnapshotReader, _ settings: SeriesSettings) throws(SnapshotFault) {
    self.init(settings)
    belief = try reader.optional { reader throws(SnapshotFault) in
      var belief = LogBelief(mean: 0, variance: 1, hasHours: false)
      belief.means = try reader.numbers(belief.means.count)
      belief.covariances = try reader.numbers(belief.covariances.count)
      return belief
    }
    let weights = try reader.numbers(dispersion.logWeights.count, mayBeInfinite: true)
    guard weights.allSatisfy({ $0 < 1e6 }) else {
      throw .nonsense("weights")
    }
    let isFine = try reader.flag()
    let wanted = try reader.times().map { Int(truncatingIfNeeded: $0) }
    guard !wanted.isEmpty,
      wanted.allSatisfy({ weights.indices.contains($0) && weights[$0].isFinite })
    else { throw .nonsense("weights") }
    dispersion.restore(weights, isFine: isFine, wanted: wanted)
    day = try reader.optional { reader throws(SnapshotFault) in try reader.read(Int64.self) }
    learnt = Int(try reader.read(Int64.self))
    exposure = try reader.number()
  }
}
