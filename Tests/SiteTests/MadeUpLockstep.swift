import Bytes
import Record

/// A finding about five synthetic accounts, with an owner's name that would be markup.
enum MadeUpLockstep {
  static let accounts = ["uaaaaaaaaaa", "ubbbbbbbbbb", "ucccccccccc", "udddddddddd", "ueeeeeeeeee"]
  private static let start = 1_767_225_600_000

  private static func account(_ name: String) -> JSONValue {
    [
      "account": .string(name), "expected": .number(0.02), "first": "2026-01-01",
      "last": "2026-01-04",
      "objects": 9, "p_log10": .number(-12.5), "raids": 4, "role": "core",
    ]
  }

  private static func target(_ number: Int) -> JSONValue {
    let time = start + number * 86_400_000
    return [
      "age_spread": .number(0.01), "all_accounts": 7, "kind": "report",
      "made": .integer(Int64(time - 90_000_000)),
      "members": [0, 1, 2, 3, 4], "on": .string("2026-01-0\(number + 1)"),
      "owner": .string(number == 3 ? "uowner<b>" : "uowneraaaaa"),
      "target": .string("ttarget\(number)"),
      "times": .array((0..<5).map { .integer(Int64(time + $0 * 9000)) }), "together": 1,
      "visit": .integer(Int64(number)),
    ]
  }

  /// The content of a record; `id` names it.
  static func content(_ id: String = "lockstep-0123456789abcdef") -> JSONValue {
    [
      "accounts": .array(accounts.map(account)), "id": .string(id),
      "inputs": ["digest": "abc", "entries": 2, "exhibits": 1], "level": "high",
      "method_version": 1,
      "pairs": [
        [
          "co_actions": 4, "expected": .number(0.01), "first": .integer(Int64(start)),
          "first_led": 4,
          "jaccard": .number(0.5), "last": .integer(Int64(start + 259_200_000)),
          "median_gap_seconds": 9, "one": 0, "other": 1, "p_log10": .number(-9.25),
        ]
      ], "pairs_in_all": 10, "parameters": [["name": "alpha", "value": .number(0.01)]],
      "portrait": [
        "hours_utc": .array((0..<24).map { $0 == 0 ? 20 : 0 }), "median_co_actions": 4,
        "median_expected": .number(0.01), "owners": [["count": 3, "name": "uowneraaaaa"]],
        "reason_elsewhere": .number(0.1), "reason_p_log10": -4,
        "reasons": [["count": 20, "name": "hate <b>"]],
        "share_of_own_activity": .number(0.4), "share_of_targets": .number(0.7),
        "weekdays_utc": [5, 0, 0, 5, 5, 5, 0],
      ],
      "search": [
        "accounts": 900, "accounts_testable": 700, "actions": 9000, "audience": 3, "groups": 6,
        "high": 1, "medium": 0, "saturated": 0, "small": 1, "thin": 1,
      ], "span": "2026-01-01/2026-01-04",
      "targets": .array((0..<4).map(target)), "targets_in_all": 4,
      "tests": [
        "across_owners": false, "bursts": 4, "bursts_p_log10": -6, "dated": 1, "groups": 6,
        "has_seconds": true, "narrow": 4, "narrow_p_log10": -5, "ordinary_objects": 400,
        "ordinary_together": .number(0.02), "owners": 2, "owners_in_effect": .number(1.7),
        "passed_age": true,
        "passed_minute": true, "passed_ripe": false, "reports": 1, "ripe_narrow": 1,
        "ripe_p_log10": -1, "ripe_visits": 4, "shared_abuse": true, "together": 1, "visits": 4,
        "wording_p_log10": 0, "wording_shared": false,
      ], "title": ["en": "5 accounts in lockstep on 4 targets", "vi": "5 tài khoản đồng nhịp"],
    ]
  }

  /// The same, taken back.
  static func takenBack(_ id: String) -> JSONValue {
    var content = content(id)
    content["retracted"] = ["on": "2026-02-01", "reason": ["en": "No longer made."]]
    return content
  }
}
