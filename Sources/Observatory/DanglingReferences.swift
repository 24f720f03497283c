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
    let named = RecordContent.provisions(in: draft.content, of: draft.reference.kind)
    for (pointer, provision) in named where try holdings.statute(with: provision) == nil {
      faults.append(FieldFault(pointer, .noSuchProvision(provision.text)))
    }
    return faults
  }
}
