/// Colours of findings: the seven that people of all kinds of sight tell apart first (Okabe and Ito, "Color
/// Universal Design", 2008, without black), then further hues.
struct FindingColour: Sendable, Hashable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  private static let first = [
    FindingColour(230, 159, 0), FindingColour(86, 180, 233), FindingColour(0, 158, 115),
    FindingColour(240, 228, 66), FindingColour(0, 114, 178), FindingColour(213, 94, 0),
    FindingColour(204, 121, 167),
  ]

  private init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = UInt8(clamping: red)
    self.green = UInt8(clamping: green)
    self.blue = UInt8(clamping: blue)
  }

  /// The colour of the finding at a place.
  init(_ place: Int) {
    if place < Self.first.count {
      self = Self.first[place]
    } else {
      self.init(hue: place * 137 % 360, value: 224 - place / 360 % 4 * 40)
    }
  }

  /// A colour of a hue in degrees, three fifths saturated; in whole numbers, so that it is the same everywhere.
  private init(hue: Int, value: Int) {
    let low = value * 2 / 5
    let part = hue % 60 * (value - low) / 60
    let (rising, falling) = (low + part, value - part)
    switch hue / 60 {
    case 0: self.init(value, rising, low)
    case 1: self.init(falling, value, low)
    case 2: self.init(low, value, rising)
    case 3: self.init(low, falling, value)
    case 4: self.init(rising, low, value)
    default: self.init(value, low, falling)
    }
  }

  /// As HTML and Graphviz write it: `#e69f00`.
  var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
