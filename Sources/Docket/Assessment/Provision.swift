public import Record

/// An article of a law as far as an assessment needs it: when it held, and how it fares in the three
/// tests of ICCPR Article 19(3) (specification, sections 2.3 and 4.5).
///
/// Whoever keeps the register of statutes gives these as values.
public struct Provision: Sendable, Hashable {
  /// How a provision fares in a test. The marks are judgements, kept as data with their sources.
  public enum Mark: String, Sendable, Hashable, CaseIterable, Codable {
    case passes, partly, fails
    /// Nobody has judged it.
    case unjudged
  }

  /// Until when it held.
  public typealias End = Validity.End

  /// Its name in the register.
  public var id: String
  /// From when it held; `nil` where no source says.
  public var validFrom: EDTF?
  /// Until when.
  public var end: End
  /// Whether it is precise and public enough to steer by.
  public var legality: Mark
  /// Whether its aim is one of the closed list of Article 19(3).
  public var aim: Mark
  /// Whether it is necessary and proportionate.
  public var necessity: Mark
  /// Whether its text is published; `maybe` where nobody has looked.
  public var isPublic: Answer
  /// The provision, or the instrument, that took its place.
  public var replacedBy: String?
  /// The instrument that it is part of, by its name in the register; `nil` for an instrument as a whole.
  public var instrument: String?
  /// Its article as printed.
  public var article: String?
  /// The judgements that its marks are of, by test.
  public var judgements: [ProvisionTest: ProvisionJudgement] = [:]

  /// Makes a provision that nobody has judged but for what is told.
  public init(
    id: String, of instrument: String? = nil, article: String? = nil, validFrom: EDTF? = nil,
    end: End = .open, legality: Mark = .unjudged, aim: Mark = .unjudged,
    necessity: Mark = .unjudged, isPublic: Answer = .maybe, replacedBy: String? = nil
  ) {
    self.instrument = instrument
    self.article = article
    self.id = id
    self.validFrom = validFrom
    self.end = end
    self.legality = legality
    self.aim = aim
    self.necessity = necessity
    self.isPublic = isPublic
    self.replacedBy = replacedBy
  }

  /// Whether it held on `date`: `maybe` where either is not known finely enough, and where no source
  /// says from when it held.
  public func isInForce(on date: EDTF) -> Answer {
    Validity(from: validFrom, end: end).holds(on: date)
  }

  /// Takes over a judgement and its mark.
  mutating func take(_ judgement: ProvisionJudgement) {
    judgements[judgement.test] = judgement
    switch judgement.test {
    case .published: isPublic = judgement.mark.answer
    case .legality: legality = judgement.mark
    case .aim: aim = judgement.mark
    case .necessity: necessity = judgement.mark
    }
  }
}

extension Provision.Mark {
  /// Whether the test is passed. Passing it in part leaves that open: the assessor decides it for the case.
  var answer: Answer {
    switch self {
    case .passes: .yes
    case .fails: .no
    case .partly, .unjudged: .maybe
    }
  }
}

/// Provisions by their names.
public struct ProvisionRegister: Sendable, Hashable {
  /// The provisions, each name once.
  public let provisions: [String: Provision]
  /// Names that were given more than once; the first of each is kept.
  public let repeated: [String]
  /// The instruments, by which a demand in words is understood.
  public let instruments: [Instrument]

  /// Makes a register.
  ///
  /// - Parameter instruments: the laws, decrees and orders that the provisions are of.
  public init(
    _ provisions: some Sequence<Provision> = [], instruments: [Instrument] = []
  ) {
    self.instruments = instruments
    var kept: [String: Provision] = [:]
    var twice: Set<String> = []
    for provision in provisions {
      if kept[provision.id] == nil {
        kept[provision.id] = provision
      } else {
        twice.insert(provision.id)
      }
    }
    self.provisions = kept
    repeated = twice.sorted()
  }

  /// The provisions of statutes, with what has been judged of them, and the statutes by what demands call them.
  public init(of statutes: some Sequence<Statute>, judgedBy marks: ProvisionMarks) {
    var provisions: [Provision] = []
    var instruments: [Instrument] = []
    for statute in statutes {
      instruments.append(Instrument(statute))
      for listed in statute.provisions {
        let validity = statute.validity(of: listed)
        var provision = Provision(
          id: listed.id.text, of: statute.id.text, article: listed.article,
          validFrom: validity.from, end: validity.end, replacedBy: listed.successor?.text)
        for judgement in marks.judgements(of: listed.id.text, in: statute.id.text) {
          provision.take(judgement)
        }
        provisions.append(provision)
      }
    }
    self.init(provisions, instruments: instruments)
  }

  /// The names of its statutes, also of those of which it has no provision.
  public var statutes: Set<String> {
    Set(instruments.map(\.id)).union(provisions.values.compactMap(\.instrument))
  }

  /// The provision of that name; the instrument as a whole where the name is one of an instrument.
  public subscript(id: String) -> Provision? {
    provisions[id] ?? instruments.first { $0.id == id }?.whole
  }
}
