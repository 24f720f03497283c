import Bytes

/// Reads values of the docket out of JSON values; what does not fit is told with its path.
enum JSONValueDecoder {
  static func read<Value: Decodable>(
    _ type: Value.Type, from json: JSONValue
  ) throws(CaseFileFault) -> Value {
    do { return try JSONSource(json: json, codingPath: []).read(type) } catch let error
      as DecodingError
    {
      throw CaseFileFault(error)
    } catch {
      throw CaseFileFault(path: "", reason: .wrongType("\(error)"))
    }
  }
}

struct JSONSource: Decoder {
  let json: JSONValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func wrong<Value>(_ type: Value.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "\(type)"))
  }

  func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let found: Any?
    switch type {
    case is String.Type: found = json.text
    case is Bool.Type: found = json.bool
    case is Int.Type: found = json.int
    case is Int64.Type: found = json.int.map { Int64($0) }
    case is Double.Type: found = json.double
    default: return try Value(from: self)
    }
    guard let value = found as? Value else { throw wrong(type) }
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let object = json.object else { throw wrong(type) }
    return KeyedDecodingContainer(KeyedSource<Key>(object: object, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = json else { throw wrong([JSONValue].self) }
    return ListSource(elements: elements, codingPath: codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SingleSource(source: self)
  }
}

private struct KeyedSource<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONObject
  let codingPath: [any CodingKey]
  var allKeys: [Key] { object.members.compactMap { Key(stringValue: WrittenName.read($0.name)) } }

  func contains(_ key: Key) -> Bool { object[WrittenName.of(key.stringValue)] != nil }

  private func source(_ key: Key) throws -> JSONSource {
    guard let json = object[WrittenName.of(key.stringValue)] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath + [key], debugDescription: "missing"))
    }
    return JSONSource(json: json, codingPath: codingPath + [key])
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    object[WrittenName.of(key.stringValue)]?.isNull ?? true
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try source(key).read(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try source(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try source(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    JSONSource(json: .object(object), codingPath: codingPath)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try source(key) }
}

private struct ListSource: UnkeyedDecodingContainer {
  let elements: [JSONValue]
  let codingPath: [any CodingKey]
  var currentIndex = 0

  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  struct Place: CodingKey {
    let intValue: Int?
    var stringValue: String { intValue.map { "[\($0)]" } ?? "" }
    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
  }

  private mutating func take() throws -> JSONSource {
    let path = codingPath + [Place(intValue: currentIndex)]
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        JSONValue.self, .init(codingPath: path, debugDescription: "the list ends"))
    }
    defer { currentIndex += 1 }
    return JSONSource(json: elements[currentIndex], codingPath: path)
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, elements[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try take().read(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try take().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try take().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try take() }
}

private struct SingleSource: SingleValueDecodingContainer {
  let source: JSONSource
  var codingPath: [any CodingKey] { source.codingPath }

  func decodeNil() -> Bool { source.json.isNull }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try source.read(type) }
}
