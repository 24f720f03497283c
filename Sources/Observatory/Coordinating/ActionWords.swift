import Coordination
import Record

/// Words of kinds and reasons that are a platform's own codes and name nobody, whoever wrote them.
///
/// The list holds the report categories that platforms show to those who report, and the categories of statements of
/// reasons under the Digital Services Act (Commission Implementing Regulation (EU) 2024/2835).
enum ActionWords {
  /// Kinds that tests and pages know.
  static let kinds = GroupTestSettings().reportKinds.union([
    "act", "comment", "dislike", "follow", "like", "mention", "post", "quote", "react", "reply",
    "repost",
    "retweet", "share", "unfollow", "upvote", "view", "downvote", "vote",
  ])

  /// Reasons of reports.
  static let reasons: Set<String> = [
    "abuse", "adult", "adult content", "animal welfare", "bot", "bullying", "child abuse",
    "child safety",
    "copyright", "counterfeit", "cyber violence", "dangerous organizations", "data protection",
    "defamation",
    "disinformation", "drugs", "elections", "extremism", "fake account", "fake news",
    "false information",
    "false news", "fraud", "graphic violence", "harassment", "hate", "hate speech", "illegal",
    "illegal content",
    "illegal speech", "impersonation", "inappropriate", "incitement", "insult",
    "intellectual property",
    "intimate images", "libel", "malware", "minors", "misinformation", "national security",
    "nudity", "other",
    "phishing", "pornography", "privacy", "profanity", "protection of minors", "racism",
    "regulated goods", "scam",
    "scams", "self harm", "sexual", "sexual content", "slander", "spam", "suicide", "terrorism",
    "threat",
    "threats", "trademark", "unknown", "unsafe", "violence", "violent content", "vulgar", "weapons",
    "bạo lực", "bản quyền", "chống phá nhà nước", "giả mạo", "khác", "khiêu dâm", "lừa đảo",
    "quấy rối",
    "thông tin sai sự thật", "thù ghét", "tin giả", "vu khống", "xuyên tạc", "xúc phạm",
  ]

  /// A word as it is looked up: small letters, one space for what stands between words.
  ///
  /// `Hate_Speech`, `hate-speech` and `hate speech` are one.
  static func folded(_ word: String) -> String {
    Composition.nfc(word).lowercased()
      .split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: " ")
  }
}
