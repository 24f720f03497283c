import Bytes

/// Writes values of the docket as JSON values: the same value is the same bytes, since objects keep their members in order.
enum JSONValueEncoder {
  static func value(of encodable: some Encodable) throws(EncodingFault) -> JSONValue {
    let box = JSONBox()
    do { try encodable.encode(to: ValueEncoder(box: box, codingPath: [])) } catch {
      throw EncodingFault(description: "\(error)")
    }
    return box.json
  }
}

/// A value that JSON cannot hold, such as a number that is none.
struct EncodingFault: Error, Hashable, CustomStringConvertible {
  var description: String
}

/// A place that is being filled.
final class JSONBox {
  enum Kind { case single, list, members }

  var kind = Kind.single
  var single = JSONValue.null
  private var names: [String] = []
  private var boxes: [JSONBox] = []

  var count: Int { boxes.count }

  var json: JSONValue {
    switch kind {
    case .single: single
    case .list: .array(boxes.map(\.json))
    case .members: .object(JSONObject(zip(names, boxes).map { ($0, $1.json) }))
    }
  }

  func member(_ key: some CodingKey) -> JSONBox {
    kind = .members
    names.append(WrittenName.of(key.stringValue))
    boxes.append(JSONBox())
    return boxes[boxes.count - 1]
  }

  func element() -> JSONBox {
    kind = .list
    boxes.append(JSONBox())
    return boxes[boxes.count - 1]
  }

  func set<Value: Encodable>(_ value: Value, _ path: [any CodingKey]) throws {
    switch value {
    case let text as String: single = .string(text)
    case let flag as Bool: single = .bool(flag)
    case let number as Int: single = .integer(Int64(number))
    case let number as Int64: single = .integer(number)
    case let number as Double:
      guard number.isFinite else {
        throw EncodingError.invalidValue(
          number, .init(codingPath: path, debugDescription: "not a number"))
      }
      single = .number(number)
    default: try value.encode(to: ValueEncoder(box: self, codingPath: path))
    }
  }
}

struct ValueEncoder: Encoder {
  let box: JSONBox
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    box.kind = .members
    return KeyedEncodingContainer(Keyed<Key>(box: box, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    box.kind = .list
    return Unkeyed(box: box, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(box: box, codingPath: codingPath)
  }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let box: JSONBox
  let codingPath: [any CodingKey]

  // What is absent and what is null are one: it is not written.
  mutating func encodeNil(forKey key: Key) {}

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try box.member(key).set(value, codingPath + [key])
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    ValueEncoder(box: box.member(key), codingPath: codingPath + [key])
      .container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    ValueEncoder(box: box.member(key), codingPath: codingPath + [key])
      .unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { ValueEncoder(box: box, codingPath: codingPath) }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    ValueEncoder(box: box.member(key), codingPath: codingPath + [key])
  }
}

private struct Unkeyed: UnkeyedEncodingContainer {
  let box: JSONBox
  let codingPath: [any CodingKey]
  var count: Int { box.count }

  mutating func encodeNil() { _ = box.element() }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try box.element().set(value, codingPath)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    ValueEncoder(box: box.element(), codingPath: codingPath).container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    ValueEncoder(box: box.element(), codingPath: codingPath).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    ValueEncoder(box: box.element(), codingPath: codingPath)
  }
}

private struct Single: SingleValueEncodingContainer {
  let box: JSONBox
  let codingPath: [any CodingKey]

  mutating func encodeNil() { box.single = .null }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try box.set(value, codingPath)
  }
}
