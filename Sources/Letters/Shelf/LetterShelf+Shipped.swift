internal import Record

extension LetterShelf {
  /// The templates that the program carries.
  public static let shipped: LetterShelf = {
    guard let tables = try? shippedTables() else { return LetterShelf(tables: LetterTables()) }
    return (try? LetterShelf(tables: tables, files: shippedFiles)) ?? LetterShelf(tables: tables)
  }()

  static func shippedTables() throws(TemplateFault) -> LetterTables {
    try LetterTables(
      fields: PackageResources.fields_csv, templates: PackageResources.templates_csv,
      forms: PackageResources.authority_forms_csv, contents: PackageResources.contents_csv,
      wording: PackageResources.wording_csv,
      phrases: PackageResources.phrases_csv, avoid: PackageResources.avoid_csv)
  }

  /// Templates and pieces by name.
  static var shippedFiles: [String: String] {
    shippedBytes.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  private static let shippedBytes: [String: [UInt8]] = [
    "L1.vi": PackageResources.L1_vi_txt,
    "L1.en": PackageResources.L1_en_txt,
    "L2.vi": PackageResources.L2_vi_txt,
    "L2.en": PackageResources.L2_en_txt,
    "L3.vi": PackageResources.L3_vi_txt,
    "L3.en": PackageResources.L3_en_txt,
    "L4.vi": PackageResources.L4_vi_txt,
    "L4.en": PackageResources.L4_en_txt,
    "L5.vi": PackageResources.L5_vi_txt,
    "L5.en": PackageResources.L5_en_txt,
    "L6.vi": PackageResources.L6_vi_txt,
    "L6.en": PackageResources.L6_en_txt,
    "L7.vi": PackageResources.L7_vi_txt,
    "L7.en": PackageResources.L7_en_txt,
    "L8.vi": PackageResources.L8_vi_txt,
    "L8.en": PackageResources.L8_en_txt,
    "L9.vi": PackageResources.L9_vi_txt,
    "L9.en": PackageResources.L9_en_txt,
    "L10.vi": PackageResources.L10_vi_txt,
    "L10.en": PackageResources.L10_en_txt,
    "L11.vi": PackageResources.L11_vi_txt,
    "L11.en": PackageResources.L11_en_txt,
    "L12.vi": PackageResources.L12_vi_txt,
    "L12.en": PackageResources.L12_en_txt,
    "L13.vi": PackageResources.L13_vi_txt,
    "L13.en": PackageResources.L13_en_txt,
    "head.vi": PackageResources.head_vi_txt,
    "head.en": PackageResources.head_en_txt,
    "tail.vi": PackageResources.tail_vi_txt,
    "tail.en": PackageResources.tail_en_txt,
    "party.vi": PackageResources.party_vi_txt,
    "party.en": PackageResources.party_en_txt,
    "to.vi": PackageResources.to_vi_txt,
    "to.en": PackageResources.to_en_txt,
    "refs.vi": PackageResources.refs_vi_txt,
    "refs.en": PackageResources.refs_en_txt,
  ]
}
