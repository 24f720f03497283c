/// What whole rows are given to.
protocol RowSink {
  /// Whether the sink takes no more rows.
  var isFull: Bool { get }
  /// Why.
  var fault: StatementFault.Fault? { get }

  /// Sees the names of the columns and says which of them it wants, by place.
  mutating func begin(_ header: StatementHeader) throws(StatementFault.Fault) -> [Int]

  /// Takes a row whose number of fields is that of the header.
  mutating func take(_ row: RawRow)
}

/// A row in the buffer of the reader, its wanted fields found. It is good until ``RowSink/take(_:)`` returns.
struct RawRow {
  let base: UnsafeRawPointer
  /// Where the delimiters before and after the wanted fields stand.
  let delimiters: UnsafeMutablePointer<Int>
  /// For each wanted field, which of the delimiters are its own.
  let fields: UnsafePointer<(before: Int, after: Int)>
  /// The row, counted from 1.
  let number: Int
  let line: Int
  /// Where the row begins in the file.
  let offset: Int

  /// The bytes of the wanted field `index`, quotes and all.
  @inline(__always)
  func field(_ index: Int) -> UnsafeRawBufferPointer {
    let (before, after) = fields[index]
    let start = delimiters[before] + 1
    return UnsafeRawBufferPointer(start: base + start, count: delimiters[after] - start)
  }
}

/// Which commas have to be found to have the wanted fields.
struct ColumnPicks: Sendable {
  /// How many fields a row has.
  let columns: Int
  /// Which commas of a row are wanted, counted from 1, ascending; at the ends the beginning and the end of the
  /// row, and one more that never comes.
  let ordinals: [Int]
  /// For each wanted field, in the order they were asked for, the places of its delimiters in ``ordinals``.
  let fields: [(before: Int, after: Int)]

  init(columns: Int, wanted: [Int]) {
    self.columns = columns
    let all = Set(wanted.flatMap { [$0, $0 + 1] }).union([0, columns]).sorted()
    let fields: [(before: Int, after: Int)] = wanted.map { column in
      (all.firstIndex(of: column) ?? 0, all.firstIndex(of: column + 1) ?? all.count - 1)
    }
    ordinals = all + [.max]
    // One more than is asked for, so that there always is an address.
    self.fields = fields + [(0, 0)]
  }

  /// Lends both lists where they lie.
  @inline(__always)
  func withPointers<Result>(
    _ body: (UnsafeBufferPointer<Int>, UnsafePointer<(before: Int, after: Int)>) -> Result
  ) -> Result {
    ordinals.withUnsafeBufferPointer { ordinals in
      fields.withUnsafeBufferPointer { fields in body(ordinals, fields.baseAddress!) }
    }
  }
}

/// Finds whole rows and the wanted fields in them, in the buffer where they lie.
struct RowScanner: Sendable {
  /// Which fields are wanted.
  var picks: ColumnPicks
  /// The row that comes next, counted from 1.
  var row = 1
  /// The line it begins on, counted from 1.
  var line = 1
  /// How many bytes of the file came before the buffer.
  var offset = 0
  /// No row is begun at or beyond this byte of the file.
  var stop = Int.max
  /// Rows without anything on them.
  private(set) var blankRows = 0
  /// Rows with too many or too few fields.
  private(set) var misshapen = RowSample()

  init(picks: ColumnPicks) { self.picks = picks }

  private struct Pass {
    var rowStart = 0
    var commas = 0
    var next = 1
    var innerLines = 0
    /// Where a quote stands wrong, and whether it is one that opens.
    var wrongPlace = Int.max
    var isStray = false

    var fault: StatementFault.Fault { isStray ? .strayQuote : .textAfterQuote }
  }

  /// Reads the rows that end in `buffer`, which begins at the beginning of a row.
  ///
  /// - Returns: Where the first row begins that does not end in it, and whether `buffer` ends inside quotes.
  mutating func scan(
    _ buffer: UnsafeRawBufferPointer, into sink: inout some RowSink, isLast: Bool = false
  ) throws(StatementFault) -> (end: Int, isQuoted: Bool) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return (0, false) }
    let picks = picks
    let (end, isQuoted, failure) = withUnsafeTemporaryAllocation(
      of: Int.self, capacity: picks.ordinals.count
    ) { delimiters in
      // The last bytes, with zeros after them up to 64.
      withUnsafeTemporaryAllocation(byteCount: 64, alignment: 64) { tail in
        tail.initializeMemory(as: UInt8.self, repeating: 0)
        tail.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: buffer[(buffer.count & ~63)...]))
        return picks.withPointers { ordinals, fields in
          // At least the two ends of a row and 64 bytes were asked for: there are addresses.
          let (places, tail) = (delimiters.baseAddress!, UnsafeRawPointer(tail.baseAddress!))
          return scan(buffer, base, tail, ordinals, fields, places, &sink, isLast)
        }
      }
    }
    if let failure { throw failure }
    return (end, isQuoted)
  }

  @inline(__always)
  private mutating func scan(
    _ buffer: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, _ tail: UnsafeRawPointer,
    _ ordinals: UnsafeBufferPointer<Int>, _ fields: UnsafePointer<(before: Int, after: Int)>,
    _ places: UnsafeMutablePointer<Int>, _ sink: inout some RowSink, _ isLast: Bool
  ) -> (end: Int, isQuoted: Bool, failure: StatementFault?) {
    var marks = RowMarks()
    var pass = Pass()
    var place = 0
    let whole = buffer.count & ~63
    while place < buffer.count {
      let start = place
      place &+= 64
      guard marks.read(start < whole ? base + start : tail) else { continue }
      if marks.strayQuotes | marks.followers != 0, pass.wrongPlace == .max,
        let (wrong, isStray) = wrongPlace(marks, buffer, start)
      {
        pass.wrongPlace = wrong
        pass.isStray = isStray
      }
      var commas = marks.commas
      var ends = marks.lineFeeds
      var inner = marks.innerLineFeeds
      while ends != 0 {
        let below = (ends & (0 &- ends)) &- 1
        find(commas & below, at: start, ordinals, places, &pass)
        commas &= ~below
        if inner != 0 {
          pass.innerLines += (inner & below).nonzeroBitCount
          inner &= ~below
        }
        let end = start &+ ends.trailingZeroBitCount
        if let fault = finishRow(base, end, places, fields, &pass, &sink) {
          return (0, false, fault)
        }
        if offset + pass.rowStart >= stop { return (pass.rowStart, false, nil) }
        ends &= ends &- 1
      }
      if inner != 0 { pass.innerLines += inner.nonzeroBitCount }
      if commas != 0 { find(commas, at: start, ordinals, places, &pass) }
    }
    let fault = isLast && pass.wrongPlace < .max ? fault(pass.fault, at: pass.wrongPlace) : nil
    return (pass.rowStart, marks.inside != 0, fault)
  }

  /// Counts commas, and keeps the places of the wanted ones.
  @inline(__always)
  private func find(
    _ commas: UInt64, at place: Int, _ ordinals: UnsafeBufferPointer<Int>,
    _ places: UnsafeMutablePointer<Int>, _ pass: inout Pass
  ) {
    let total = pass.commas &+ commas.nonzeroBitCount
    var bits = commas
    var seen = pass.commas
    while ordinals[pass.next] <= total {
      while seen &+ 1 < ordinals[pass.next] {
        bits &= bits &- 1
        seen &+= 1
      }
      places[pass.next] = place &+ bits.trailingZeroBitCount
      pass.next &+= 1
    }
    pass.commas = total
  }

  @inline(__always)
  private mutating func finishRow(
    _ base: UnsafeRawPointer, _ end: Int, _ places: UnsafeMutablePointer<Int>,
    _ fields: UnsafePointer<(before: Int, after: Int)>, _ pass: inout Pass,
    _ sink: inout some RowSink
  ) -> StatementFault? {
    if pass.wrongPlace <= end { return fault(pass.fault, at: pass.wrongPlace) }
    var last = end
    if last > pass.rowStart, base.load(fromByteOffset: last - 1, as: UInt8.self) == 0x0D {
      last -= 1
    }
    let isBlank = pass.commas == 0 && last == pass.rowStart
    let start = pass.rowStart
    if pass.commas + 1 == picks.columns, !isBlank {
      places[0] = start - 1
      places[picks.ordinals.count - 2] = last
      sink.take(
        RawRow(
          base: base, delimiters: places, fields: fields, number: row, line: line,
          offset: offset + start))
      if sink.isFull, let fault = sink.fault { return self.fault(fault, at: start) }
    } else if isBlank {
      blankRows += 1
    } else {
      misshapen.add(row: row, line: line, offset: offset + start)
    }
    if !isBlank { row += 1 }
    line += 1 + pass.innerLines
    pass.rowStart = end &+ 1
    pass.commas = 0
    pass.next = 1
    pass.innerLines = 0
    return nil
  }

  private func fault(_ fault: StatementFault.Fault, at place: Int) -> StatementFault {
    StatementFault(fault, row: row, line: line, offset: offset + place)
  }

  /// The first place where a quote is not as the dialect has it, and whether it opens.
  @inline(never)
  private func wrongPlace(
    _ marks: RowMarks, _ buffer: UnsafeRawBufferPointer, _ place: Int
  ) -> (place: Int, isStray: Bool)? {
    var bits = marks.strayQuotes | marks.followers
    while bits != 0 {
      let bit = bits.trailingZeroBitCount
      bits &= bits &- 1
      let found = place + bit
      guard found < buffer.count else { return nil }
      if marks.strayQuotes >> UInt64(bit) & 1 == 1 { return (found, true) }
      // A carriage return before a line feed is the end of a line.
      if buffer[found] != 0x0D || found + 1 < buffer.count && buffer[found + 1] != 0x0A {
        return (found, false)
      }
    }
    return nil
  }
}
