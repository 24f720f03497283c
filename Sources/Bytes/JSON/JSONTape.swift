/// A JSON text as a row of marks, read once, of which only the wanted parts are made into values.
///
/// Measurement files hold pages of other people's sites in long strings that most questions never
/// look at: here they cost one scan. Unlike ``JSONValue`` a name may occur twice in one object, as
/// it does in files from the field; the last one counts (RFC 8259, section 4). The row is reused
/// from one text to the next, so that reading a file of many texts allocates nothing.
public struct JSONTape: Sendable {
  /// A value in the text. It is good until the next text is read.
  public struct Node: Sendable, Hashable {
    let index: Int

    /// The whole text.
    public static let root = Node(index: 0)
  }

  /// What a value is.
  public enum Kind: UInt8, Sendable, Hashable {
    case null, `false`, `true`, number, string, array, object
  }

  /// A mark: a container's `next` is the mark after all that it holds.
  struct Mark: Sendable {
    var start: UInt32
    var end: UInt32
    var next: UInt32
    var kind: Kind
    var isEscaped: Bool
  }

  var marks: [Mark] = []
  var bytes: [UInt8] = []
  var open: [Int] = []

  /// Makes a tape that has read nothing; its root is `null`.
  public init() { marks = [Mark(start: 0, end: 0, next: 1, kind: .null, isEscaped: false)] }

  /// Nested more deeply than this is refused.
  static let deepest = 512

  /// More values than these are refused: a text of nothing but brackets would take sixteen times its
  /// length.
  static let mostValues = 2 << 20

  /// What the value is.
  public func kind(of node: Node) -> Kind { marks[node.index].kind }

  /// The bytes of the text that the value takes up, without the quotes of a string.
  public func range(of node: Node) -> Range<Int> {
    Int(marks[node.index].start)..<Int(marks[node.index].end)
  }

  /// The value of the member called `name`, or `nil` when there is none or it is null.
  ///
  /// - Complexity: O(members).
  public func member(_ name: StaticString, of node: Node) -> Node? {
    guard marks[node.index].kind == .object else { return nil }
    var found: Node?
    var place = node.index + 1
    let end = Int(marks[node.index].next)
    while place < end {
      let value = place + 1
      if isNamed(marks[place], name), marks[value].kind != .null { found = Node(index: value) }
      place = Int(marks[value].next)
    }
    return found
  }

  /// The value that a path of names leads to.
  public func member(_ names: [StaticString], of node: Node) -> Node? {
    var node = node
    for name in names {
      guard let inner = member(name, of: node) else { return nil }
      node = inner
    }
    return node
  }

  private func isNamed(_ mark: Mark, _ name: StaticString) -> Bool {
    let count = Int(mark.end - mark.start)
    guard count == name.utf8CodeUnitCount else { return false }
    let start = Int(mark.start)
    return name.withUTF8Buffer { letters in
      for index in 0..<count where bytes[start + index] != letters[index] { return false }
      return true
    }
  }

  /// Calls `body` with every member of an object in the order of the text.
  public func eachMember<Failure: Error>(
    of node: Node, _ body: (_ name: Node, _ value: Node) throws(Failure) -> Void
  ) throws(Failure) {
    guard marks[node.index].kind == .object else { return }
    var place = node.index + 1
    let end = Int(marks[node.index].next)
    while place < end {
      try body(Node(index: place), Node(index: place + 1))
      place = Int(marks[place + 1].next)
    }
  }

  /// Calls `body` with every element of an array.
  public func eachElement<Failure: Error>(
    of node: Node, _ body: (Node) throws(Failure) -> Void
  ) throws(Failure) {
    guard marks[node.index].kind == .array else { return }
    var place = node.index + 1
    let end = Int(marks[node.index].next)
    while place < end {
      try body(Node(index: place))
      place = Int(marks[place].next)
    }
  }
}
