extension LockstepWording {
  /// A share in per cent, to a tenth.
  static func percent(_ share: Double) -> Double { (share * 1000).rounded() / 10 }

  /// As many digits as a reader can use.
  public static func rounded(_ value: Double) -> Double {
    value >= 10
      ? value.rounded()
      : value >= 0.1 ? (value * 10).rounded() / 10 : (value * 10_000).rounded() / 10_000
  }
}
