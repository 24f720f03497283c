import ArgumentParser
import Messages
import Observatory
import Record

/// A record as somebody names it: `kind/id`, or the name alone, as `explain` and `reproduce` take it.
enum RecordArgument {
  /// - Throws: `ValidationError` where no record has the name, or several of different kinds do.
  static func reference(_ text: String, in observatory: Observatory) throws -> RecordReference {
    if let reference = RecordReference(text) { return reference }
    var named: [RecordReference] = []
    if let slug = Slug(text) {
      named = try RecordKind.allCases.map { RecordReference($0, slug) }.filter {
        try observatory.holdings.version(of: $0) != nil
      }
    }
    if named.count == 1 { return named[0] }
    guard named.isEmpty else {
      let names = named.map(\.description).joined(separator: ", ")
      throw ValidationError(
        say("option.several-records", ["text": .text(text), "records": .text(names)]))
    }
    throw ValidationError(say("option.bad-reference", ["text": .text(text)]))
  }
}
