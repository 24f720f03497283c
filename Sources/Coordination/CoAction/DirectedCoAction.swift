/// The network that the coordination network toolkit counts (QUT Digital Observatory, version 1.5.2).
///
/// Account u points to v with the number of u's actions that v joined, on the same object, within the
/// window on either side, the window included. No chance is tested: the count alone decides. It is here so
/// that a researcher can compare; texts and addresses that are empty form no object, unlike there.
public struct DirectedCoAction: Sendable, Hashable {
  /// The window, in milliseconds.
  public var window: Int64
  /// The least weight that is kept.
  public var leastWeight: Int
  /// What counts as the same thing.
  public var form = ObjectForm.actionAndTarget

  /// A count with a window and a least weight.
  public init(window: Int64, leastWeight: Int) {
    self.window = window
    self.leastWeight = leastWeight
  }

  /// One arrow of the network.
  public struct Edge: Sendable, Hashable {
    /// The account whose actions are counted.
    public var from: String
    /// The account that joined them.
    public var to: String
    /// How many of them it joined.
    public var weight: Int
  }

  /// The network, ordered by names.
  ///
  /// - Complexity: O(pairs of actions within the window); memory O(accounts + edges).
  public func edges(in columns: ActionColumns) -> [Edge] {
    let layer = LayerObjects(columns, form: form)
    let objects = SharedObjects(columns, layer: layer)
    var byAccount = [[UInt32]](repeating: [], count: columns.accounts.count)
    var objectOfPlace = [UInt32](repeating: 0, count: objects.rows.count)
    for thing in objects.object.indices {
      for place in objects.starts[thing]..<objects.starts[thing + 1] {
        objectOfPlace[place] = UInt32(thing)
        byAccount[Int(columns.account[Int(objects.rows[place])])].append(UInt32(place))
      }
    }
    var weights = [UInt32](repeating: 0, count: columns.accounts.count)
    var lastRow = [UInt32](repeating: .max, count: columns.accounts.count)
    var edges: [(from: UInt32, to: UInt32, weight: Int)] = []
    for account in byAccount.indices where byAccount[account].count >= leastWeight {
      var touched: [UInt32] = []
      for place in byAccount[account] {
        let thing = Int(objectOfPlace[Int(place)])
        let range = objects.starts[thing]..<objects.starts[thing + 1]
        let time = columns.time[Int(objects.rows[Int(place)])]
        func join(_ near: Int) {
          let other = Int(columns.account[Int(objects.rows[near])])
          guard other != account, lastRow[other] != place else { return }
          lastRow[other] = place
          if weights[other] == 0 { touched.append(UInt32(other)) }
          weights[other] += 1
        }
        var near = Int(place) - 1
        while near >= range.lowerBound, time - columns.time[Int(objects.rows[near])] <= window {
          join(near)
          near -= 1
        }
        near = Int(place) + 1
        while near < range.upperBound, columns.time[Int(objects.rows[near])] - time <= window {
          join(near)
          near += 1
        }
      }
      for other in touched {
        let weight = Int(weights[Int(other)])
        if weight >= leastWeight { edges.append((UInt32(account), other, weight)) }
        weights[Int(other)] = 0
        lastRow[Int(other)] = .max
      }
    }
    return named(edges, columns)
  }

  private func named(
    _ edges: [(from: UInt32, to: UInt32, weight: Int)], _ columns: ActionColumns
  ) -> [Edge] {
    let rank = columns.accounts.ranks()
    return edges.sorted { one, other in
      one.from != other.from
        ? rank[Int(one.from)] < rank[Int(other.from)] : rank[Int(one.to)] < rank[Int(other.to)]
    }.map { Edge(from: columns.accounts[$0.from], to: columns.accounts[$0.to], weight: $0.weight) }
  }
}
