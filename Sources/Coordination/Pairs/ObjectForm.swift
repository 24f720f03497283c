/// What makes two actions actions on the same thing: each form is a layer, searched by itself.
public enum ObjectForm: String, Sendable, Hashable, CaseIterable {
  /// The same target by the same kind of action. The default.
  case actionAndTarget = "action-target"
  /// The same target, whatever was done to it.
  case target
  /// The same owner's targets by the same kind of action: who attacks whom.
  case owner
  /// A report of the same owner for the same reason.
  case reasonAndOwner = "reason-owner"
  /// The same address, in its canonical form.
  case url
  /// The same hashtag.
  case hashtag
  /// The same text in its normal form, with or without diacritics.
  case text
  /// A text that is nearly the same.
  case nearText = "near-text"
  /// The same picture, by its hash.
  case image

  /// What the names of objects are names of.
  enum Subject { case target, owner, carried }

  /// What the names of objects are names of.
  var subject: Subject {
    switch self {
    case .actionAndTarget, .target: .target
    case .owner, .reasonAndOwner: .owner
    case .url, .hashtag, .text, .nearText, .image: .carried
    }
  }

  /// Whether objects are what actions carry, whatever they are done to.
  public var isCarried: Bool { subject == .carried }

  /// Whether objects are texts.
  var isOfTexts: Bool { self == .text || self == .nearText }

  /// The highest level that a finding of this form can have.
  ///
  /// Links, hashtags and pictures reach many people in the same moment, by a notice, a feed or a broadcast, and how
  /// old they were is not known; so their timing needs a person's look. The same six words and more do not occur to
  /// several people in the same minute, again and again.
  var mostLevel: Level {
    switch self {
    case .url, .hashtag, .image: .medium
    default: .high
    }
  }

  /// The columns without which there is nothing of this form in a file: one of them is enough.
  public var fields: [ActionField] {
    switch self {
    case .actionAndTarget, .target: [.target]
    case .owner: [.owner]
    case .reasonAndOwner: [.reason]
    case .url: [.url, .text]
    case .hashtag: [.hashtag, .text]
    case .text, .nearText: [.text]
    case .image: [.image]
    }
  }

  /// Whether actions have anything of this form.
  public func isThere(in columns: ActionColumns) -> Bool {
    switch self {
    case .actionAndTarget, .target: columns.targets.count > 0
    case .owner: columns.owners.count > 0
    case .reasonAndOwner: columns.owners.count > 0 && columns.reasons.count > 0
    case .url: !columns.links.isEmpty
    case .hashtag: !columns.hashtags.isEmpty
    case .text, .nearText: columns.texts.count > 0
    case .image: !columns.images.isEmpty
    }
  }
}
