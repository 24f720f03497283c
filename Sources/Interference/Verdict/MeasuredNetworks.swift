/// The networks of addresses as one measurement has them: by the server outside, else by the
/// volunteer's program.
struct MeasuredNetworks {
  private var numbers: [IPAddress: UInt32] = [:]

  init(_ web: WebMeasurement) {
    for queries in [web.queries, web.duplicates] {
      for answer in queries.lazy.flatMap(\.answers) where numbers[answer.address] == nil {
        numbers[answer.address] = answer.network
      }
    }
    if let outside = web.control?.networks { numbers.merge(outside) { _, outside in outside } }
  }

  func network(of address: IPAddress) -> UInt32? { numbers[address] }
}
