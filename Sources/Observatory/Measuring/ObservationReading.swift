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

  /// One large exhibit is read on all threads, many are read beside each other.
  private var threadsOfOne: Int { max(1, threads / max(1, exhibits.count)) }

  /// Makes the files of observations that are missing; what each exhibit holds, in their order.
  func prepare(progress: Progress.Listener? = nil) async throws -> [ObservationFile.Counts] {
    let files = exhibits.map(file)
    let own = threadsOfOne
    return try await inOrder(progress: progress, files) { try await $0.prepare(threads: own) }
  }

  /// Calls `body` with every observation, the exhibit it is in and its place there.
  func each(
    progress: Progress.Listener? = nil,
    _ body: (ToldObservation, Exhibit, MeasurementPlace) throws -> Void
  ) async throws {
    guard isFresh else {
      _ = try await prepare(progress: progress)
      for exhibit in exhibits { try await file(exhibit).each { try body($0, exhibit, $1) } }
      return
    }
    let files = exhibits.map(file)
    for batch in stride(from: 0, to: files.count, by: max(1, threads)) {
      let some = Array(files[batch..<min(batch + max(1, threads), files.count)])
      let own = threadsOfOne
      let read = try await inOrder(progress: progress, some) {
        try await $0.fresh(threads: own)
      }
      for (file, observations) in zip(some, read) {
        for (observation, place) in observations { try body(observation, file.exhibit, place) }
      }
    }
  }

  /// The results of `work` on each file, in the order of the files, `threads` at a time.
  private func inOrder<Result: Sendable>(
    progress: Progress.Listener?, _ files: [ObservationFile],
    _ work: @escaping @Sendable (ObservationFile) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < files.count else { return }
        let place = next
        next += 1
        group.addTask { (place, try await work(files[place])) }
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
public enum Cores {
  /// How many threads can run at one time.
  public static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
