import Record

/// Which cases a list shows: at most one value of each facet. Without a state, those that were not taken back.
public struct DocketSelection: Sendable, Hashable {
  /// The forms, beside a page, in which a list of cases is told.
  public static let forms: [Route.Feed] = [.atom, .jsonFeed, .csv, .json]

  private(set) var values: [DocketFacet: String] = [:]

  /// All cases.
  public init() {}

  /// The cases with one value of one facet; `nil` when the value is not of the facet.
  public init?(_ facet: DocketFacet, _ value: String) {
    guard facet.fault(in: value) == nil else { return nil }
    values[facet] = value
  }

  /// The value that a facet is narrowed to.
  public subscript(facet: DocketFacet) -> String? { values[facet] }

  /// Whether nothing is narrowed.
  var isWhole: Bool { values.isEmpty }

  /// The facets that are narrowed, in their order.
  var facets: [DocketFacet] { DocketFacet.allCases.filter { values[$0] != nil } }

  /// The same with another value of a facet, or any.
  func with(_ facet: DocketFacet, _ value: String?) -> DocketSelection {
    var selection = self
    selection.values[facet] = value
    return selection
  }

  // MARK: Addresses

  /// The name of the file that holds this list in an edition; `nil` for lists that only the live site has.
  var listName: String? {
    if values.isEmpty { return "index" }
    guard let (facet, value) = values.first, values.count == 1 else { return nil }
    let name = "\(facet.rawValue)-\(value.lowercased())"
    // It would read as a page of another list.
    return name.range(of: "-page-") == nil ? name : nil
  }

  /// The query of a page of a list that has no file; empty for lists that have one.
  func query(page number: Int) -> String {
    guard listName == nil else { return "" }
    var parameters = values.map { QueryString.Parameter($0.key.rawValue, $0.value) }
    if number > 1 { parameters.append(QueryString.Parameter("page", String(number))) }
    return QueryString(parameters.sorted { $0.name < $1.name }).text
  }

  /// The list and the page that a file's name and a query mean; `nil` where no list has the name.
  ///
  /// - Throws: `QueryFaults` naming every parameter at fault.
  static func list(
    named name: String, _ query: String
  ) throws(QueryFaults) -> (selection: DocketSelection, number: Int)? {
    let (base, page) = numbered(name)
    var own: DocketSelection?
    if base == "index" {
      own = DocketSelection()
    } else {
      for facet in DocketFacet.allCases where own == nil {
        own = base.removingPrefix("\(facet.rawValue)-").flatMap {
          DocketSelection(facet, facet.value(spelled: $0))
        }
      }
    }
    guard let own else { return nil }
    let asked = try read(QueryString(parsing: query))
    let selection = DocketSelection(values: asked.selection.values.merging(own.values) { $1 })
    return (selection, asked.number ?? page)
  }

  private init(values: [DocketFacet: String]) { self.values = values }

  private static func numbered(_ name: String) -> (base: String, page: Int) {
    if let number = name.removingPrefix("page-").flatMap({ Int($0) }), number > 1 {
      return ("index", number)
    }
    if let dash = name.range(of: "-page-"), let number = Int(name[dash.upperBound...]), number > 1 {
      return (String(name[..<dash.lowerBound]), number)
    }
    return (name, 1)
  }

  private static func read(
    _ query: QueryString
  ) throws(QueryFaults) -> (selection: DocketSelection, number: Int?) {
    var found = DocketSelection()
    var number: Int?
    var faults: [QueryFault] = []
    let names = DocketFacet.allCases.map(\.rawValue) + ["page"]
    var seen: Set<String> = []
    for parameter in query.parameters {
      let (name, value) = (parameter.name, parameter.value)
      guard names.contains(name) else {
        if seen.insert(name).inserted {
          faults.append(QueryFault(name, .unknown(accepted: names.sorted())))
        }
        continue
      }
      // Forms and hand-written addresses may leave a value empty.
      guard !value.isEmpty else { continue }
      guard seen.insert(name).inserted else {
        faults.append(QueryFault(name, .repeated))
        continue
      }
      if let facet = DocketFacet(rawValue: name) {
        if let reason = facet.fault(in: value) { faults.append(QueryFault(name, reason)) }
        found.values[facet] = value
      } else if let page = Int(value), (1...1_000_000).contains(page) {
        number = page
      } else {
        faults.append(QueryFault(name, .notOfForm("the number of a page, from 1")))
      }
    }
    guard faults.isEmpty else { throw QueryFaults(faults) }
    return (found, number)
  }
}

extension String {
  /// Where `text` stands last: names of values may hold it too.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var place = utf8.count - text.utf8.count
    while place >= 0 {
      let start = utf8.index(startIndex, offsetBy: place)
      if self[start...].hasPrefix(text) {
        return start..<utf8.index(start, offsetBy: text.utf8.count)
      }
      place -= 1
    }
    return nil
  }
}
