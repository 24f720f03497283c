/// What a transfer's curve says about the way in which it is slowed.
///
/// A rate that is held varies by less than 15 % from second to second, where loss and congestion
/// make it vary by more than 35 %. Whether what is over the rate is dropped or made to wait shows in
/// the pauses, for the answer to a loss is silence. Measured in network namespaces with reno and
/// bbr: policers of 16 to 128 kB a second left 48 to 54 % of the tenths of a second empty, but one
/// run with bbr 7 %; queues of 128 to 1000 kbit/s without drops left none; short queues that drop
/// as well lay between. So only the ends are named, and only where the program kept single reads and
/// the rate is one at which packets come ten times a second.
enum PlateauMechanism {
  private static let held = 0.15
  /// Shares of empty tenths of a second.
  private static let manyPauses = 0.4
  private static let fewPauses = 0.03
  /// Bits per second of ten full packets.
  private static let leastRate = 10.0 * 8 * 1448

  static func of(_ pace: TransferPace?) -> Mechanism {
    guard let pace, let plateau = pace.plateau, let rate = pace.plateauRate,
      let pauses = pace.pauses, plateau < held, rate >= leastRate
    else { return .throttled }
    if pauses >= manyPauses { return .throttledByPolicing }
    return pauses <= fewPauses ? .throttledByShaping : .throttled
  }
}
