/// An exhibit with what was read out of it.
public struct ExhibitReading: Sendable, Hashable {
  /// The exhibit.
  public var exhibit: Exhibit
  /// Measurements that could be read; `nil` for tables.
  public var measurements: Int?
  /// Observations made of them.
  public var observations: Int?
  /// Measurements that gave no observation.
  public var unobserved: Int?
  /// Texts that were no measurement.
  public var refused: Int?
  /// Defects inside measurements that could be read.
  public var defects: Int?
  /// What could not be read or gave no observation, each with its line.
  public var skipped: [String] = []
}

extension Observatory {
  /// All exhibits that methods read, with what was read out of them.
  ///
  /// - Throws: `DiskError`.
  public nonisolated func readings(
    progress: Progress.Listener? = nil
  ) async throws -> [ExhibitReading] {
    let all = try exhibits()
    let measured = all.filter { $0.form == .measurements }
    let tables = try judgeTables()
    let reading = ObservationReading(
      folder: folder, exhibits: measured, tables: tables, threads: Cores.count)
    var found = all.filter { $0.form != .measurements }.map { ExhibitReading(exhibit: $0) }
    for (exhibit, counts) in zip(measured, try await reading.prepare(progress: progress)) {
      let file = ObservationFile(folder: folder, exhibit: exhibit, tables: tables)
      found.append(
        ExhibitReading(
          exhibit: exhibit, measurements: counts.measurements,
          observations: counts.observations, unobserved: counts.unobserved,
          refused: counts.refused, defects: counts.defects,
          skipped: counts.hasNamed ? try await file.skipped() : []))
    }
    return found.sorted {
      ($0.exhibit.entry, $0.exhibit.digest) < ($1.exhibit.entry, $1.exhibit.digest)
    }
  }
}
