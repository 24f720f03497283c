/// How many rows something is true of, and where the first of them are.
public struct RowSample: Sendable, Hashable {
  /// Where a row is.
  public struct Place: Sendable, Hashable {
    /// The row, counted from 1; the row of names is row 1.
    public var row: Int
    /// The line on which it begins, counted from 1.
    public var line: Int
    /// The offset of its first byte.
    public var offset: Int

    /// Makes a place.
    public init(row: Int, line: Int, offset: Int) {
      self.row = row
      self.line = line
      self.offset = offset
    }
  }

  /// How many places are kept.
  public static let mostPlaces = 20

  /// How many rows there are.
  public private(set) var count = 0
  /// The first of them.
  public private(set) var places: [Place] = []

  /// Makes a sample of nothing.
  public init() {}

  mutating func add(row: Int, line: Int, offset: Int) {
    count += 1
    if places.count < Self.mostPlaces {
      places.append(Place(row: row, line: line, offset: offset))
    }
  }

  /// Takes the rows of a later piece of the same file, whose rows and lines are counted from its beginning.
  mutating func append(_ later: RowSample, rows: Int, lines: Int) {
    count += later.count
    for place in later.places.prefix(Self.mostPlaces - places.count) {
      places.append(Place(row: place.row + rows, line: place.line + lines, offset: place.offset))
    }
  }
}
