/// Names of networks by their numbers, packed.
struct PackedNames: Sendable {
  private var numbers: [UInt32] = []
  private var ends: [UInt32] = []
  private var text: [UInt8] = []

  init(_ names: [UInt32: String]) {
    for number in names.keys.sorted() {
      guard let name = names[number] else { continue }
      numbers.append(number)
      text.append(contentsOf: name.utf8)
      ends.append(UInt32(clamping: text.count))
    }
  }

  var count: Int { numbers.count }

  /// - Complexity: O(log n).
  subscript(number: UInt32) -> String? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    guard low < numbers.count, numbers[low] == number else { return nil }
    return name(at: low)
  }

  private func name(at place: Int) -> String {
    String(decoding: text[Int(place == 0 ? 0 : ends[place - 1])..<Int(ends[place])], as: UTF8.self)
  }

  /// All of them.
  var all: [UInt32: String] {
    Dictionary(uniqueKeysWithValues: numbers.indices.map { (numbers[$0], name(at: $0)) })
  }
}
