/// The few characters of a chart as strokes, for the drawing that cannot ask a viewer for a font.
///
/// A capital is 9 pixels high; a glyph stands on y = 9 and hangs from y = 0.
enum ChartFont {
  /// How a pen moves.
  enum Move: Sendable {
    case to(Double, Double)
    case line(Double, Double)
    /// A quadratic Bézier curve: its control point, then its end.
    case curve(Double, Double, Double, Double)
  }

  /// How tall a capital is, in pixels.
  static let height = 9.0
  /// How wide the pen is, in pixels.
  static let pen = 1.3

  /// How far the next character stands, in pixels.
  static func width(of text: String) -> Double {
    text.reduce(0) { $0 + advance($1) }
  }

  static func advance(_ character: Character) -> Double {
    switch character {
    case ".": 3.5
    case "%": 11.5
    case "M": 9
    case "k", "-": 6.2
    case "\u{2212}": 7.5
    default: 7.2
    }
  }

  /// The strokes of a character, as polylines; none for one that charts do not use.
  static func strokes(_ character: Character) -> [[(x: Double, y: Double)]] {
    var strokes: [[(x: Double, y: Double)]] = []
    var pen = (x: 0.0, y: 0.0)
    for move in moves(character) {
      switch move {
      case .to(let x, let y):
        pen = (x, y)
        strokes.append([pen])
        continue
      case .line(let x, let y):
        strokes[strokes.count - 1].append((x, y))
        pen = (x, y)
      case .curve(let a, let b, let x, let y):
        for step in 1...6 {
          let t = Double(step) / 6
          let (p, q, r) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
          strokes[strokes.count - 1].append(
            (p * pen.x + q * a + r * x, p * pen.y + q * b + r * y))
        }
        pen = (x, y)
      }
    }
    return strokes
  }

  private static func moves(_ character: Character) -> [Move] {
    if let digit = character.wholeNumberValue { return digits(digit) }
    return letters(character)
  }
}

extension ChartFont {
  private static func digits(_ digit: Int) -> [Move] {
    switch digit {
    case 0:
      [
        .to(2.7, 0), .curve(5.3, 0, 5.3, 4.5), .curve(5.3, 9, 2.7, 9), .curve(0.1, 9, 0.1, 4.5),
        .curve(0.1, 0, 2.7, 0),
      ]
    case 1: [.to(0.9, 1.7), .line(3, 0), .line(3, 9), .to(0.9, 9), .line(5, 9)]
    case 2:
      [
        .to(0.3, 1.5), .curve(1.2, 0, 2.6, 0), .curve(4.9, 0, 4.9, 2.3),
        .curve(4.9, 3.8, 3.2, 5.6), .line(0.2, 9), .line(5.2, 9),
      ]
    case 3:
      [
        .to(0.4, 0.8), .curve(1.2, 0, 2.4, 0), .curve(4.8, 0, 4.8, 2.1), .curve(4.8, 4.2, 2.2, 4.2),
        .curve(5.2, 4.2, 5.2, 6.6), .curve(5.2, 9, 2.4, 9), .curve(1, 9, 0.2, 8.2),
      ]
    case 4: [.to(4, 9), .line(4, 0), .line(0, 6.2), .line(5.4, 6.2)]
    case 5:
      [
        .to(4.7, 0), .line(0.8, 0), .line(0.8, 3.8), .curve(1.6, 3.3, 2.5, 3.3),
        .curve(5.2, 3.3, 5.2, 6.1), .curve(5.2, 9, 2.3, 9), .curve(1.1, 9, 0.3, 8.3),
      ]
    case 6:
      [
        .to(4.7, 0.5), .curve(4, 0, 3, 0), .curve(0.1, 0, 0.1, 5), .curve(0.1, 9, 2.7, 9),
        .curve(5.3, 9, 5.3, 6.2), .curve(5.3, 3.4, 2.8, 3.4), .curve(0.6, 3.4, 0.2, 5.8),
      ]
    case 7: [.to(0.2, 0), .line(5.2, 0), .line(2, 9)]
    case 8:
      [
        .to(2.7, 4.2), .curve(0.5, 4.2, 0.5, 2.1), .curve(0.5, 0, 2.7, 0), .curve(4.9, 0, 4.9, 2.1),
        .curve(4.9, 4.2, 2.7, 4.2), .curve(5.3, 4.2, 5.3, 6.6), .curve(5.3, 9, 2.7, 9),
        .curve(0.1, 9, 0.1, 6.6), .curve(0.1, 4.2, 2.7, 4.2),
      ]
    case 9:
      [
        .to(0.7, 8.5), .curve(1.4, 9, 2.4, 9), .curve(5.3, 9, 5.3, 4), .curve(5.3, 0, 2.7, 0),
        .curve(0.1, 0, 0.1, 2.8), .curve(0.1, 5.6, 2.6, 5.6), .curve(4.8, 5.6, 5.2, 3.2),
      ]
    default: []
    }
  }

  private static func letters(_ character: Character) -> [Move] {
    switch character {
    case ".": [.to(1, 8.6), .line(1, 9)]
    case "-": [.to(0.6, 5.4), .line(4, 5.4)]
    case "\u{2212}": [.to(0.5, 4.8), .line(5.5, 4.8)]
    case "%":
      [
        .to(2, 0), .curve(4, 0, 4, 2.1), .curve(4, 4.2, 2, 4.2), .curve(0, 4.2, 0, 2.1),
        .curve(0, 0, 2, 0), .to(8, 4.8), .curve(10, 4.8, 10, 6.9), .curve(10, 9, 8, 9),
        .curve(6, 9, 6, 6.9), .curve(6, 4.8, 8, 4.8), .to(7.8, 0), .line(2.2, 9),
      ]
    case "k":
      [.to(0.4, 0), .line(0.4, 9), .to(4.4, 2.8), .line(0.4, 6.4), .to(1.9, 5.2), .line(4.8, 9)]
    case "M": [.to(0.5, 9), .line(0.5, 0), .line(3.8, 6.4), .line(7.1, 0), .line(7.1, 9)]
    case "e":
      [
        .to(0.3, 6), .line(5.1, 6), .curve(5.1, 3, 2.7, 3), .curve(0.2, 3, 0.2, 6.1),
        .curve(0.2, 9, 2.9, 9), .curve(4.2, 9, 4.9, 8.2),
      ]
    case "A": [.to(0, 9), .line(3.1, 0), .line(6.2, 9), .to(1.1, 6), .line(5.1, 6)]
    case "B":
      [
        .to(0.5, 4.2), .line(3, 4.2), .curve(5.2, 4.2, 5.2, 2.1), .curve(5.2, 0, 3, 0),
        .line(0.5, 0),
        .line(0.5, 9), .line(3, 9), .curve(5.6, 9, 5.6, 6.6), .curve(5.6, 4.2, 3, 4.2),
      ]
    case "C":
      [
        .to(5.6, 1), .curve(4.6, 0, 3.3, 0), .curve(0.2, 0, 0.2, 4.5), .curve(0.2, 9, 3.3, 9),
        .curve(4.6, 9, 5.6, 8),
      ]
    case "D":
      [
        .to(0.5, 0), .line(2.4, 0), .curve(5.8, 0, 5.8, 4.5), .curve(5.8, 9, 2.4, 9), .line(0.5, 9),
        .line(0.5, 0),
      ]
    case "E":
      [.to(5, 0), .line(0.5, 0), .line(0.5, 9), .line(5.1, 9), .to(0.5, 4.3), .line(4.7, 4.3)]
    case "F": [.to(5, 0), .line(0.5, 0), .line(0.5, 9), .to(0.5, 4.3), .line(4.5, 4.3)]
    default: []
    }
  }
}
