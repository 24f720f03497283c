import Signals

@testable import Coordination

/// Synthetic people who write, link and tag.
extension MadeUpActions {
  private static let words = [
    "hôm", "nay", "trời", "đẹp", "quá", "mọi", "người", "đi", "chợ", "mua", "rau", "về", "nấu",
    "canh", "chua", "ăn", "với", "cơm", "nóng", "rất", "ngon", "nhà", "ai", "cũng", "vui",
  ]

  /// A sentence of so many words.
  mutating func sentence(_ count: Int = 9) -> String {
    (0..<count).map { _ in Self.words[draw.below(Self.words.count)] }.joined(separator: " ")
  }

  /// A comment with what it carries.
  mutating func write(
    _ account: String, on target: String, at time: Int64, text: String? = nil,
    links: [String] = [], tags: [String] = [], images: [String] = []
  ) {
    act(account, "comment", on: target, of: "page of \(target)", made: nil, at: time)
    let row = columns.count - 1
    if let text { columns.text[row] = columns.texts.shelve(text) ?? NameTable.none }
    Self.carry(links, in: &columns.links, row)
    Self.carry(tags, in: &columns.hashtags, row)
    Self.carry(images, in: &columns.images, row)
  }

  private static func carry(_ names: [String], in carried: inout CarriedNames, _ row: Int) {
    let sorted = Set(names).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    let numbers = sorted.map { carried.names.number(of: $0) }
    carried.set(carried.list(of: numbers), ofRow: row)
  }

  /// People in no group, who write phrases, links, tags and pictures that others have too.
  mutating func writers(
    accounts: Int = 1500, actions: Int = 14_000, phrases: Int = 500, stock: [String] = []
  ) {
    let phrases = (0..<phrases).map { _ in sentence() }
    for _ in 0..<actions {
      let account = "writer \(Int(Double(accounts) * draw.uniform() * draw.uniform()))"
      let place = Int(Double(phrases.count) * draw.uniform() * draw.uniform())
      let text =
        draw.happens(0.2) && !stock.isEmpty
        ? stock[draw.below(stock.count)] : draw.happens(0.5) ? phrases[place] : sentence(12)
      write(
        account, on: "thread \(draw.below(4000))",
        at: Self.start + Int64(draw.uniform() * 27 * Double(Self.day)), text: text,
        links: draw.happens(0.6) ? ["news.example/\(place)"] : [],
        tags: draw.happens(0.6) ? ["tag\(place)", "all"] : [],
        images: draw.happens(0.3) ? ["picture\(place)"] : [])
    }
  }

  /// Accounts that do the same in each wave within seconds, each on a target of its own.
  mutating func waves(
    _ count: Int, accounts: Int = 10, name: String = "copier",
    _ act: (inout MadeUpActions, _ wave: Int, _ account: Int, _ target: String, _ at: Int64) -> Void
  ) {
    for wave in 0..<count {
      // At no regular time: minutes of 37 go round the hour.
      let at =
        Self.start + Self.day * 2 + Int64(wave) * 27 * Self.hour + Int64(wave * 37 % 60) * 60_000
      for account in 0..<accounts where draw.happens(0.9) {
        act(
          &self, wave, account, "\(name)'s thread \(wave) \(account)",
          at + wait(mean: 20_000))
      }
    }
  }

  /// The same rows in another order, with all that they say.
  func reordered(seed: UInt64) -> ActionColumns {
    var draw = SplitMix64(seed: seed)
    return columns.picked((0..<columns.count).shuffled(using: &draw))
  }

  /// What a layer gives.
  func told(_ form: ObjectForm) -> [LockstepFinding] { Self.told(form, in: columns) }

  /// What a layer of other columns gives.
  static func told(_ form: ObjectForm, in columns: ActionColumns) -> [LockstepFinding] {
    var search = LockstepSearch()
    search.form = form
    return search.told(in: columns).findings
  }
}

extension LockstepFinding {
  /// The names of its accounts.
  var names: Set<String> { Set(accounts.map(\.name)) }
}
