extension Lockstep {
  /// How dense a block a group is, against what chance gives.
  public struct Block: Sendable, Hashable {
    /// The sum of weights of actions by accounts and hours of targets.
    public var density: Double
    /// 99 % of the densest blocks in rearranged actions are no denser.
    public var byChance: Double

    init(_ reader: FieldReader) throws(FieldFault) {
      density = try reader.number("density")
      byChance = try reader.number("by_chance")
    }
  }
}
