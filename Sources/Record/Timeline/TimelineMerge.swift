public import Bytes

/// An event of another timeline laid over one that is recorded already.
///
/// A timeline carries a few fields only, in one language and with coarser dates. What the recorded
/// event would look like after a trip through the format is therefore the common ancestor: only
/// what differs from that was changed by somebody, and only that changes the record. All other
/// fields, languages and sources stay.
public enum TimelineMerge {
  /// The recorded event with what `entry` changes in it; equal to `current` when that is nothing.
  ///
  /// - Parameters:
  ///   - entry: an event read under `setting`, with the same id as `current`.
  ///   - current: the content of the recorded event.
  /// - Throws: `TimelineFault` when the two share neither date nor title, so that they are two
  ///   events with one name; an event that came from this source may change both.
  public static func content(
    of entry: TimelineImport.Entry, over current: JSONValue, _ setting: TimelineImport.Setting
  ) throws(TimelineFault) -> JSONValue {
    let ancestor = ancestor(of: current, setting)
    let theirs = entry.content
    let isFromThere = current["sources"].elements.contains(.string(setting.source.text))
    if !isFromThere, ancestor["when"] != theirs["when"], ancestor["title"] != theirs["title"] {
      throw TimelineFault(
        row: entry.row, "unique_id",
        .otherEvent(current["id"].text ?? "", current["when"].text ?? "")
      )
    }
    let isOtherLanguage = Language.allCases.contains {
      $0 != setting.language && current["title"][$0.rawValue].text != nil
        && current["title"][$0.rawValue].text == theirs["title"][setting.language.rawValue].text
        && ancestor["title"] != theirs["title"]
    }
    if isOtherLanguage { throw TimelineFault(row: entry.row, "text.headline", .otherLanguage) }
    var result = current
    for name in ["when", "when_shown", "media"] where theirs[name] != ancestor[name] {
      set(&result, name, to: theirs[name])
    }
    for name in ["title", "summary"] where theirs[name] != ancestor[name] {
      var text = result[name].object ?? JSONObject()
      let language = setting.language.rawValue
      let theirText = theirs[name][language]
      text[language] = theirText.isNull ? Optional<JSONValue>.none : theirText
      set(&result, name, to: text.isEmpty ? .null : .object(text))
    }
    if entry.isKindNamed, theirs["kind"] != ancestor["kind"] {
      set(&result, "kind", to: theirs["kind"])
    }
    add(theirs["tags"], to: &result, "tags")
    if result != current { add(theirs["sources"], to: &result, "sources") }
    return result
  }

  /// The event as it would come back from our own document.
  private static func ancestor(
    of current: JSONValue, _ setting: TimelineImport.Setting
  ) -> JSONValue {
    guard let event = try? Event(current) else { return .null }
    var writer = TimelineWriter(in: setting.language, zone: setting.zone)
    writer.append(event, group: event.eventKind.rawValue)
    let back = TimelineImport(json: writer.finish(headline: ""), setting)
    return back.events.first?.content ?? .null
  }

  private static func set(_ content: inout JSONValue, _ name: String, to value: JSONValue) {
    var object = content.object ?? JSONObject()
    // A bare nil would be read as the JSON value null.
    object[name] = value.isNull ? Optional<JSONValue>.none : value
    content = .object(object)
  }

  private static func add(_ values: JSONValue, to content: inout JSONValue, _ name: String) {
    let there = content[name].elements
    let new = values.elements.filter { !there.contains($0) }
    if !new.isEmpty { set(&content, name, to: .array(there + new)) }
  }
}
