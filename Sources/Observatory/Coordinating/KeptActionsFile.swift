import Coordination

/// A file of the shelf that holds actions.
struct KeptActionsFile {
  /// The actions.
  let columns: ActionColumns
  /// The name of the key under which their names were made.
  let key: String

  /// - Parameter name: what the exhibit is called in messages.
  /// - Throws: `DiskError`; `ObservatoryError.badActions`.
  init(_ path: String, named name: String) throws {
    let file = try ReadableFile(path)
    var reader = KeptActionsReader()
    var offset = 0
    do {
      while true {
        let block = try file.read(from: offset, count: 1 << 20)
        if block.isEmpty { break }
        try reader.read(block)
        offset += block.count
      }
      columns = try reader.finish()
    } catch let error as KeptActionsError {
      throw ObservatoryError.badActions(name, error.description)
    }
    key = reader.key ?? ""
  }
}
