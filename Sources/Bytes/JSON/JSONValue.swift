/// A JSON value whose objects keep their members in the order of their names' bytes.
///
/// Order is fixed so that one value has one text: commitments, journals and editions are
/// made of these bytes, and two runs must agree on every one of them.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A whole number that fits 64 bits: written without fraction or exponent.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object, sorted by the UTF-8 bytes of their names, each name once.
public struct JSONObject: Sendable, Hashable {
  /// One name with its value.
  public struct Member: Sendable, Hashable {
    /// The name, as in the text.
    public var name: String
    /// The value under that name.
    public var value: JSONValue

    /// Makes a member.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members in order.
  public private(set) var members: [Member] = []

  /// Makes an object without members.
  public init() {}

  /// Makes an object from members in any order; a later member replaces an earlier one of the same
  /// name.
  public init(_ members: some Sequence<(String, JSONValue)>) {
    self.members.reserveCapacity(members.underestimatedCount)
    for (name, value) in members {
      // Most are written down in order.
      if self.members.last.map({ Self.precedes($0.name, name) }) ?? true {
        self.members.append(Member(name: name, value: value))
      } else {
        self[name] = value
      }
    }
  }

  /// Whether one name comes before another in the order of their bytes.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { other in
        for place in 0..<min(one.count, other.count) where one[place] != other[place] {
          return one[place] < other[place]
        }
        return one.count < other.count
      }
    }.flatMap { $0 } ?? one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// The value under `name`, or `nil`; setting `nil` removes the member.
  ///
  /// - Complexity: O(log n) to read, O(n) to write, for n members.
  public subscript(name: String) -> JSONValue? {
    get {
      let place = position(of: name)
      guard place < members.count, members[place].name.utf8.elementsEqual(name.utf8) else {
        return nil
      }
      return members[place].value
    }
    set {
      let place = position(of: name)
      let isThere = place < members.count && members[place].name.utf8.elementsEqual(name.utf8)
      switch (newValue, isThere) {
      case (let value?, true): members[place].value = value
      case (let value?, false): members.insert(Member(name: name, value: value), at: place)
      case (nil, true): members.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }

  private func position(of name: String) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(members[middle].name, name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  /// Makes a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
  /// Makes `null`.
  public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
  /// The text of a string, or `nil`.
  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The whole number, or `nil`.
  public var int: Int? {
    guard case .integer(let value) = self else { return nil }
    return Int(exactly: value)
  }

  /// The number, whole or not, or `nil`.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The truth value, or `nil`.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements of an array, or none.
  public var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// The object, or `nil`.
  public var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The member `name` of an object; `null` where there is none.
  public subscript(name: String) -> JSONValue {
    get { object?[name] ?? .null }
    set {
      var members = object ?? JSONObject()
      members[name] = newValue
      self = .object(members)
    }
  }
}
