/// A language in which the record speaks to its readers.
///
/// The raw value is the language tag of RFC 5646, fit for an HTML `lang` attribute and for the
/// first step of an address.
public enum Language: String, CaseIterable, Sendable, Hashable {
  /// Vietnamese.
  case vi
  /// English.
  case en
}
