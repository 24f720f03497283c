/// The sets of steps that a search can be in, made one byte at a time.
struct RegularSearch {
  private let program: RegularProgram
  /// The steps of the current set that take a byte, match, or wait for the end.
  private(set) var steps: [Int] = []
  private var stack: [Int] = []
  private var marks: [Int]
  private var round = 0

  /// How many steps were looked at so far.
  private(set) var work = 0

  init(_ program: RegularProgram) {
    self.program = program
    marks = Array(repeating: 0, count: program.steps.count)
  }

  /// Begins at the beginning of a text.
  mutating func begin() {
    round += 1
    steps.removeAll(keepingCapacity: true)
    enter(program.first, isStart: true, isEnd: false)
  }

  /// Goes on from `set` over one byte; a search begins anew at every place.
  mutating func advance(from set: [Int], over byte: UInt8) {
    round += 1
    steps.removeAll(keepingCapacity: true)
    for step in set {
      if case .byte(let low, let high, let next) = program.steps[step], low <= byte, byte <= high {
        enter(next, isStart: false, isEnd: false)
      }
    }
    work += set.count
    enter(program.first, isStart: false, isEnd: false)
  }

  /// Goes on from the current set.
  mutating func advance(over byte: UInt8) {
    let set = steps
    advance(from: set, over: byte)
  }

  /// Whether the expression has matched.
  var isMatch: Bool {
    steps.contains { if case .match = program.steps[$0] { true } else { false } }
  }

  /// Whether it matches if the text ends here.
  mutating func isMatchAtEnd(_ set: [Int]) -> Bool {
    round += 1
    let kept = steps
    defer { steps = kept }
    steps.removeAll(keepingCapacity: true)
    for step in set {
      if case .end(let next) = program.steps[step] { enter(next, isStart: false, isEnd: true) }
    }
    return isMatch
  }

  /// Whether the empty text matches.
  mutating func matchesEmptyText() -> Bool {
    begin()
    if isMatch { return true }
    round += 1
    steps.removeAll(keepingCapacity: true)
    enter(program.first, isStart: true, isEnd: true)
    return isMatch
  }

  private mutating func enter(_ first: Int, isStart: Bool, isEnd: Bool) {
    stack.append(first)
    while let step = stack.popLast() {
      guard marks[step] != round else { continue }
      marks[step] = round
      work += 1
      switch program.steps[step] {
      case .byte, .match: steps.append(step)
      case .either(let one, let other):
        stack.append(other)
        stack.append(one)
      case .start(let next): if isStart { stack.append(next) }
      case .end(let next): if isEnd { stack.append(next) } else { steps.append(step) }
      }
    }
  }
}
