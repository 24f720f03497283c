import Record

/// References that lead nowhere.
enum DanglingReferences {
  /// The faults of a single draft against what is already recorded.
  static func faults(in draft: Draft, holdings: any Holdings) throws -> [FieldFault] {
    var faults: [FieldFault] = []
    for (pointer, target) in RecordContent.references(
      in: draft.content, of: draft.reference.kind)
    where target != draft.reference {
      if try holdings.version(of: target) == nil {
        faults.append(FieldFault(pointer, .noSuchRecord(target)))
      }
    }
    for (pointer, provision) in provisions(in: draft) {
      if try holdings.statute(with: provision) == nil {
        faults.append(FieldFault(pointer, .noSuchProvision(provision.text)))
      }
    }
    return faults
  }

  private static func provisions(in draft: Draft) -> [(pointer: String, id: Slug)] {
    guard draft.reference.kind == .proceeding else { return [] }
    return draft.content["steps"].elements.enumerated().flatMap { index, step in
      step["provisions"].elements.enumerated().compactMap { place, id in
        id.text.flatMap { Slug($0) }.map { ("/steps/\(index)/provisions/\(place)", $0) }
      }
    }
  }
}
