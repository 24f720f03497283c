/// The weight between one node and each community beside it, gathered edge by edge.
///
/// As no edge has the weight 0, a weight of 0 says that a community has not been met. What was gathered
/// for one node is cleared at the cost of that node's edges.
struct NeighbourWeights: ~Copyable {
  private var weights: Cells<Double>
  private var met: Cells<Int32>
  /// How many communities have been met.
  private(set) var count = 0

  /// Room for so many communities.
  init(communityCount: Int) {
    weights = Cells(repeating: 0, count: communityCount)
    met = Cells(repeating: 0, count: communityCount)
  }

  /// Adds the weight of an edge into a community.
  mutating func add(_ weight: Double, to community: Int32) {
    let sum = weights[community]
    if sum == 0 {
      met[count] = community
      count += 1
    }
    weights[community] = sum + weight
  }

  /// The communities in the order in which they were met.
  func community(_ place: Int) -> Int32 { met[place] }

  /// The weight of the edges into a community.
  func weight(to community: Int32) -> Double { weights[community] }

  /// Forgets everything.
  mutating func clear() {
    for place in 0..<count { weights[met[place]] = 0 }
    count = 0
  }
}
