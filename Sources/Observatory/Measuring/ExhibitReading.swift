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
  /// - Parameter findsCopies: whether copies of a measurement that are left out are named as well.
  /// - Throws: `DiskError`.
  public nonisolated func readings(
    findsCopies: Bool = false, progress: Progress.Listener? = nil
  ) async throws -> [ExhibitReading] {
    let all = try exhibits(withThoseAside: true)
    let measured = all.filter { $0.form == .measurements }
    let tables = try judgeTables()
    let reading = ObservationReading(
      folder: folder, exhibits: measured, tables: tables, threads: Cores.count)
    var found = all.filter { $0.form != .measurements }.map { ExhibitReading(exhibit: $0) }
    let counts = try await reading.prepare(progress: progress)
    let copies = findsCopies ? try await copiesLeftOut(reading) : [:]
    for (exhibit, counts) in zip(measured, counts) {
      let file = ObservationFile(folder: folder, exhibit: exhibit, tables: tables)
      found.append(
        ExhibitReading(
          exhibit: exhibit, measurements: counts.measurements,
          observations: counts.observations, unobserved: counts.unobserved,
          refused: counts.refused, defects: counts.defects,
          skipped: (counts.hasNamed ? try await file.skipped() : [])
            + (copies[exhibit.digest] ?? [])))
    }
    return found.sorted {
      ($0.exhibit.entry, $0.exhibit.digest) < ($1.exhibit.entry, $1.exhibit.digest)
    }
  }

  /// Copies of a measurement that say something else than the one taken in first, by exhibit.
  private nonisolated func copiesLeftOut(
    _ reading: ObservationReading
  ) async throws -> [String: [String]] {
    var all = ObservationSet()
    try await reading.each { row, exhibit, place in
      if !exhibit.isAside { all.add(row.observation, in: exhibit, at: place) }
    }
    all.settle()
    var copies: [String: [String]] = [:]
    var seen: Set<ObservationSet.Conflict> = []
    for conflict in all.conflicts where seen.insert(conflict).inserted {
      copies[conflict.exhibit.digest, default: []].append(
        "\(conflict.place): a copy of the measurement in \(conflict.first) that says something else;"
          + " the one taken in first counts")
    }
    return copies
  }
}
