extension Lockstep {
  /// How many accounts two targets of a crowd share, against what chance gives.
  public struct Crowd: Sendable, Hashable {
    /// The median over pairs of targets.
    public var shared: Double
    /// As many by popularity and activity.
    public var byChance: Double

    init(_ reader: FieldReader) throws(FieldFault) {
      shared = try reader.number("shared")
      byChance = try reader.number("by_chance")
    }
  }
}
