public import Bytes

/// A fact of a case that no record of it has a place for, such as a name or an argument: what letters are written from,
/// and to whom each may be told. A fact with a name that is there already is a new version of it.
public struct CaseFact: Sendable, Hashable, Codable {
  /// Its name, as the letters know it: `appellant.name`.
  public var name: String
  /// What it says.
  public var value: FactContent
  /// Kinds of addressees to whom it may go; `anybody` for all. Without a list a fact about a person goes to nobody.
  public var consent: [String]?

  /// Makes a fact.
  public init(name: String, value: JSONValue, consent: [String]? = nil) {
    self.name = name
    self.value = FactContent(value)
    self.consent = consent
  }
}

/// JSON as it stands in a case file.
public struct FactContent: Sendable, Hashable, Codable {
  /// The value.
  public var json: JSONValue

  /// Makes content of a value.
  public init(_ json: JSONValue) { self.json = json }

  /// Reads the value as it stands; only a case file can be read so.
  public init(from decoder: any Decoder) throws {
    guard let source = decoder as? JSONSource else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no case file"))
    }
    json = source.json
  }

  /// Writes the value as it stands; only a case file can be written so.
  public func encode(to encoder: any Encoder) throws {
    guard let file = encoder as? ValueEncoder else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "no case file"))
    }
    file.box.single = json
  }
}

/// A letter that was written from a case. It was handed to a person; nothing is sent from here.
public struct WrittenLetter: Sendable, Hashable, Codable {
  /// The kind: `L1` to `L13`.
  public var kind: String
  /// The version of its template.
  public var version: Int
  /// The language, `vi` or `en`.
  public var language: String
  /// To whom it goes: that decided what could be said.
  public var addressee: String
  /// The appeal that it is for.
  public var appeal: String?
  /// Word for word.
  public var text: String
  /// Facts that it lacks.
  public var missing: [String]
  /// Facts that it does not tell, for lack of consent.
  public var withheld: [String]

  /// Makes a letter.
  public init(
    kind: String, version: Int, language: String, addressee: String, appeal: String?, text: String,
    missing: [String], withheld: [String]
  ) {
    self.kind = kind
    self.version = version
    self.language = language
    self.addressee = addressee
    self.appeal = appeal
    self.text = text
    self.missing = missing
    self.withheld = withheld
  }
}

/// A version of the public part of a case that went into the record.
public struct PublishedVersion: Sendable, Hashable, Codable {
  /// The record, such as `case/td-2026-7xk2qm`.
  public var reference: String
  /// The number of its version.
  public var number: Int
  /// Who read it before.
  public var confirmedBy: String

  /// Makes a note of a version.
  public init(reference: String, number: Int, confirmedBy: String) {
    self.reference = reference
    self.number = number
    self.confirmedBy = confirmedBy
  }
}
