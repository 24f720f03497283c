/// Counts a piece of a plain file beside others, which are counted at the same time.
///
/// Whether a byte stands inside quotes depends on all bytes before it, so a piece begins on a guess: that the
/// first line feed in it ends a row, as the exporter writes none inside quotes. ``join(_:)`` proves the guess:
/// a piece is good if it begins where the one before it really ended, and is counted anew if not.
public struct StatementPiece: Sendable {
  /// What a piece came to.
  public struct Result: Sendable {
    /// Where its first row began; `nil` when it has no line feed.
    public var start: Int?
    /// Where the first row begins that it did not read.
    public var end: Int
    /// What was counted. Its rows and lines are those of the piece.
    public var counts: StatementCounts { tally?.counts ?? StatementCounts() }
    /// Why it was not read on.
    public var fault: StatementFault?
    /// `nil` for a piece that lies in one row.
    var tally: StatementTally?
    var rows: Int
    var lines: Int
  }

  /// What pieces come to together.
  public enum Joined: Sendable {
    /// The whole file.
    case counts(StatementCounts)
    /// The piece at `index` began on a wrong guess: it has to be counted from byte `start` on.
    case recount(index: Int, start: Int)
  }

  private let query: StatementQuery
  private let header: StatementHeader
  private let stop: Int
  private var counter: StatementCounter?
  private var given: Int
  private var start: Int?
  private var fault: StatementFault?

  /// A piece up to byte `stop` that begins after the first line feed from byte `guess - 1` on: the bytes that it
  /// is given begin there.
  ///
  /// - Precondition: `guess > 0`.
  public init(_ query: StatementQuery, header: StatementHeader, guess: Int, until stop: Int) {
    self.query = query
    self.header = header
    self.stop = stop
    given = guess - 1
  }

  /// A piece that begins with the row at byte `start`.
  public init(_ query: StatementQuery, header: StatementHeader, from start: Int, until stop: Int) {
    self.init(query, header: header, guess: start + 1, until: stop)
    begin(at: start)
  }

  /// Whether no more bytes are wanted.
  public var isDone: Bool { fault != nil || counter?.isAtStop ?? false }

  /// Counts the next bytes. They go on beyond the end of the piece, as long as ``isDone`` is `false`.
  public mutating func read(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    if counter == nil {
      guard let feed = bytes.firstIndex(of: 0x0A) else {
        given += bytes.count
        return
      }
      begin(at: given + feed + 1)
      rest = UnsafeRawBufferPointer(rebasing: bytes[(feed + 1)...])
    }
    given += bytes.count
    guard !isDone else { return }
    do throws(StatementFault) { try counter?.read(rest) } catch { fault = error }
  }

  /// Ends the piece: at its end, or at that of the file.
  public mutating func finish() -> Result {
    if fault == nil {
      // Its counts are put in order once, with those of all pieces.
      do throws(StatementFault) { _ = try counter?.endFile() } catch { fault = error }
    }
    let (rows, lines) = counter?.progress ?? (0, 0)
    return Result(
      start: start, end: counter?.offset ?? given, fault: fault, tally: counter?.tally, rows: rows,
      lines: lines)
  }

  private mutating func begin(at place: Int) {
    start = place
    do throws(StatementFault) {
      counter = try StatementCounter(query, header: header, from: place, until: stop)
    } catch { fault = error }
  }

  /// Puts the pieces of one file together, in their order; the first begins with the first row.
  ///
  /// - Throws: The first fault, at its place in the file; where the pieces have more groups together than the query
  ///   allows, at the beginning of the piece that is too many.
  /// - Complexity: O(pieces × groups), and one sorting of all groups.
  public static func join(_ pieces: [Result]) throws(StatementFault) -> Joined {
    var sum: StatementTally?
    var (rows, lines) = (0, 0)
    for (index, piece) in pieces.enumerated() {
      if index > 0, let end = pieces[..<index].last?.end, let start = piece.start, start != end {
        // A piece that lies in one row has nothing to say.
        return .recount(index: index, start: end)
      }
      if var fault = piece.fault {
        fault.row += rows
        fault.line += lines
        throw fault
      }
      if let tally = piece.tally {
        // The first is taken as it is: nothing stands before it.
        if sum == nil { sum = tally } else { sum?.add(tally, rows: rows, lines: lines) }
        if let fault = sum?.sink.fault {
          throw StatementFault(fault, row: rows + 2, line: lines + 2, offset: piece.start ?? 0)
        }
      }
      rows += piece.rows
      lines += piece.lines
    }
    return .counts(sum?.counts ?? StatementCounts())
  }
}
