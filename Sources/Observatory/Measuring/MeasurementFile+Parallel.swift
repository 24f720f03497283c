public import Interference

extension MeasurementFile {
  /// Batches of more bytes than these wait until the others are done.
  private static let mostBytesInWork = 8 << 20

  /// Reads files on several threads: `map` runs on them, `fold` takes its values in the order of the
  /// files and of the lines in them, whatever the number of threads.
  ///
  /// What is in work at one time is bounded, so that memory stays the same whatever the files' size.
  ///
  /// - Parameters:
  ///   - threads: How many batches are read at once; 1 reads where it is called.
  ///   - progress: Told the place of each file in `files` as it begins.
  ///   - map: What is wanted of a measurement. Small values keep memory small.
  ///   - remark: Why nothing could be wanted of it; it is counted and named then.
  /// - Throws: `DiskError`, after everything before it has been folded, or what `fold` throws. What is
  ///   damaged is counted and named in `summary`.
  public static func each<Value: Sendable>(
    in files: [MeasurementFile], threads: Int, summary: inout Summary,
    progress: (Int) -> Void = { _ in },
    map: @escaping @Sendable (Measurement) -> Value,
    remark: @escaping @Sendable (Measurement, Value) -> String? = { _, _ in nil },
    fold: (Value) throws -> Void
  ) async throws {
    try await each(
      in: files, threads: threads, summary: &summary, progress: progress, map: map,
      remark: remark, foldPlaced: { value, _ in try fold(value) })
  }

  /// The same, with the place of each measurement.
  public static func each<Value: Sendable>(
    in files: [MeasurementFile], threads: Int, summary: inout Summary,
    progress: (Int) -> Void = { _ in },
    map: @escaping @Sendable (Measurement) -> Value,
    remark: @escaping @Sendable (Measurement, Value) -> String? = { _, _ in nil },
    foldPlaced fold: (Value, MeasurementPlace) throws -> Void
  ) async throws {
    let work = BatchOutcome<Value>.Work(map: map, remark: remark)
    var texts = MeasurementTexts(files)
    var order = FoldingOrder<Value>(files: files)
    guard threads > 1 else {
      while let piece = try texts.next() {
        let place = order.started(piece, progress)
        if case .batch(let batch) = piece {
          order.finished(place, BatchOutcome(batch, longest: order.longestText, work))
        }
        try order.fold(&summary, fold)
      }
      return
    }
    try await withThrowingTaskGroup(of: (Int, Int, BatchOutcome<Value>).self) { group in
      var failure: (any Error)?
      var bytesInWork = 0
      var inWork = 0
      func finishOne() async throws {
        guard let (place, size, outcome) = try await group.next() else { return }
        bytesInWork -= size
        inWork -= 1
        order.finished(place, outcome)
        try order.fold(&summary, fold)
      }
      while failure == nil {
        let piece: TextPiece?
        do { piece = try texts.next() } catch {
          failure = error
          break
        }
        guard let piece else { break }
        guard case .batch(let batch) = piece else {
          _ = order.started(piece, progress)
          try order.fold(&summary, fold)
          continue
        }
        let size = batch.bytes.count
        // One that is done but stands behind a slow one counts too: its values are held.
        while inWork > 0,
          inWork > threads || order.count > 4 * threads
            || bytesInWork + size > mostBytesInWork
        { try await finishOne() }
        let place = order.started(piece, progress)
        let longest = order.longestText
        bytesInWork += size
        inWork += 1
        group.addTask { (place, size, BatchOutcome(batch, longest: longest, work)) }
      }
      while inWork > 0 { try await finishOne() }
      if let failure { throw failure }
    }
  }
}

/// Puts what threads finish in any order back into the order in which it was given to them.
private struct FoldingOrder<Value: Sendable> {
  private enum Step {
    case piece(TextPiece)
    case working
    case done(BatchOutcome<Value>)
  }

  private let files: [MeasurementFile]
  private var ledger: SummaryLedger
  private var file = 0
  private var first = 0
  private var steps: [Step] = []

  init(files: [MeasurementFile]) {
    self.files = files
    ledger = SummaryLedger(files: files)
  }

  /// How many steps wait.
  var count: Int { steps.count }

  /// The limit of the file that is being given out.
  var longestText: Int { files[file].longestText }

  /// Takes the next piece, and says its place.
  mutating func started(_ piece: TextPiece, _ progress: (Int) -> Void) -> Int {
    if case .file(let index) = piece {
      file = index
      progress(index)
    }
    if case .batch = piece { steps.append(.working) } else { steps.append(.piece(piece)) }
    return first + steps.count - 1
  }

  mutating func finished(_ place: Int, _ outcome: BatchOutcome<Value>) {
    steps[place - first] = .done(outcome)
  }

  /// Folds all that is done up to the first that is not.
  mutating func fold(
    _ summary: inout MeasurementFile.Summary, _ body: (Value, MeasurementPlace) throws -> Void
  ) throws {
    while let step = steps.first {
      switch step {
      case .working: return
      case .piece(let piece): ledger.enter(piece, in: &summary)
      case .done(let outcome):
        let places = ledger.places(of: outcome)
        ledger.enter(outcome, in: &summary)
        for (value, place) in zip(outcome.values, places) { try body(value, place) }
      }
      steps.removeFirst()
      first += 1
    }
  }
}
