/// Which member of an object in a line of JSON goes into which slot of a row.
///
/// Lines have no row of names, so each row is looked at by itself: of the names that a field may
/// have, the first that is there and neither null nor empty counts.
struct PathPlan: Sendable {
  /// A place in an object, `user.id_str`. Lists add nothing to it, but for members of lists that
  /// say their `type`: it stands for their place in the list.
  struct Path: Sendable, Hashable {
    /// In lower case.
    var path: String
    var slot: Int
    /// Smaller ones come first.
    var rank: UInt8
    /// `nil` for what only marks a post.
    var field: ActionField?
  }

  var paths: [Path] = []
  /// The rest of what a sink must know.
  var plan: ColumnPlan
  /// Columns by place, which lines have not.
  var absent: [String] = []

  init(map: ColumnMap) {
    plan = ColumnPlan(header: [], map: ColumnMap())
    for field in ActionField.allCases {
      switch map.origins[field] {
      case .constant(let value): plan.constants[field] = value
      case .columns(let sources): add(sources, field)
      case nil: addKnown(field)
      }
    }
    for mark in ColumnPlan.postMarks {
      paths.append(Path(path: mark, slot: ColumnPlan.markSlot, rank: 0, field: nil))
    }
  }

  private mutating func add(_ sources: [ColumnMap.Source], _ field: ActionField) {
    for (index, source) in sources.enumerated() {
      guard case .name(let name) = source.column else {
        absent.append(source.column.text)
        continue
      }
      let slot = index == 0 ? field.slot : ActionField.slots + index - 1
      paths.append(Path(path: name.lowercased(), slot: slot, rank: 0, field: field))
      plan.found[field] = []
      if field == .target {
        plan.targets.append(ColumnPlan.TargetSlot(slot: slot, kind: source.kind))
        plan.isOfPosts = plan.isOfPosts || source.kind != nil
      }
    }
  }

  private mutating func addKnown(_ field: ActionField) {
    for (rank, alias) in field.aliases.enumerated() {
      paths.append(
        Path(path: alias, slot: field.slot, rank: UInt8(clamping: rank), field: field))
    }
    plan.found[field] = []
    guard field == .target else { return }
    plan.targets.append(ColumnPlan.TargetSlot(slot: field.slot, kind: nil))
    for (index, split) in ColumnPlan.splitTargets.enumerated() {
      paths.append(Path(path: split.name, slot: ActionField.slots + index, rank: 0, field: .target))
      plan.targets.append(ColumnPlan.TargetSlot(slot: ActionField.slots + index, kind: split.kind))
    }
  }
}
