public import Bytes

/// A typed reading of a record that has passed the check of its schema.
///
/// A view never guesses: content that does not fit is refused with the pointer of the field.
public protocol RecordView: Sendable {
  /// Which kind of record it reads.
  static var kind: RecordKind { get }
  /// Reads checked content.
  init(_ content: JSONValue) throws(FieldFault)
}

/// Reads fields out of checked content; each failure names its field.
struct FieldReader {
  let content: JSONValue
  var pointer = ""

  func place(_ name: String) -> String { JSONPointer.appending(name, to: pointer) }

  func text(_ name: String) throws(FieldFault) -> String {
    guard let text = content[name].text else { throw FieldFault(place(name), .missing) }
    return text
  }

  func optionalText(_ name: String) -> String? { content[name].text }

  func localized(_ name: String) throws(FieldFault) -> LocalizedText {
    guard let text = LocalizedText(content[name]) else { throw FieldFault(place(name), .missing) }
    return text
  }

  func optionalLocalized(_ name: String) -> LocalizedText? { LocalizedText(content[name]) }

  func slug(_ name: String = "id") throws(FieldFault) -> Slug {
    guard let slug = optionalSlug(name) else { throw FieldFault(place(name), .badSlug) }
    return slug
  }

  func optionalSlug(_ name: String) -> Slug? { content[name].text.flatMap { Slug($0) } }

  func slugs(_ name: String) -> [Slug] {
    content[name].elements.compactMap { $0.text.flatMap { Slug($0) } }
  }

  func texts(_ name: String) -> [String] { content[name].elements.compactMap(\.text) }

  func localizedTexts(_ name: String) -> [LocalizedText] {
    content[name].elements.compactMap { LocalizedText($0) }
  }

  func date(_ name: String) throws(FieldFault) -> EDTF {
    guard let date = try optionalDate(name) else { throw FieldFault(place(name), .missing) }
    return date
  }

  func optionalDate(_ name: String) throws(FieldFault) -> EDTF? {
    guard let text = content[name].text else { return nil }
    do { return try EDTF(parsing: text) } catch {
      throw FieldFault(place(name), .badDate("\(error)"))
    }
  }

  func number(_ name: String) throws(FieldFault) -> Double {
    guard let number = content[name].double else {
      throw FieldFault(place(name), .wrongType(expected: "a number"))
    }
    return number
  }

  func code<Code: RawRepresentable & CaseIterable>(
    _ name: String, _: Code.Type
  ) throws(FieldFault) -> Code where Code.RawValue == String {
    guard let code = optionalCode(name, Code.self) else {
      throw FieldFault(
        place(name), .notInVocabulary(name: name, codes: Code.allCases.map(\.rawValue)))
    }
    return code
  }

  func optionalCode<Code: RawRepresentable>(_ name: String, _: Code.Type) -> Code?
  where Code.RawValue == String {
    content[name].text.flatMap { Code(rawValue: $0) }
  }

  func list<Element>(
    _ name: String, _ read: (FieldReader) throws(FieldFault) -> Element
  ) throws(FieldFault) -> [Element] {
    var list: [Element] = []
    for (index, element) in content[name].elements.enumerated() {
      list.append(try read(FieldReader(content: element, pointer: "\(place(name))/\(index)")))
    }
    return list
  }

  func numbers(_ name: String) -> [(code: String, value: Double)] {
    content[name].object?.members.compactMap { member in
      member.value.double.map { (member.name, $0) }
    } ?? []
  }
}
