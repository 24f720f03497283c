/// What a transfer's curve says about the way in which it is slowed.
///
/// A rate that is held varies by less than 15 % from second to second, where loss and congestion
/// make it vary by more than 35 % (measured with token buckets in network namespaces). Whether what
/// is over the rate is dropped or made to wait shows in the pauses: the answer to a loss is silence.
/// Where the program kept no single reads the two cannot be told apart.
enum PlateauMechanism {
  static let held = 0.15
  /// Share of empty tenths of a second.
  static let manyPauses = 0.5
  static let fewPauses = 0.2

  static func of(_ pace: TransferPace?) -> Mechanism {
    guard let pace, let plateau = pace.plateau, plateau < held, let pauses = pace.pauses else {
      return .throttled
    }
    if pauses >= manyPauses { return .throttledByPolicing }
    return pauses <= fewPauses ? .throttledByShaping : .throttled
  }
}
