import Bytes
import Interference
import Messages

/// Every layer's verdict on measurements, one measurement after the other as they are read: as text,
/// as one list in JSON, or as CSV with a row for each layer.
struct VerdictExplanation {
  private let form: Table.Form
  private var isFirst = true

  init(_ form: Table.Form) { self.form = form }

  private static let columns = [
    "measurement", "time", "country", "network", "target", "hop", "layer", "state", "mechanism",
    "aside", "rule", "likelihood", "evidence",
  ]

  func begin() {
    switch form {
    case .text: break
    case .json: Terminal.print(Array("[".utf8))
    case .csv:
      var writer = CSVWriter(.guarded)
      writer.row(Self.columns)
      Terminal.print(writer.bytes)
    }
  }

  mutating func add(_ text: String) {
    switch form {
    case .text: Terminal.print(text)
    case .json: Terminal.print(Array(((isFirst ? "\n" : ",\n") + text).utf8))
    case .csv: Terminal.print(Array(text.utf8))
    }
    isFirst = false
  }

  func end() {
    if form == .json { Terminal.print(Array((isFirst ? "]\n" : "\n]\n").utf8)) }
  }

  /// What is told of a measurement.
  static func texts(
    of measurement: Measurement, _ observations: [Observation], by judge: WebJudge,
    as form: Table.Form
  ) -> [String] {
    if form == .text { return [VerdictText.layers(of: measurement, by: judge)] }
    var told = observations.map { Told(measurement, $0) }
    if case .web(let web) = measurement.test, let first = told.indices.first {
      told[first].layers = judge.verdict(on: web, measurement).layers.map(Told.Layer.init)
    }
    return told.map { form == .json ? $0.json : $0.csv }
  }

  /// A measurement of one target, with its layers.
  private struct Told {
    struct Layer {
      var hop: Int?
      var layer: String?
      var state: String
      var mechanism: String?
      var isAside = false
      var rule: String?
      var likelihood: Double?
      var evidence: [String]

      init(_ verdict: LayerVerdict) {
        hop = verdict.hop
        layer = verdict.layer.rawValue
        state = verdict.state.rawValue
        mechanism = verdict.mechanism?.rawValue
        isAside = verdict.isAside
        rule = verdict.rule.rawValue
        likelihood = verdict.likelihood
        evidence = verdict.evidence
      }

      init(_ observation: Observation) {
        layer = observation.layer?.rawValue
        state = observation.state.rawValue
        mechanism = observation.mechanism?.rawValue
        rule = observation.rule?.rawValue
        likelihood = observation.likelihood
        evidence = observation.evidence
      }

      var cells: [JSONValue] {
        [
          hop.map { .integer(Int64($0)) } ?? .null, text(layer), .string(state),
          text(mechanism), .bool(isAside), text(rule), likelihood.map { .number($0) } ?? .null,
        ]
      }

      private func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    }

    let observation: Observation
    let ooni: OONIVerdict?
    var layers: [Layer]

    init(_ measurement: Measurement, _ observation: Observation) {
      self.observation = observation
      ooni = measurement.ooni
      layers = [Layer(observation)]
    }

    private var cells: [JSONValue] {
      [
        .string(observation.uid ?? observation.measurement), VerdictText.time(observation.start),
        observation.country.map { .string($0) } ?? .null,
        observation.network.map { .string("AS\($0)") } ?? .null, .string(observation.target),
      ]
    }

    var json: String {
      let names = VerdictExplanation.columns
      var object = JSONObject(zip(names, cells))
      object["state"] = .string(observation.state.rawValue)
      object["ooni"] = ooni?.json ?? .null
      object["layers"] = .array(
        layers.map { layer in
          var row = JSONObject(zip(names.dropFirst(cells.count), layer.cells))
          row["evidence"] = .array(layer.evidence.map { .string($0) })
          return .object(row)
        })
      return JSONValue.object(object).indentedText.split(separator: "\n")
        .map { "  " + $0 }.joined(separator: "\n")
    }

    var csv: String {
      var writer = CSVWriter(.guarded)
      for layer in layers {
        let row = cells + layer.cells + [.string(layer.evidence.joined(separator: "; "))]
        writer.row(row.map(Table.plain))
      }
      return String(decoding: writer.bytes, as: UTF8.self)
    }
  }
}
