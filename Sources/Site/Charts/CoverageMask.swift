/// How much of each pixel of a rectangle a shape covers, from 0 to 255.
struct CoverageMask: Sendable {
  let left: Int
  let top: Int
  let width: Int
  let height: Int
  private(set) var shares: [UInt8]

  /// An empty mask around places, `margin` pixels wider, within a sheet of `bounds`.
  init(
    around places: [(x: Double, y: Double)], margin: Double,
    within bounds: (width: Int, height: Int)
  ) {
    let xs = places.map(\.x)
    let ys = places.map(\.y)
    left = Self.clamp((xs.min() ?? 0) - margin, 0...bounds.width)
    top = Self.clamp((ys.min() ?? 0) - margin, 0...bounds.height)
    width = Self.clamp((xs.max() ?? 0) + margin + 1, left...bounds.width) - left
    height = Self.clamp((ys.max() ?? 0) + margin + 1, top...bounds.height) - top
    shares = Array(repeating: 0, count: width * height)
  }

  /// Adds a stroke with round ends.
  ///
  /// - Complexity: O(pixels near the stroke).
  mutating func addStroke(_ places: [(x: Double, y: Double)], width: Double) {
    let reach = width / 2 + 0.5
    for (from, to) in zip(places, places.dropFirst()) {
      for row in rows(min(from.y, to.y) - reach, max(from.y, to.y) + reach) {
        let y = Double(row + top) + 0.5
        let (near, far) = Self.columns(of: (from, to), between: y - reach, y + reach)
        for column in columns(near - reach, far + reach) {
          let x = Double(column + left) + 0.5
          let distance = Self.distance((x, y), from, to)
          raise(row, column, to: reach - distance)
        }
      }
    }
  }

  /// Adds the inside of a polygon, by the even-odd rule.
  mutating func addPolygon(_ corners: [(x: Double, y: Double)]) {
    let edges = Array(zip(corners, corners.dropFirst() + corners.prefix(1)))
    for row in 0..<height {
      for column in 0..<width {
        let place = (x: Double(column + left) + 0.5, y: Double(row + top) + 0.5)
        var isInside = false
        var nearest = Double.infinity
        for (from, to) in edges {
          nearest = min(nearest, Self.distance(place, from, to))
          guard (from.y > place.y) != (to.y > place.y) else { continue }
          let x = from.x + (place.y - from.y) / (to.y - from.y) * (to.x - from.x)
          if place.x < x { isInside.toggle() }
        }
        raise(row, column, to: isInside ? 0.5 + nearest : 0.5 - nearest)
      }
    }
  }

  /// Adds a disc.
  mutating func addDisc(_ middle: (x: Double, y: Double), radius: Double) {
    for row in 0..<height {
      for column in 0..<width {
        let place = (x: Double(column + left) + 0.5, y: Double(row + top) + 0.5)
        raise(row, column, to: radius + 0.5 - Self.distance(place, middle, middle))
      }
    }
  }

  private mutating func raise(_ row: Int, _ column: Int, to share: Double) {
    guard share > 0 else { return }
    let parts = UInt8(min(share, 1) * 255)
    let place = row * width + column
    if parts > shares[place] { shares[place] = parts }
  }

  private func rows(_ from: Double, _ to: Double) -> Range<Int> {
    let first = Self.clamp(from - Double(top), 0...height)
    return first..<Self.clamp(to + 1 - Double(top), first...height)
  }

  private func columns(_ from: Double, _ to: Double) -> Range<Int> {
    let first = Self.clamp(from - Double(left), 0...width)
    return first..<Self.clamp(to + 1 - Double(left), first...width)
  }

  private static func clamp(_ value: Double, _ range: ClosedRange<Int>) -> Int {
    if value <= Double(range.lowerBound) { return range.lowerBound }
    return value >= Double(range.upperBound) ? range.upperBound : Int(value.rounded(.down))
  }

  /// Between which columns a segment runs within a band of rows.
  private static func columns(
    of segment: (from: (x: Double, y: Double), to: (x: Double, y: Double)),
    between upper: Double, _ lower: Double
  ) -> (Double, Double) {
    let (from, to) = segment
    let drop = to.y - from.y
    guard drop.magnitude > 1e-9 else { return (min(from.x, to.x), max(from.x, to.x)) }
    let first = min(max((upper - from.y) / drop, 0), 1)
    let last = min(max((lower - from.y) / drop, 0), 1)
    let (a, b) = (from.x + first * (to.x - from.x), from.x + last * (to.x - from.x))
    return (min(a, b), max(a, b))
  }

  private static func distance(
    _ place: (x: Double, y: Double), _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
  ) -> Double {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = dx * dx + dy * dy
    let along = length == 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / length
    let t = min(max(along, 0), 1)
    let (ex, ey) = (place.x - from.x - t * dx, place.y - from.y - t * dy)
    return (ex * ex + ey * ey).squareRoot()
  }
}
