/// Looks for any of some words in a text, with letters of either case, in one pass: a word is compared only where its
/// first two letters stand.
struct FoldedWords: Sendable {
  private let words: [[UInt8]]
  /// By the low five bits of two letters: whether a word may begin there.
  private var begins = [Bool](repeating: false, count: 1 << 10)

  /// - Parameter words: of at least two letters, in lower case.
  init(_ words: [String]) {
    self.words = words.map { Array($0.utf8) }.filter { $0.count >= 2 }
    for word in self.words { begins[Self.pair(word[0], word[1])] = true }
  }

  @inline(__always)
  private static func pair(_ one: UInt8, _ other: UInt8) -> Int {
    Int(one & 31) << 5 | Int(other & 31)
  }

  /// Whether one of the words stands in the text.
  func areIn(_ text: Piece) -> Bool {
    guard text.count >= 2 else { return false }
    return begins.withUnsafeBufferPointer { begins in
      for place in 0..<text.count - 1 where begins[Self.pair(text[place], text[place + 1])] {
        if beginsWord(text.dropFirst(place)) { return true }
      }
      return false
    }
  }

  private func beginsWord(_ text: Piece) -> Bool {
    for word in words where word.count <= text.count {
      var same = 0
      while same < word.count, Piece.lower(text[same]) == word[same] { same += 1 }
      if same == word.count { return true }
    }
    return false
  }
}
