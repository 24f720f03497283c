public import Bytes

/// Counts the statements of a daily archive: a ZIP of ZIPs of tables, out of pieces of any size.
///
/// Tables may also lie in the outer archive itself. Each is counted by itself, since each has its line of names.
/// What is neither a table nor an archive is named and passed over.
public struct StatementArchive: ~Copyable {
  /// Why an archive is not read on.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    /// The names of the archives and the table that lead to the fault.
    public var path: [String]
    /// What is wrong there: `ZipFault` or `StatementFault`.
    public var reason: any Error & Sendable

    /// The fault with its place.
    public var description: String {
      (path.map(ShownText.line) + ["\(reason)"]).joined(separator: ": ")
    }
  }

  private let query: StatementQuery
  private let limits: ZipLimits
  private var outer: ZipReader
  private let contents: Contents

  /// Makes a reader that counts by a query.
  ///
  /// - Parameters:
  ///   - query: which statements are counted, and by what.
  ///   - limits: of the outer archive and of each inner one.
  public init(_ query: StatementQuery, limits: ZipLimits = ZipLimits()) {
    self.query = query
    self.limits = limits
    outer = ZipReader(limits)
    contents = Contents(query: query, limits: limits)
  }

  /// Reads the next bytes.
  ///
  /// - Throws: `Fault`; what was counted before stays in ``counts``.
  public mutating func read(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    do {
      try outer.read(bytes) { try contents.take($0, depth: 0) }
    } catch let fault as Fault {
      throw fault
    } catch let fault as ZipFault {
      throw Fault(path: [], reason: fault)
    } catch {
      preconditionFailure("the readers throw nothing else: \(error)")
    }
  }

  /// Ends the archive.
  public consuming func finish() throws(Fault) -> StatementArchive.Result {
    do throws(ZipFault) { try outer.finish() } catch { throw Fault(path: [], reason: error) }
    return contents.whole
  }

  /// What has been counted so far.
  public var counts: StatementCounts { contents.whole.counts }

  /// What an archive came to.
  public struct Result: Sendable {
    /// The sum of all tables.
    public internal(set) var counts = StatementCounts()
    /// How many tables were read.
    public internal(set) var tables = 0
    /// How many of them have nothing but a line of names, as is usual in archives of one platform.
    public internal(set) var emptyTables = 0
    /// Bytes of the tables.
    public internal(set) var tableBytes = 0
    /// Entries that are neither table nor archive, the first hundred of them.
    public internal(set) var passedOver: [String] = []
    /// How many those are.
    public internal(set) var passedOverCount = 0
  }
}

/// What lies in an archive, while it is read.
private final class Contents {
  let limits: ZipLimits
  private var result = StatementArchive.Result()
  private var path: [String] = []
  private var counter: StatementCounter
  private var isInTable = false
  private var inner: ZipReader?

  init(query: StatementQuery, limits: ZipLimits) {
    self.limits = limits
    counter = StatementCounter(query)
  }

  var whole: StatementArchive.Result {
    var result = result
    result.counts = counter.counts
    return result
  }

  func take(_ event: ZipReader.Event, depth: Int) throws {
    switch event {
    case .begin(let entry): try begin(entry, depth)
    case .bytes(let bytes):
      if depth == 0, inner != nil {
        // The reader is taken out while it reads, since what it finds comes back here.
        guard var reader = inner.take() else { return }
        do {
          try reader.read(bytes) { try take($0, depth: 1) }
        } catch let fault as ZipFault { throw StatementArchive.Fault(path: path, reason: fault) }
        inner = consume reader
      } else if isInTable {
        result.tableBytes += bytes.count
        do throws(StatementFault) { try counter.read(bytes) } catch {
          throw StatementArchive.Fault(path: path, reason: error)
        }
      }
    case .end: try end(depth)
    }
  }

  private func begin(_ entry: ZipEntry, _ depth: Int) throws {
    path = Array(path.prefix(depth)) + [entry.name]
    if entry.isFolder { return }
    let name = entry.name.lowercased()
    if name.hasSuffix(".csv") {
      counter.beginFile()
      isInTable = true
    } else if name.hasSuffix(".zip"), depth == 0 {
      inner = ZipReader(limits)
    } else {
      result.passedOverCount += 1
      if result.passedOver.count < 100 { result.passedOver.append(path.joined(separator: "/")) }
    }
  }

  private func end(_ depth: Int) throws {
    if depth == 0, inner != nil {
      guard let reader = inner.take() else { return }
      do throws(ZipFault) { try reader.finish() } catch {
        throw StatementArchive.Fault(path: path, reason: error)
      }
    } else if isInTable {
      do throws(StatementFault) {
        let rows = try counter.endFile()
        result.tables += 1
        if rows == 0 { result.emptyTables += 1 }
      } catch { throw StatementArchive.Fault(path: path, reason: error) }
      isInTable = false
    }
  }
}
