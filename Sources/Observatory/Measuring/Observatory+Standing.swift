import Bytes
import Record

extension Observatory {
  /// Sets an exhibit aside, or takes it into use again. Methods do not read what is set aside; the file
  /// stays on the shelf and in the journal, and the reason with it.
  ///
  /// Of two files that tell one measurement differently none may be believed; this is how a person who
  /// knows which is forged says so.
  ///
  /// - Parameters:
  ///   - name: The digest of the exhibit, or the beginning of it where that is enough.
  ///   - reason: Why, for everybody to read.
  /// - Returns: the exhibit, and whether that was new.
  /// - Throws: `ObservatoryError.noSuchExhibit`, `DiskError`.
  public func set(
    aside isAside: Bool, _ name: String, because reason: String, keys: Keyring
  ) throws -> (exhibit: Exhibit, isNew: Bool) {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let exhibit = try exhibit(named: name)
    guard exhibit.isAside != isAside else { return (exhibit, false) }
    let standing: JSONValue = [
      "aside": .bool(isAside), "because": .string(reason), "sha256": .string(exhibit.digest),
    ]
    try write([.importing(["files": [], "standings": [standing]])], keys: keys)
    return (try self.exhibit(named: exhibit.digest), true)
  }

  private func exhibit(named name: String) throws -> Exhibit {
    let name = name.lowercased()
    let found = try exhibits(withThoseAside: true).filter { $0.digest.hasPrefix(name) }
    // A table that was announced again is one file.
    guard let last = found.last, Set(found.map(\.digest)).count == 1, name.utf8.count >= 6 else {
      throw ObservatoryError.noSuchExhibit(name, fitting: Set(found.map(\.digest)).count)
    }
    return last
  }
}
