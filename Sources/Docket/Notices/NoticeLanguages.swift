import Record

/// In which of the two languages a notice is written, or in both.
struct NoticeLanguages {
  let found: [Language]

  private static let english: Set<String> = [
    "the", "your", "has", "been", "was", "of", "to", "we", "is", "for", "and", "this", "our", "you",
    "because", "with", "that", "are", "it",
  ]
  private static let vietnamese: Set<String> = [
    "cua", "khong", "chung", "toi", "bai", "viet", "vi", "pham", "noi", "dung", "nguoi", "duoc",
    "bi",
    "da", "theo", "yeu", "cau", "cac", "nay", "va", "trong", "thong", "tai", "khoan",
  ]

  /// A language counts where its commonest words are one in twelve, and three of them at least.
  init(_ tokens: [NoticeToken]) {
    let words = tokens.filter { $0.kind == .word }
    func isIn(_ list: Set<String>) -> Bool {
      let count = words.count { list.contains($0.text) }
      return count >= 3 && count * 12 >= words.count
    }
    found = (isIn(Self.vietnamese) ? [.vi] : []) + (isIn(Self.english) ? [.en] : [])
  }
}
