/// Which column of one file goes into which slot of a row.
struct ColumnPlan: Sendable {
  /// A target may stand in this many columns.
  static let mostTargets = 12
  /// Slots of a row: one for each field, one for each further target, one for what marks a post.
  static let slots = ActionField.slots + mostTargets + 1
  /// The slot of ``postMarks``.
  static let markSlot = slots - 1
  /// No slot: the column is not read.
  static let unread: UInt8 = 255

  /// Columns in which tools name what a row repeats or answers, and the kind that it is then.
  static let splitTargets: [(name: String, kind: String)] = [
    ("repost_id", "share"), ("retweet_id", "share"), ("retweeted_status.id_str", "share"),
    ("referenced_tweets.retweeted.id", "share"), ("quoted_status_id_str", "quote"),
    ("referenced_tweets.quoted.id", "quote"), ("reply_id", "comment"),
    ("in_reply_to_status_id_str", "comment"), ("in_reply_to_status_id", "comment"),
    ("referenced_tweets.replied_to.id", "comment"),
  ]

  /// Names that only lists of posts have: a row without a target is a `post` there.
  static let postMarks = [
    "conversation_id", "id_str", "in_reply_to_user_id", "edit_history_tweet_ids", "repost_id",
    "reply_id",
  ]

  /// Names of target columns that are meant for all kinds of action.
  private static let plainTargets = ["target", "target_id", "object_id", "object"]

  /// Where a target is looked for, in this order, and the kind that it means.
  struct TargetSlot: Sendable, Hashable {
    var slot: Int
    var kind: String?
  }

  /// Per column: its slot or ``unread``.
  var slotOfColumn: [UInt8] = []
  var targets: [TargetSlot] = []
  var constants: [ActionField: String] = [:]
  /// Whether a row without a target is a post even when nothing says so.
  var isOfPosts = false
  /// The columns that are read, by field.
  var found: [ActionField: [String]] = [:]
  /// Columns that mean nothing to the reader.
  var unknown: [String] = []
  /// Columns that the map speaks of and the file has not.
  var absent: [String] = []

  /// The plan for a row of names.
  init(header: [String], map: ColumnMap) {
    slotOfColumn = Array(repeating: Self.unread, count: header.count)
    let normal = header.map(ColumnName.normal)
    func place(of name: String) -> Int? {
      header.firstIndex(of: name) ?? normal.firstIndex(of: ColumnName.normal(name))
    }
    for field in ActionField.allCases {
      switch map.origins[field] {
      case .constant(let value): constants[field] = value
      case .columns(let sources):
        for (index, source) in sources.enumerated() {
          let column: Int? =
            switch source.column {
            case .name(let name): place(of: name)
            case .place(let place): place <= header.count ? place - 1 : nil
            }
          guard let column, slotOfColumn[column] == Self.unread else {
            absent.append(source.column.text)
            continue
          }
          let slot = index == 0 ? field.slot : ActionField.slots + index - 1
          take(column, named: header[column], slot: slot, field: field, kind: source.kind)
          isOfPosts = isOfPosts || source.kind != nil
        }
      case nil: continue
      }
    }
    // The plain name first: no alias of another field may take it. But 4CAT's `timestamp` has no
    // zone, and its `unix_timestamp` needs none.
    for field in ActionField.allCases where map.origins[field] == nil && field != .timestamp {
      guard let column = normal.firstIndex(of: field.rawValue),
        slotOfColumn[column] == Self.unread
      else { continue }
      take(column, named: header[column], slot: field.slot, field: field, kind: nil)
    }
    if map.origins[.target] == nil, found[.target] == nil, !normal.contains(where: Self.isPlain) {
      for (index, split) in Self.splitTargets.enumerated() {
        guard let column = normal.firstIndex(of: split.name), slotOfColumn[column] == Self.unread
        else { continue }
        take(
          column, named: header[column], slot: ActionField.slots + index, field: .target,
          kind: split.kind)
        isOfPosts = true
      }
    }
    for field in ActionField.allCases where map.origins[field] == nil && found[field] == nil {
      for alias in field.aliases {
        guard let column = normal.firstIndex(of: alias), slotOfColumn[column] == Self.unread
        else { continue }
        take(column, named: header[column], slot: field.slot, field: field, kind: nil)
        break
      }
    }
    unknown = header.indices.filter { slotOfColumn[$0] == Self.unread }.map { header[$0] }
  }

  private static func isPlain(_ name: String) -> Bool { plainTargets.contains(name) }

  private mutating func take(
    _ column: Int, named name: String, slot: Int, field: ActionField, kind: String?
  ) {
    slotOfColumn[column] = UInt8(slot)
    found[field, default: []].append(name)
    if field == .target { targets.append(TargetSlot(slot: slot, kind: kind)) }
  }

  /// Required fields that the file has no column for.
  var missing: [ActionField] {
    ActionField.allCases.filter { field in
      guard field.isRequired, found[field] == nil else { return false }
      return !(field == .target && constants[.action]?.lowercased() == ActionKind.post)
    }
  }
}

extension ColumnMap.Column {
  /// As it is written in a map.
  var text: String {
    switch self {
    case .name(let name): name
    case .place(let place): "#\(place)"
    }
  }
}

/// Kinds that the reader itself knows.
enum ActionKind {
  /// The one kind that needs no target.
  static let post = "post"
  /// What a file does whose kind nobody says.
  static let act = "act"
}
