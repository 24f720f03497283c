internal import Record

/// Tells the names of those in office from all others.
struct OfficialNames {
  private var offices: [(parts: [People.Part], office: String)] = []
  private var byGiven: [WordKey: [Int]] = [:]

  init(_ officials: [Official], on day: CivilDay) {
    for official in officials where official.holdsOffice(on: day) {
      for name in official.names {
        let text = ScannedText(Array(name.utf8))
        let parts = People.parts(NameTokens(tokens: 0..<text.tokens.count), text)
        guard let last = parts.last else { continue }
        byGiven[last.bare, default: []].append(offices.count)
        offices.append((parts, official.office))
      }
    }
  }

  struct Told {
    var units: Range<Int>
    var office: String
  }

  /// Names of others, and names that may be told.
  ///
  /// A given name with a title is an official's where the text names the official in full and nobody else of
  /// that given name.
  func part(_ candidates: [Candidate], _ text: ScannedText) -> ([Candidate], [Told]) {
    var others: [Candidate] = []
    var short: [(Candidate, [People.Part])] = []
    var told: [Told] = []
    var toldGiven: [WordKey: String] = [:]
    var otherGiven: Set<WordKey> = []
    for candidate in candidates {
      guard let name = candidate.name else { continue }
      let parts = People.parts(name, text)
      if let office = office(of: parts, isFull: name.isFull) {
        told.append(Told(units: candidate.units, office: office))
        if let last = parts.last { toldGiven[last.bare] = office }
      } else if name.isFull || parts.count != 1 {
        others.append(candidate)
        if let last = parts.last { otherGiven.insert(last.bare) }
      } else {
        short.append((candidate, parts))
      }
    }
    for (candidate, parts) in short {
      if let last = parts.last, let office = toldGiven[last.bare], !otherGiven.contains(last.bare) {
        told.append(Told(units: candidate.units, office: office))
      } else {
        others.append(candidate)
      }
    }
    return (others, told)
  }

  private func office(of parts: [People.Part], isFull: Bool) -> String? {
    guard parts.count > 1, let last = parts.last, !parts.contains(where: \.isInitial) else {
      return nil
    }
    for index in byGiven[last.bare] ?? [] {
      let official = offices[index].parts
      if official.count == parts.count, zip(parts, official).allSatisfy({ $0.fits($1) }) {
        return offices[index].office
      }
    }
    return nil
  }
}
