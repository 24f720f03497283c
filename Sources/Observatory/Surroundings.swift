import Glibc

/// What an observatory takes from the world around it, so that nothing below it has to.
public struct Surroundings: Sendable {
  /// The time now, in seconds since 1970, UTC.
  public var now: @Sendable () -> Int64
  /// So many bytes that nobody can guess.
  public var random: @Sendable (Int) -> [UInt8]

  /// Makes surroundings; tests pass a fixed clock and a seeded generator.
  public init(
    now: @escaping @Sendable () -> Int64, random: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.random = random
  }

  /// The system's clock and generator.
  public static let system = Surroundings(
    now: { Int64(time(nil)) },
    random: { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    })
}
