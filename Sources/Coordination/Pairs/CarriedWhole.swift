/// All that is carried in a layer, with what few accounts share and what nobody shares: what chance is learned from.
///
/// Most texts are written once. Were chance learned from those alone that several accounts share, a campaign among
/// people who write their own words would be all there is, and ordinary by its own measure.
struct CarriedWhole: Sendable, Hashable {
  /// Accounts that carried something.
  let accounts: Int
  /// Accounts and what they carried, each pair once.
  let rows: Int
  /// Per account of the incidence: what it carried in all.
  let degrees: [UInt32]
  /// Times of the rows of things that several accounts carried, thing by thing, each thing's in order.
  let times: [Int64]
  /// Per such thing its first place in `times`, and the end.
  let starts: [Int]
  /// Per object of the incidence, which of these things it is.
  var things: [UInt32]
}

extension Meetings {
  /// The whole layer, before accounts and things are dropped.
  struct Whole {
    var accounts = 0
    var rows = 0
    /// Per account of the columns.
    var degrees: [UInt32] = []
    var times: [Int64] = []
    var starts = [0]
    /// Per object of the layer, which thing it is; `NameTable.none` for what one account carried.
    var things: [UInt32] = []
  }

  /// What is there now, for learning what chance gives.
  ///
  /// - Complexity: O(rows · log(rows of the largest object)).
  func whole(accounts accountCount: Int, objects objectCount: Int) -> Whole {
    var whole = Whole()
    whole.rows = account.count
    whole.degrees = [UInt32](repeating: 0, count: accountCount)
    for one in account { whole.degrees[Int(one)] += 1 }
    whole.accounts = whole.degrees.count { $0 > 0 }
    whole.things = [UInt32](repeating: NameTable.none, count: objectCount)
    // Rows of an object lie together.
    var first = 0
    while first < object.count {
      var end = first + 1
      while end < object.count, object[end] == object[first] { end += 1 }
      if end - first > 1 {
        whole.things[Int(object[first])] = UInt32(whole.starts.count - 1)
        whole.times += time[first..<end].sorted()
        whole.starts.append(whole.times.count)
      }
      first = end
    }
    return whole
  }
}
