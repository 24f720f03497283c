extension RecordKind {
  private static let mechanismCount: [Field] = [
    Field("mechanism", .text).required,
    Field("count", .integer).required,
  ]

  private static let networkRow: [Field] = [
    Field("target", .text),
    Field("network", .integer),
    Field("name", .text),
    Field("networks", .integer),
    Field("state", .choice(FindingState.vocabulary)).required,
    Field("measurements", .integer),
    Field("judged", .integer),
    Field("blocked", .integer),
    Field("down", .integer),
    Field("refused", .integer),
    Field("ok", .integer),
    Field("vantage_points", .integer),
    Field("mechanisms", .list(.object(mechanismCount))),
    Field("first", .date),
    Field("last", .date),
    Field("blocked_first", .date),
    Field("blocked_last", .date),
  ]

  private static let cell: [Field] = [
    Field("on", .date).required,
    Field("network", .integer),
    Field("judged", .integer).required,
    Field("blocked", .integer),
    Field("down", .integer),
    Field("refused", .integer),
    Field("vantage_points", .integer),
    Field("mechanism", .text),
  ]

  private static let turn: [Field] = [
    Field("estimate", .date).required,
    Field("earliest", .date).required,
    Field("latest", .date).required,
  ]

  private static let earlyEnd: [Field] =
    [Field("targets", .list(.text)), Field("networks", .list(.integer))] + turn

  private static let recurrence: [Field] = [
    Field("from", .text).required,
    Field("until", .text).required,
    Field("days", .integer),
  ]

  private static let witness: [Field] = [
    Field("measurement", .text),
    Field("on", .date).required,
    Field("network", .integer),
    Field("rule", .text).required,
    Field("mechanism", .text),
    Field("what", .list(.text)).required,
  ]

  static let namedNumber: [Field] = [
    Field("name", .text).required,
    Field("value", .number).required,
  ]

  private static let inputs: [Field] = [
    Field("entries", .integer).required,
    Field("exhibits", .integer).required,
    Field("digest", .text).required,
    Field("tables", .text).required,
  ]

  /// What a finding says, from what it was made, and how to make it again.
  static let findingFields: [Field] = [
    Field("method", .choice(FindingMethod.vocabulary)).required,
    Field("method_version", .integer).required,
    Field("title", .localized).required,
    Field("state", .choice(FindingState.vocabulary)).required,
    Field("country", .text),
    Field("targets", .list(.text)),
    Field("addresses", .list(.text)),
    Field("networks", .list(.integer)),
    Field("span", .date).required,
    Field("onset", .object(turn)),
    Field("end", .object(turn)),
    Field("ended_earlier", .list(.object(earlyEnd))),
    Field("recurrence", .object(recurrence)),
    Field("labels", .list(.text)),
    Field("measurements", .integer),
    Field("judged", .integer),
    Field("blocked", .integer),
    Field("vantage_points", .integer),
    Field("mechanisms", .list(.object(mechanismCount))),
    Field("rows", .list(.object(networkRow))),
    Field("cells", .list(.object(cell))),
    Field("witnesses", .list(.object(witness))),
    Field("numbers", .list(.object(namedNumber))),
    Field("parameters", .list(.object(namedNumber))),
    Field("inputs", .object(inputs)).required,
    Field("note", .localized),
    Field("retracted", .object(retraction)),
  ]
}
