import Record
import Synchronization

/// Pieces of pages that are the same on many of them, by name, language and folder: the bars around
/// a page and the choices of a form cost more to say again than the rows of a list.
///
/// A lock and not an actor, because rendering is synchronous and holds it for one lookup.
final class KeptPieces: Sendable {
  /// Which piece, and where it stands: links in it are relative to the folder.
  struct Key: Hashable {
    var name: String
    var language: Language
    var folder: String
  }

  private let pieces = Mutex<[Key: [UInt8]]>([:])

  /// The piece under `key`, if it was made before.
  subscript(key: Key) -> [UInt8]? {
    get { pieces.withLock { $0[key] } }
    set { pieces.withLock { $0[key] = newValue } }
  }
}

extension Page {
  /// Writes what `write` does, taken from the last page in this folder that wrote the same.
  ///
  /// `name` must say all that the piece depends on beside language, folder and state of the record.
  mutating func kept(_ name: String, _ write: (inout Page) -> Void) {
    let key = KeptPieces.Key(name: name, language: language, folder: folder)
    if let known = site.pieces[key] { return html.piece(known) }
    let start = html.bytes.count
    write(&self)
    site.pieces[key] = Array(html.bytes[start...])
  }
}
