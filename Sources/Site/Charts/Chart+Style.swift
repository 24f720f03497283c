extension Chart {
  /// How one series looks: colours that people with a colour vision deficiency tell apart (Okabe
  /// and Ito, "Color Universal Design", 2008; the light ones darkened until they stand out from
  /// the paper 3 to 1, WCAG 2.2 success criterion 1.4.11), and a marker of its own.
  enum Style: Int, Sendable, Hashable, CaseIterable {
    case blue, vermillion, green, purple, black, brown

    var letter: String {
      switch self {
      case .blue: "A"
      case .vermillion: "B"
      case .green: "C"
      case .purple: "D"
      case .black: "E"
      case .brown: "F"
      }
    }

    /// The marker of exact numbers, as a polygon around 0 in pixels; the disc has none.
    var outline: [ChartLayout.Place] {
      switch self {
      case .blue: []
      case .vermillion: Self.polygon([(-3.4, -3.4), (3.4, -3.4), (3.4, 3.4), (-3.4, 3.4)])
      case .green: Self.polygon([(0, -4.8), (4.8, 0), (0, 4.8), (-4.8, 0)])
      case .purple:
        Self.polygon([
          (-1.4, -4.4), (1.4, -4.4), (1.4, -1.4), (4.4, -1.4), (4.4, 1.4), (1.4, 1.4), (1.4, 4.4),
          (-1.4, 4.4), (-1.4, 1.4), (-4.4, 1.4), (-4.4, -1.4), (-1.4, -1.4),
        ])
      case .black: Self.polygon([(-4.5, -1.8), (4.5, -1.8), (4.5, 1.8), (-4.5, 1.8)])
      case .brown:
        Self.polygon([
          (0, -2), (2.2, -4.2), (4.2, -2.2), (2, 0), (4.2, 2.2), (2.2, 4.2), (0, 2), (-2.2, 4.2),
          (-4.2, 2.2), (-2, 0), (-4.2, -2.2), (-2.2, -4.2),
        ])
      }
    }

    private static func polygon(_ corners: [(Double, Double)]) -> [ChartLayout.Place] {
      corners.map { ChartLayout.Place($0.0, $0.1) }
    }
  }

  /// Everything that is painted with.
  enum Ink: Sendable, Hashable {
    case paper, frame, grid, axis, text
    case series(Style)

    /// How many tones it has in a palette: rules lie on whole pixels and need no smooth edge.
    var tones: Int {
      switch self {
      case .paper, .frame, .grid, .axis: 1
      case .text, .series: 3
      }
    }

    /// Red, green and blue, one byte each.
    var rgb: UInt32 {
      switch self {
      case .paper: 0xFDFDFD
      case .frame: 0xC8C8C8
      case .grid: 0xE2E2E2
      case .axis: 0x6B6B6B
      case .text: 0x3A3A3A
      case .series(.blue): 0x0072B2
      case .series(.vermillion): 0xD55E00
      case .series(.green): 0x008F68
      case .series(.purple): 0xB8609A
      case .series(.black): 0x000000
      case .series(.brown): 0x8F6B00
      }
    }
  }
}
