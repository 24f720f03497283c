import Foundation
import Signals

/// Complaints of synthetic people as a platform would export them: a crowd that reacts as crowds do, and accounts
/// that visit old posts together.
struct MadeUpComplaints {
  static let head = "report_id,reporter,action,post,page,posted_at,created_at,reason,text"
  private static let start: Int64 = 1_767_225_600
  private static let hour: Int64 = 3600

  var rows: [String] = []
  private var draw: SplitMix64

  init(seed: UInt64 = 7) { draw = SplitMix64(seed: seed) }

  /// A crowd and one group, whose raids end where `posts` of it are done.
  static func usual(posts: Int = 14) -> MadeUpComplaints {
    var made = MadeUpComplaints()
    made.crowd()
    made.raid(posts: posts)
    return made
  }

  var csv: String { Self.head + "\n" + rows.joined(separator: "\n") + "\n" }

  private mutating func act(
    _ who: String, _ kind: String, on post: String, of page: String, made: Int64, at time: Int64,
    reason: String = "spam", text: String = ""
  ) {
    rows.append(
      "\(rows.count),\(who),\(kind),\(post),\(page),\(made),\(time),\(reason),\(text)")
  }

  mutating func crowd(accounts: Int = 900, posts: Int = 500, actions: Int = 7000) {
    let made = (0..<posts).map { _ in
      Self.start + Int64(draw.uniform() * 27 * 24 * Double(Self.hour))
    }
    for _ in 0..<actions {
      let post = Int(Double(posts) * draw.uniform() * draw.uniform() * draw.uniform())
      let account = Int(Double(accounts) * draw.uniform() * draw.uniform())
      let delay = 3 * Double(Self.hour) * exp(1.6 * draw.normal())
      act(
        "Clearname Person \(account)", draw.happens(0.3) ? "report" : "comment",
        on: "https://clear.example/post/\(post)", of: "Clearname Page \(post % 80)",
        made: made[post], at: made[post] + Int64(delay),
        reason: draw.happens(0.5) ? "spam" : "other")
    }
  }

  /// Accounts that come to one post after another within a minute or two, days after it was made.
  mutating func raid(
    accounts: Int = 12, posts: Int, owners: Int = 4, name: String = "Member", day: Int64 = 3
  ) {
    for post in 0..<posts {
      // At no regular time and at no one age.
      let at =
        Self.start + 24 * Self.hour * day + Int64(post) * 13 * Self.hour + Int64(post * 37 % 60)
        * 60
      for account in 0..<accounts where draw.happens(0.85) {
        act(
          "Clearname \(name) \(account)", "report",
          on: "https://clear.example/\(name)/\(post)", of: "Clearname Victim \(post % owners)",
          made: at - 20 * Self.hour - Int64(post * 5 % 14) * 4 * Self.hour,
          at: at + Int64(-40 * log(1 - draw.uniform())),
          reason: "hate",
          text: "please remove this clearname page now it is against all the rules")
      }
    }
  }
}
