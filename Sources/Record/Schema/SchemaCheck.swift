public import Bytes

/// Compares one record's content with the fields of its kind.
public struct SchemaCheck {
  /// All that is wrong with `content`, in the order of the fields; empty when it may be recorded.
  ///
  /// - Complexity: O(n) in the size of the content.
  public static func faults(in content: JSONValue, of kind: RecordKind) -> [FieldFault] {
    var check = SchemaCheck(root: content)
    check.object(content, kind.fields, at: "")
    if check.faults.isEmpty { check.faults += RecordRules.faults(in: content, of: kind) }
    return check.faults
  }

  /// All that is wrong with `content` under fields that belong to no kind of record.
  public static func faults(in content: JSONValue, fields: [Field]) -> [FieldFault] {
    var check = SchemaCheck(root: content)
    check.object(content, fields, at: "")
    return check.faults
  }

  private let root: JSONValue
  private var faults: [FieldFault] = []

  private init(root: JSONValue) { self.root = root }

  private mutating func fault(_ pointer: String, _ reason: FieldFault.Reason) {
    faults.append(FieldFault(pointer, reason))
  }

  private mutating func object(_ value: JSONValue, _ fields: [Field], at pointer: String) {
    guard let members = value.object else {
      return fault(pointer, .wrongType(expected: "a mapping of fields"))
    }
    for field in fields {
      let place = JSONPointer.appending(field.name, to: pointer)
      guard let value = members[field.name], !value.isNull else {
        if field.isRequired { fault(place, .missing) }
        continue
      }
      self.value(value, field.type, at: place)
    }
    for member in members.members where !fields.contains(where: { $0.name == member.name }) {
      fault(
        JSONPointer.appending(member.name, to: pointer),
        .unknownField(accepted: fields.map(\.name)))
    }
  }

  private mutating func value(_ value: JSONValue, _ type: FieldType, at pointer: String) {
    switch type {
    case .text: text(value, at: pointer)
    case .localized: localized(value, at: pointer)
    case .date: date(value, at: pointer)
    case .integer:
      if value.int == nil { fault(pointer, .wrongType(expected: "a whole number")) }
    case .number:
      if value.double == nil { fault(pointer, .wrongType(expected: "a number")) }
    case .boolean:
      if value.bool == nil { fault(pointer, .wrongType(expected: "true or false")) }
    case .address: address(value, at: pointer)
    case .choice(let vocabulary): choice(value, vocabulary, at: pointer)
    case .slug:
      if Slug(value.text ?? "") == nil { fault(pointer, .badSlug) }
    case .reference(let kind):
      if Slug(value.text ?? "") == nil { fault(pointer, .badReference(kind)) }
    case .pointer: self.pointer(value, at: pointer)
    case .anything: break
    case .list(let element): list(value, element, at: pointer)
    case .object(let fields): object(value, fields, at: pointer)
    case .numbers: numbers(value, at: pointer)
    }
  }

  private mutating func text(_ value: JSONValue, at pointer: String) {
    guard let text = value.text else {
      return fault(pointer, .wrongType(expected: "text; put quotes around it"))
    }
    if text.isEmpty { fault(pointer, .empty) }
    if !text.utf8.elementsEqual(Composition.nfc(text).utf8) { fault(pointer, .notNFC) }
  }

  private mutating func localized(_ value: JSONValue, at pointer: String) {
    guard let members = value.object?.members, !members.isEmpty else {
      return fault(pointer, .wrongType(expected: "text by language, such as {en: …, vi: …}"))
    }
    for member in members {
      let place = JSONPointer.appending(member.name, to: pointer)
      if Language(rawValue: member.name) == nil {
        fault(place, .unknownField(accepted: Language.allCases.map(\.rawValue)))
      } else {
        text(member.value, at: place)
      }
    }
  }

  private mutating func date(_ value: JSONValue, at pointer: String) {
    guard let text = value.text else {
      return fault(pointer, .wrongType(expected: "a date in quotes, such as '2020-02'"))
    }
    do { _ = try EDTF(parsing: text) } catch { fault(pointer, .badDate("\(error)")) }
  }

  private mutating func address(_ value: JSONValue, at pointer: String) {
    let text = value.text ?? ""
    let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
    let isClean = text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !"<>\"\\^`{|}".unicodeScalars.contains($0)
    }
    if !isWeb || !isClean { fault(pointer, .badAddress) }
  }

  private mutating func choice(_ value: JSONValue, _ list: Vocabulary, at pointer: String) {
    guard let code = value.text, list.codes.contains(code) else {
      return fault(pointer, .notInVocabulary(name: list.name, codes: list.codes))
    }
  }

  private mutating func pointer(_ value: JSONValue, at pointer: String) {
    guard let target = value.text, JSONPointer.value(at: target, in: root) != nil else {
      return fault(pointer, .noSuchPointer)
    }
  }

  private mutating func list(_ value: JSONValue, _ element: FieldType, at pointer: String) {
    guard case .array(let elements) = value else {
      return fault(pointer, .wrongType(expected: "a list"))
    }
    if elements.isEmpty { fault(pointer, .empty) }
    for (index, item) in elements.enumerated() {
      self.value(item, element, at: "\(pointer)/\(index)")
    }
    refuseDuplicates(elements, of: element, at: pointer)
  }

  private mutating func refuseDuplicates(
    _ elements: [JSONValue], of type: FieldType, at pointer: String
  ) {
    let names: [String]
    switch type {
    case .slug, .reference: names = elements.compactMap(\.text)
    case .object(let fields) where fields.first?.type == .slug:
      names = elements.compactMap { $0["id"].text }
    default: return
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { fault(pointer, .duplicate(name)) }
  }

  private mutating func numbers(_ value: JSONValue, at pointer: String) {
    guard let members = value.object?.members, !members.isEmpty else {
      return fault(pointer, .wrongType(expected: "numbers under codes, such as {A1: 3}"))
    }
    for member in members where member.value.double == nil {
      fault(
        JSONPointer.appending(member.name, to: pointer), .wrongType(expected: "a number"))
    }
  }
}
