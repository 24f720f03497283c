import Bytes

/// Reads what ``KeptActions`` writes, from bytes that arrive in pieces of any size: the columns are those that were
/// written, but for the numbers of names.
public struct KeptActionsReader: Sendable {
  /// The name of the key of the pseudonyms; nil before the first line was read.
  public private(set) var key: String?

  private var columns = ActionColumns()
  private var reader = CSVReader()
  private var head: [UInt8] = []
  private var row = 0
  /// The columns of the form that the first line names.
  private var names = KeptActions.columns

  /// Starts before the first byte.
  ///
  /// - Parameter textKey: the key under which the hashes of words were made.
  public init(textKey: (UInt64, UInt64) = (0, 0)) { columns.texts = TextShelf(key: textKey) }

  /// Reads the next bytes.
  ///
  /// - Throws: `KeptActionsError`; the reader is of no use then.
  public mutating func read(_ bytes: [UInt8]) throws(KeptActionsError) {
    var bytes = bytes
    if key == nil {
      head += bytes
      guard let end = head.firstIndex(of: 0x0A) else {
        if head.count > 4096 { throw error(.otherForm) }
        return
      }
      try takeHead(String(decoding: head[..<end], as: UTF8.self))
      bytes = Array(head[(end + 1)...])
      head = []
    }
    let rows: [CSVRow]
    do throws(CSVError) { rows = try reader.read(bytes) } catch {
      throw self.error(.noTable("\(error)"))
    }
    for row in rows { try take(row) }
  }

  /// Ends the text.
  ///
  /// - Throws: `KeptActionsError` when it ends too soon.
  public mutating func finish() throws(KeptActionsError) -> ActionColumns {
    guard key != nil else { throw error(.cutShort) }
    let last: CSVRow?
    do throws(CSVError) { last = try reader.finish() } catch {
      throw self.error(.noTable("\(error)"))
    }
    if let last { try take(last) }
    guard row > 0 else { throw error(.cutShort) }
    if columns.actionNames.count == 0 { columns.action = [] }
    return columns
  }

  private func error(_ fault: KeptActionsError.Fault) -> KeptActionsError {
    KeptActionsError(row: row, fault: fault)
  }

  private mutating func takeHead(_ line: String) throws(KeptActionsError) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("key=") else { throw error(.otherForm) }
    switch parts[0] {
    case KeptActions.form[...]: break
    case KeptActions.carryingForm[...]: names += KeptActions.carriedColumns
    default: throw error(.otherForm)
    }
    key = String(parts[1].dropFirst(4))
  }

  private mutating func take(_ cells: CSVRow) throws(KeptActionsError) {
    row += 1
    guard row > 1 else {
      let names: [String]
      do throws(CSVError) { names = try cells.texts() } catch { throw self.error(.otherColumns) }
      guard names == self.names else { throw error(.otherColumns) }
      return
    }
    guard cells.count == names.count else {
      throw error(.cells(cells.count, wanted: names.count))
    }
    columns.time.append(try time(cells, 0, "timestamp"))
    columns.account.append(number(cells, 1, &columns.accounts))
    let kind = number(cells, 2, &columns.kinds)
    guard kind < 255 else { throw error(.cell("action")) }
    columns.kind.append(UInt8(kind))
    try takeTarget(cells)
    let reason = cells.bytes(6).isEmpty ? nil : number(cells, 6, &columns.reasons)
    guard reason ?? 0 < UInt32(UInt16.max) else { throw error(.cell("reason")) }
    columns.reason.append(reason.map { UInt16($0) } ?? .max)
    columns.action.append(
      cells.bytes(7).isEmpty ? NameTable.none : number(cells, 7, &columns.actionNames))
    try takeText(cells)
    if names.count > KeptActions.columns.count { takeCarried(cells) }
  }

  private mutating func takeCarried(_ cells: CSVRow) {
    Self.take(cells.bytes(11), columns.count - 1, into: &columns.links)
    Self.take(cells.bytes(12), columns.count - 1, into: &columns.hashtags)
    Self.take(cells.bytes(13), columns.count - 1, into: &columns.images)
  }

  private static func take(_ cell: ArraySlice<UInt8>, _ row: Int, into carried: inout CarriedNames)
  {
    guard !cell.isEmpty else { return }
    let names = Set(cell.split(separator: UInt8(ascii: " ")).map(Array.init))
      .sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = names.map { name in name.withUnsafeBytes { carried.names.number(of: $0) } }
    carried.set(carried.list(of: numbers), ofRow: row)
  }

  private mutating func takeTarget(_ cells: CSVRow) throws(KeptActionsError) {
    guard !cells.bytes(3).isEmpty else {
      columns.target.append(NameTable.none)
      return
    }
    let target = number(cells, 3, &columns.targets)
    columns.target.append(target)
    guard Int(target) == columns.targetOwner.count else { return }
    columns.targetOwner.append(
      cells.bytes(4).isEmpty ? NameTable.none : number(cells, 4, &columns.owners))
    columns.targetTime.append(
      cells.bytes(5).isEmpty ? ActionColumns.noTime : try time(cells, 5, "target_time"))
  }

  private mutating func takeText(_ cells: CSVRow) throws(KeptActionsError) {
    guard !cells.bytes(8).isEmpty else {
      columns.text.append(NameTable.none)
      return
    }
    let exact = try hash(cells.bytes(8), "wording")
    let bare = try hash(cells.bytes(9), "bare_wording")
    var shingles: [UInt32] = []
    for part in cells.bytes(10).split(separator: UInt8(ascii: " ")) {
      shingles.append(UInt32(truncatingIfNeeded: try hash(part, "shingles")))
    }
    guard !shingles.isEmpty || columns.texts.hasForm(withHash: bare) else {
      throw error(.cell("shingles"))
    }
    columns.text.append(
      columns.texts.shelve(exactHash: exact, bareHash: bare, shingles: shingles))
  }

  private func number(_ cells: CSVRow, _ column: Int, _ table: inout NameTable) -> UInt32 {
    cells.bytes(column).withUnsafeBytes { table.number(of: $0) }
  }

  private func time(
    _ cells: CSVRow, _ column: Int, _ name: String
  ) throws(KeptActionsError) -> Int64 {
    guard let time = Int64(String(decoding: cells.bytes(column), as: UTF8.self)) else {
      throw error(.cell(name))
    }
    return time
  }

  private func hash(_ text: ArraySlice<UInt8>, _ name: String) throws(KeptActionsError) -> UInt64 {
    guard let hash = UInt64(String(decoding: text, as: UTF8.self), radix: 16) else {
      throw error(.cell(name))
    }
    return hash
  }
}
