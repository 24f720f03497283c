/// A fixed number of cells for the inner loops. Places are checked where assertions are (in tests) and
/// nowhere else: that, and no test for other owners at each write, is what it has over an array.
struct Cells<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  /// How many cells there are.
  let count: Int

  /// Cells that all hold one value.
  init(repeating value: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: value, count: count)
  }

  /// Cells that hold a list.
  init(_ values: [Element]) {
    count = values.count
    base = .allocate(capacity: count)
    for (place, value) in values.enumerated() { (base + place).initialize(to: value) }
  }

  deinit { base.deallocate() }

  /// The value of a cell.
  subscript(place: Int) -> Element {
    get {
      assert(place >= 0 && place < count)
      return base[place]
    }
    set {
      assert(place >= 0 && place < count)
      base[place] = newValue
    }
  }

  /// The value of the cell of a node or community, which are numbered with 32 bits.
  subscript(place: Int32) -> Element {
    get { self[Int(place)] }
    set { self[Int(place)] = newValue }
  }

  /// All values.
  var values: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
