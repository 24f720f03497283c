/// What is kept of the texts of actions: enough to find near-duplicates, not the words.
public struct TextShelf: Sendable {
  /// How many texts there are.
  public private(set) var count = 0

  /// An empty shelf.
  public init() {}

  /// Keeps a text and returns its number, or nil when it is too short to tell anything.
  public mutating func shelve(_ text: UnsafeRawBufferPointer) -> UInt32? { nil }
}
