/// What a column of a file of actions can mean.
public enum ActionField: String, Sendable, Hashable, CaseIterable {
  /// The action's own name.
  case actionID = "action_id"
  /// When it was done.
  case timestamp
  /// The account that acted.
  case actor
  /// What was done: `report`, `comment`, `share`…
  case action
  /// What was acted upon.
  case target
  /// The account that owns the target.
  case owner
  /// When the target was made.
  case targetTime = "target_time"
  /// The reason code of a report.
  case reason
  /// What was written.
  case text
  /// Where it was done, when several platforms are mixed.
  case platform
  /// An address that the action spreads.
  case url
  /// A hashtag that it uses.
  case hashtag
  /// A hash of a picture that it shows.
  case image

  /// Without these a file says nothing about who acts together.
  public var isRequired: Bool {
    switch self {
    case .timestamp, .actor, .target: true
    default: false
    }
  }

  /// Whether one value may be given for all rows, `action=:report`.
  public var mayBeConstant: Bool {
    switch self {
    case .action, .platform, .reason: true
    default: false
    }
  }

  /// How many slots the fields have.
  static let slots = 13

  /// The place of the field in a row of slots.
  @inline(__always)
  var slot: Int {
    switch self {
    case .actionID: 0
    case .timestamp: 1
    case .actor: 2
    case .action: 3
    case .target: 4
    case .owner: 5
    case .targetTime: 6
    case .reason: 7
    case .text: 8
    case .platform: 9
    case .url: 10
    case .hashtag: 11
    case .image: 12
    }
  }

  /// Names under which files in the wild have the field, the surest first, as
  /// ``ColumnName/normal(_:)`` spells them.
  ///
  /// From: the CSV of coordination-network-toolkit (`message_id`…), CooRTweet (`object_id`,
  /// `account_id`, `content_id`, `timestamp_share`), 4CAT (`unix_timestamp`, `thread_id`), Meta
  /// Content Library (`post_owner.id`, `creation_time`), twarc's CSV and lines of JSON
  /// (`author_id`, `user.id_str`, `referenced_tweets.retweeted.id`), and lists of edges.
  var aliases: [String] {
    switch self {
    case .actionID:
      [
        "action_id", "report_id", "comment_id", "message_id", "content_id", "tweet_id", "id_str",
        "id", "post_id",
      ]
    case .timestamp:
      [
        "unix_timestamp", "timestamp", "timestamp_share", "timestamp_ms", "created_at",
        "created_time", "creation_time", "created_utc", "reported_at", "time", "datetime",
        "date_time", "date",
      ]
    case .actor:
      [
        "actor", "actor_id", "account_id", "user_id", "author_id", "reporter_id", "post_owner.id",
        "from.id", "user.id_str", "user.id", "author.id", "uid", "account", "user", "author",
        "reporter", "username", "screen_name", "source",
      ]
    case .action: ["action", "action_type", "action_kind", "kind", "interaction_type"]
    case .target:
      [
        "target", "target_id", "object_id", "object", "reported_id", "parent_id",
        "shared_post_id", "post_id", "thread_id", "link_attachment.link",
      ]
    case .owner:
      [
        "owner", "owner_id", "target_owner", "target_owner_id", "target_author_id",
        "reported_user_id",
        "retweeted_status.user.id_str", "in_reply_to_user_id_str", "in_reply_to_user_id",
      ]
    case .targetTime:
      ["target_time", "target_created_at", "target_timestamp", "retweeted_status.created_at"]
    case .reason: ["reason", "reason_code", "report_reason", "category"]
    case .text: ["text", "full_text", "message", "body", "comment_text", "content"]
    case .platform: ["platform"]
    case .url: ["url", "urls", "link", "entities.urls.expanded_url"]
    case .hashtag: ["hashtag", "hashtags", "entities.hashtags.text", "entities.hashtags.tag"]
    case .image: ["image", "image_hash", "phash", "media_hash"]
    }
  }
}

/// How names of columns are compared.
enum ColumnName {
  /// Lower case, without space around it, spaces and hyphens as `_`.
  static func normal(_ name: String) -> String {
    var out: [UInt8] = []
    for byte in name.lowercased().utf8 {
      out.append(byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte)
    }
    while out.last == UInt8(ascii: "_") || out.last == 0x09 { out.removeLast() }
    return String(
      decoding: out.drop { $0 == UInt8(ascii: "_") || $0 == 0x09 }, as: UTF8.self)
  }
}
