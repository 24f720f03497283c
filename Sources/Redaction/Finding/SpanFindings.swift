internal import Record

/// What was found in a text: spans in its bytes, merged and in order.
struct SpanFindings {
  var spans: [RedactionSpan] = []
  var kept: [KeptSpan] = []
  /// Names with their words, for the numbers of the persons.
  private var names: [(range: Range<Int>, parts: [People.Part])] = []

  init() {}

  /// Runs every finder over a text.
  init(
    in bytes: [UInt8], pack: LocalePack, officials: [Official], marks: MarkTexts, on day: CivilDay
  ) {
    let text = ScannedText(bytes, without: marks.find(in: bytes).ranges)
    var ground = TextGround(text, pack)
    ProtectedNumbers.mark(&ground)
    let links = LinkFinder(text, pack)
    for units in links.others { ground.protect(units) }
    var candidates = links.found
    candidates += MailFinder(text, pack).found
    candidates += BirthFinder(text, pack).found
    candidates += NumberFinder(ground).found
    candidates += AccountFinder(ground).found
    candidates += NetworkFinder(text).found
    candidates += AddressFinder(ground).found
    let finder = NameFinder(text, pack)
    let table = OfficialNames(officials, on: day)
    let inLinks = Set((links.others + links.found.map(\.units)).flatMap { $0 })
    let found = finder.found.filter { !inLinks.contains($0.units.lowerBound) }
    let (private_, told) = table.part(found, text)
    candidates += private_
    candidates += NameEchoes(text, pack, finder, private_).found
    kept = told.map { KeptSpan(range: text.bytes($0.units), reason: .official(office: $0.office)) }
    kept += finder.organisations.map { KeptSpan(range: text.bytes($0), reason: .organisation) }
    for candidate in candidates {
      spans.append(
        RedactionSpan(
          range: text.bytes(candidate.units), kind: candidate.kind, reasons: [candidate.reason],
          confidence: candidate.confidence))
      if let name = candidate.name {
        names.append((text.bytes(candidate.units), People.parts(name, text)))
      }
    }
    spans = Self.merged(spans)
  }

  /// Adds what another look found, in bytes of the text that was looked at.
  mutating func add(_ other: SpanFindings, through shown: Replacement) {
    for var span in other.spans {
      span.range = shown.original(span.range)
      spans.append(span)
    }
    names += other.names.map { (shown.original($0.range), $0.parts) }
    spans = Self.merged(spans)
    kept = Set(
      kept
        + other.kept.map {
          KeptSpan(range: shown.original($0.range), reason: $0.reason)
        }
    ).sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    dropWithheld()
  }

  /// What is withheld after all was not kept.
  private mutating func dropWithheld() {
    var span = 0
    kept = kept.filter { keeping in
      while span < spans.count, spans[span].range.upperBound <= keeping.range.lowerBound {
        span += 1
      }
      return span == spans.count || !spans[span].range.overlaps(keeping.range)
    }
  }

  /// Spans in order, those that overlap made one: of the class that is surest, then longest.
  static func merged(_ spans: [RedactionSpan]) -> [RedactionSpan] {
    let ordered = spans.filter { !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var out: [RedactionSpan] = []
    var best = 0..<0
    for span in ordered {
      guard var last = out.last, last.range.upperBound > span.range.lowerBound else {
        out.append(span)
        best = span.range
        continue
      }
      let isBetter =
        span.confidence > last.confidence
        || span.confidence == last.confidence && span.range.count > best.count
      last.range = last.range.lowerBound..<max(last.range.upperBound, span.range.upperBound)
      let reasons = isBetter ? span.reasons + last.reasons : last.reasons + span.reasons
      last.reasons = reasons.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
      if isBetter {
        last.kind = span.kind
        last.confidence = span.confidence
        best = span.range
      }
      out[out.count - 1] = last
    }
    return out
  }

  /// Gives every name the number of its person, in the order in which persons appear.
  mutating func number(
    in bytes: [UInt8], from highest: Int, officials: [Official], on day: CivilDay
  ) {
    var people = People()
    var partsOf: [Int: [People.Part]] = [:]
    for name in names where partsOf[name.range.lowerBound]?.count ?? 0 < name.parts.count {
      partsOf[name.range.lowerBound] = name.parts
    }
    let named = spans.indices.filter { spans[$0].kind.isNumbered }
    // Whoever is spelt out most is known first; the others are compared with them.
    func length(_ index: Int) -> Int {
      (partsOf[spans[index].range.lowerBound] ?? []).count { !$0.isInitial }
    }
    let order = named.sorted { (-length($0), $0) < (-length($1), $1) }
    var personOf: [Int: Int] = [:]
    for index in order {
      personOf[index] = people.resolve(partsOf[spans[index].range.lowerBound] ?? [])
    }
    var numbers: [Int: Int] = [:]
    for index in named {
      let person = personOf[index] ?? -1
      let number = numbers[person] ?? highest + numbers.count + 1
      numbers[person] = number
      spans[index].number = number
    }
  }
}
