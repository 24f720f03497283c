@testable import Coordination

extension ActionReader.Result {
  /// Each row in words, without the numbers that hang on the order of reading, sorted.
  var words: [String] {
    (0..<columns.count).map { row in
      let target = columns.target[row]
      let owner = target == NameTable.none ? NameTable.none : columns.targetOwner[Int(target)]
      let made = target == NameTable.none ? ActionColumns.noTime : columns.targetTime[Int(target)]
      let reason = columns.reason[row]
      return [
        columns.action.isEmpty ? "-" : name(columns.action[row], columns.actionNames),
        name(columns.account[row], columns.accounts),
        columns.kinds[UInt32(columns.kind[row])],
        name(target, columns.targets),
        "\(columns.time[row])",
        name(owner, columns.owners),
        made == ActionColumns.noTime ? "-" : "\(made)",
        reason == .max ? "-" : columns.reasons[UInt32(reason)],
        carried(columns.links, row),
        carried(columns.hashtags, row),
      ].joined(separator: " ")
    }.sorted()
  }

  private func carried(_ names: CarriedNames, _ row: Int) -> String {
    let texts = names.texts(ofRow: row)
    return texts.isEmpty ? "-" : texts.joined(separator: "+")
  }

  private func name(_ number: UInt32, _ table: NameTable) -> String {
    number == NameTable.none ? "-" : table[number]
  }
}

/// Reads a text as a whole.
func readActions(
  _ text: String, _ change: (inout ActionReadingOptions) -> Void = { _ in }
) throws(ActionReadingError) -> ActionReader.Result {
  try readActions(Array(text.utf8), change)
}

/// Reads bytes as a whole or in pieces.
func readActions(
  _ bytes: [UInt8], pieces: Int = .max, _ change: (inout ActionReadingOptions) -> Void = { _ in }
) throws(ActionReadingError) -> ActionReader.Result {
  var options = ActionReadingOptions()
  change(&options)
  guard pieces < bytes.count else { return try ActionReader.read(bytes, options) }
  var reader = ActionReader(options)
  var place = 0
  while place < bytes.count {
    let piece = Array(bytes[place..<min(place + pieces, bytes.count)])
    var fault: ActionReadingError?
    piece.withUnsafeBytes { buffer in
      do throws(ActionReadingError) { try reader.read(buffer) } catch { fault = error }
    }
    if let fault { throw fault }
    place += piece.count
  }
  return try reader.finish()
}
