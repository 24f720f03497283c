/// Parts of a site that are furniture although their names do not end as furniture does: `/image/123/200x200`.
///
/// A part is furniture when more than nine of ten requests for it come from a page of the site; and only those that do so
/// count as furniture, so that nobody hides behind it.
struct SectionMemory: Sendable {
  private static let places = 256
  private static let least: UInt32 = 200
  private var keys = [UInt64](repeating: 0, count: places)
  private var totals = [UInt32](repeating: 0, count: places)
  private var inside = [UInt32](repeating: 0, count: places)

  /// Whether a request is for furniture; it is learned from at the same time.
  @inline(__always)
  mutating func isFurniture(_ section: UInt64, fromInside: Bool) -> Bool {
    guard section > 3 else { return false }
    let place = Int(truncatingIfNeeded: section >> 9) & (Self.places - 1)
    guard keys[place] == section else {
      // Whoever comes less often gives way.
      if totals[place] > 0 {
        totals[place] -= 1
      } else {
        (keys[place], totals[place], inside[place]) = (section, 1, fromInside ? 1 : 0)
      }
      return false
    }
    totals[place] &+= 1
    if fromInside { inside[place] &+= 1 }
    if totals[place] > 1 << 20 {
      totals[place] >>= 1
      inside[place] >>= 1
    }
    return fromInside && totals[place] >= Self.least
      && UInt64(inside[place]) * 10 > UInt64(totals[place]) * 9
  }
}
