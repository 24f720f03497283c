import Glibc
import Interference

/// Reads the observations of many exhibits, several exhibits at a time, and hands them on in the
/// order of the exhibits.
struct ObservationReading: Sendable {
  let folder: String
  let exhibits: [Exhibit]
  let tables: JudgeTables
  let threads: Int
  /// Whether to read the exhibits themselves, and not what an earlier reading left.
  var isFresh = false

  private func file(_ exhibit: Exhibit) -> ObservationFile {
    ObservationFile(folder: folder, exhibit: exhibit, tables: tables)
  }

  /// Makes the files of observations that are missing; what each exhibit holds, in their order.
  func prepare(progress: Progress.Listener? = nil) async throws -> [ObservationFile.Counts] {
    let files = exhibits.map(file)
    return try await inOrder(progress: progress, files) { try $0.prepare() }
  }

  /// Calls `body` with every observation.
  func each(
    progress: Progress.Listener? = nil, _ body: (Observation) throws -> Void
  ) async throws {
    guard isFresh else {
      _ = try await prepare(progress: progress)
      for exhibit in exhibits { try file(exhibit).each(body) }
      return
    }
    let files = exhibits.map(file)
    for batch in stride(from: 0, to: files.count, by: max(1, threads)) {
      let some = Array(files[batch..<min(batch + max(1, threads), files.count)])
      for observations in try await inOrder(progress: progress, some, { try $0.fresh() }) {
        for observation in observations { try body(observation) }
      }
    }
  }

  /// The results of `work` on each file, in the order of the files, `threads` at a time.
  private func inOrder<Result: Sendable>(
    progress: Progress.Listener?, _ files: [ObservationFile],
    _ work: @escaping @Sendable (ObservationFile) throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < files.count else { return }
        let place = next
        next += 1
        group.addTask { (place, try work(files[place])) }
      }
      for _ in 0..<max(1, threads) { start() }
      var results = [Result?](repeating: nil, count: files.count)
      var done = 0
      while let (place, result) = try await group.next() {
        results[place] = result
        done += 1
        progress?(Progress(.reading, done, of: files.count))
        start()
      }
      return results.compactMap(\.self)
    }
  }
}

/// The cores of this machine.
enum Cores {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
