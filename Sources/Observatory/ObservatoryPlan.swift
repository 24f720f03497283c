import Bytes
public import Dossier
public import Record

/// What a new observatory is made from.
public struct ObservatoryPlan: Sendable {
  /// Its settings.
  public var settings: ObservatorySettings
  /// The unique name of its ledger (C2SP tlog-checkpoint: a schema-less URL prefix).
  public var origin: String

  /// Makes a plan from a settings file, a title and an origin, any of which may be left out.
  ///
  /// - Throws: `DiskError`, a settings fault, or `ObservatoryError.badOrigin` for a bad origin.
  public init(
    settingsFile: String? = nil, title: LocalizedText = LocalizedText(), origin: String? = nil
  ) throws {
    var settings = try settingsFile.map { try ObservatorySettings.read($0) } ?? .empty
    if title.vi != nil || title.en != nil { settings.title = title }
    self.settings = settings
    let name = settings.title.en ?? settings.title.vi ?? "log"
    self.origin = origin ?? "haidang.invalid/\(Folding.slug(from: name))"
    guard Self.isOrigin(self.origin) else {
      throw ObservatoryError.badOrigin(
        self.origin, "it has a scheme, a space, a '+' or a letter beyond ASCII")
    }
  }

  private static func isOrigin(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 200 && !text.contains("://")
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "+" }
  }
}
