import Record

extension Route {
  /// The route of a file below `docket/`.
  ///
  /// - Throws: `QueryFaults` when it is a list and its query has faults.
  static func docket(
    _ language: Language, _ file: String, _ query: String
  ) throws(QueryFaults) -> Route? {
    let name = file.removingSuffix(".html") ?? file
    if let list = name.suffixed(by: Feed.self), DocketSelection.forms.contains(list.form),
      let (selection, number) = try DocketSelection.list(named: list.stem, query), number == 1
    {
      return .docket(language, selection, list.form)
    }
    if let (selection, number) = try DocketSelection.list(named: name, query) {
      return .page(language, .docket(selection, number: number))
    }
    return DocketFileName.id(of: name).map { .page(language, .entry(.docket, $0)) }
  }
}
