internal import Bytes

/// JSON with lists of names and rows that point into them.
struct FigureTape {
  private(set) var tape = JSONTape()

  init(_ bytes: [UInt8]) throws(FigureFileFault) {
    do { try tape.read(bytes) } catch { throw .json("\(error)") }
  }

  func texts(_ name: StaticString) throws(FigureFileFault) -> [String] {
    let list = try list(name)
    var texts: [String] = []
    tape.eachElement(of: list) { texts.append(tape.text(of: $0) ?? "") }
    return texts
  }

  func list(_ name: StaticString) throws(FigureFileFault) -> JSONTape.Node {
    guard let list = tape.member(name, of: .root), tape.kind(of: list) == .array else {
      throw .member("\(name)")
    }
    return list
  }

  /// A field of a row.
  enum Field {
    case number(Double)
    case text(String)
    case nothing
    /// Another kind of value.
    case other

    /// The number.
    var number: Double? {
      guard case .number(let number) = self else { return nil }
      return number
    }

    /// The number as a place in a list.
    func name(in list: [String]) -> String? {
      guard let number, let place = Int(exactly: number), list.indices.contains(place) else {
        return nil
      }
      return list[place]
    }

    /// The text.
    var text: String? {
      guard case .text(let text) = self else { return nil }
      return text
    }
  }

  /// Calls `body` with the fields of each row and its number, counted from 1.
  func eachRow(of list: JSONTape.Node, _ body: (Int, [Field]) -> Void) {
    var number = 0
    tape.eachElement(of: list) { row in
      number += 1
      var fields: [Field] = []
      tape.eachElement(of: row) { node in
        switch tape.kind(of: node) {
        case .null: fields.append(.nothing)
        case .number: fields.append(tape.number(of: node).map { .number($0) } ?? .other)
        case .string: fields.append(tape.text(of: node).map { .text($0) } ?? .other)
        default: fields.append(.other)
        }
      }
      body(number, fields)
    }
  }
}
