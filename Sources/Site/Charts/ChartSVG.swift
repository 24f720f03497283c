/// A chart as a stand-alone SVG 1.1 file: no script, no reference to another file, and its own
/// paper, so that it can be read on a light and on a dark page.
public enum ChartSVG {
  /// The file of a chart.
  ///
  /// - Parameter title: what the chart shows, in the language of the page; any text is safe.
  public static func bytes(of chart: Chart, title: String) -> [UInt8] {
    var xml = XMLWriter(reserve: 8192)
    let (width, height) = (String(ChartLayout.width), String(ChartLayout.height))
    xml.open(
      "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("width", width), ("height", height),
      ("viewBox", "0 0 \(width) \(height)"), ("font-family", "sans-serif"), ("font-size", "12.5"),
      ("fill", "none"), ("stroke-linecap", "round"), ("stroke-linejoin", "round"))
    xml.newLine()
    xml.element("title", title)
    xml.newLine()
    for shape in ChartLayout(chart).shapes {
      write(shape, into: &xml)
      xml.newLine()
    }
    xml.close("svg")
    xml.newLine()
    return xml.bytes
  }

  private static func write(_ shape: ChartLayout.Shape, into xml: inout XMLWriter) {
    switch shape {
    case .box(let corner, let opposite, let ink):
      xml.empty(
        "rect", ("x", text(corner.x)), ("y", text(corner.y)),
        ("width", text(opposite.x - corner.x)), ("height", text(opposite.y - corner.y)),
        ("fill", colour(ink)))
    case .stroke(let places, let width, let ink):
      xml.empty(
        "path", ("d", path(places)), ("stroke", colour(ink)), ("stroke-width", text(width)))
    case .polygon(let places, let fill, let edge):
      xml.empty(
        "path", ("d", path(places) + "Z"), ("fill", colour(fill)), ("stroke", colour(edge)),
        ("stroke-width", text(ChartLayout.edge)))
    case .disc(let place, let radius, let fill, let edge):
      xml.empty(
        "circle", ("cx", text(place.x)), ("cy", text(place.y)), ("r", text(radius)),
        ("fill", colour(fill)), ("stroke", colour(edge)), ("stroke-width", text(ChartLayout.edge)))
    case .text(let label, let place, let anchor):
      xml.element(
        "text", label, ("x", text(place.x)), ("y", text(place.y)),
        ("text-anchor", anchor.rawValue), ("fill", colour(.text)))
    }
  }

  /// The places one after the other; after the first "M" a pair of numbers means a line to it.
  private static func path(_ places: [ChartLayout.Place]) -> String {
    var path = "M"
    for (index, place) in places.enumerated() {
      if index > 0 { path += " " }
      path += text(place.x) + " " + text(place.y)
    }
    return path
  }

  /// A number with at most one digit after the mark.
  private static func text(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return sign + String(whole) + (rest == 0 ? "" : "." + String(rest))
  }

  private static func colour(_ ink: Chart.Ink) -> String {
    let digits = String(ink.rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }
}
