import Record

/// The names most like one that was not found, so that a message can offer them.
public enum NearestNames {
  /// The one of some names that is most like a word; `nil` where none is like it.
  public static func nearest(to word: String, among names: [String]) -> String? {
    let wanted = Array(word.utf8)
    // What people type is short: a word as long as a page is no misspelt name.
    guard wanted.count <= 64 else { return nil }
    return names.map { (distance: distance(wanted, Array($0.utf8)), name: $0) }
      .filter { $0.distance <= max(1, wanted.count / 3) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  static func to(_ reference: RecordReference, in holdings: any Holdings) throws -> [String] {
    let wanted = Array(reference.id.text.utf8)
    var found: [(distance: Int, name: String)] = []
    try holdings.each(reference.kind) { version in
      let name = Array(version.reference.id.text.utf8)
      guard abs(name.count - wanted.count) <= 12 else { return }
      let distance = distance(wanted, name)
      if distance <= max(2, wanted.count / 3) {
        found.append((distance, version.reference.description))
      }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// Levenshtein's distance between two names.
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (i, byte) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, against) in other.enumerated() {
        let cost = byte == against ? diagonal : diagonal + 1
        diagonal = row[j + 1]
        row[j + 1] = min(cost, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[other.count]
  }
}
