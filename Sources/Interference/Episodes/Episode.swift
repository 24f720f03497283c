public import Signals

/// Something that happened to the reachability of sites in a country, from its onset to its end: one
/// for each real event, whatever the number of targets and networks.
public struct Episode: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Targets that were reachable were blocked.
    case blocking
    /// Measurements of whole networks stopped coming: a suspected shutdown.
    case collapse
    /// Transfers became slow.
    case slowdown
  }

  /// How far it reached.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// One network.
    case network
    /// Several networks.
    case networks
    /// Seen over the country together, in no network by itself.
    case country
  }

  /// How strongly the evidence speaks (after ooni/data, docs/ontology.md, section 6.3).
  public enum Strength: String, Sendable, Hashable, CaseIterable {
    /// Most votes say so, and there are traces that only interference leaves.
    case blocked
    /// Most votes say so.
    case likelyBlocked = "likely-blocked"
    /// A part of the votes say so, or what is seen has other common causes.
    case impaired
    /// Networks fell silent together.
    case suspectedShutdown = "suspected-shutdown"
    /// Too few vantage points and networks to be shown: never "ok".
    case insufficient
  }

  /// What has to be known beside the episode.
  public enum Label: String, Sendable, Hashable, CaseIterable {
    /// The same target changed in most other countries at once (``GlobalChange``).
    case global
    /// What we judge by changed at the onset.
    case inputChange = "input-change"
    /// From outside the site mostly failed as well.
    case siteDown = "site-down"
    /// The other targets of the network were slow as well.
    case general
    /// There were too few other targets to tell whether the network itself was slow.
    case uncontrolled
    /// It was so from the first observations on: the onset lies before them.
    case standing
    /// One network only; others, if any, were not affected.
    case partial
    /// All evidence is of one vantage point.
    case singleVantagePoint = "single-vantage-point"
    /// It comes back at the same hours of the day (``Episode/recurrence``).
    case recurring
    /// Hardly anybody was seen both at these hours and at others: it may be some people all day.
    case hoursOrPeople = "hours-or-people"

    /// Whether an episode with this label raises no alarm.
    public var isVeto: Bool {
      switch self {
      case .global, .inputChange, .siteDown, .general, .uncontrolled: true
      case .standing, .partial, .singleVantagePoint, .recurring, .hoursOrPeople: false
      }
    }
  }

  /// The name that stays as the episode goes on: a hash of kind, country, the target and network it
  /// was first seen at and the hour of onset as the alarm's own evidence put it.
  public var id: String
  /// What happened.
  public var kind: Kind
  /// Where, two letters.
  public var country: String
  /// When it began.
  public var onset: ChangeTime
  /// When the evidence first sufficed, which is the end of an hour: a watcher would have known then.
  public var alarm: Int64
  /// When it ended; `nil` while it goes on, as far as is known.
  public var end: ChangeTime?
  /// When the evidence for its end sufficed.
  public var endAlarm: Int64?
  /// The last observation of it.
  public var lastSeen: Int64
  /// How far it reached.
  public var scope: Scope
  /// The targets, in the order of their names; none for a collapse, which is about all.
  public var targets: [String]
  /// The networks' numbers, rising.
  public var networks: [UInt32]
  /// The layers that decided, with the number of votes, in the order of the layers.
  public var layers: [Count<Layer>]
  /// How it was done, with the number of votes, the most frequent first.
  public var mechanisms: [Count<Mechanism>]
  /// The votes from onset to end.
  public var tally: VoteTally
  /// How strongly the evidence speaks.
  public var strength: Strength
  /// What has to be known beside it, in the order of the cases.
  public var labels: [Label]
  /// The numbers that decided, of the part with the strongest evidence.
  public var decision: EpisodeDecision
  /// Its parts: one for each series that changed, in the order of their onsets.
  public var parts: [EpisodePart]
  /// At which hours of the day it comes back, where it does so day after day.
  public var recurrence: Recurrence?
  /// The pages that are blocked, by target, where others of the site are open: what is not here is blocked as a
  /// whole.
  public var pages: [String: [PageCount]] = [:]
  /// The hours whose votes decided, of all parts: a day before each onset to its alarm, and the same
  /// about the ends.
  public var cells: [EpisodeCell]

  /// Whether it should be told to people: no label forbids it and it is not a state that was there
  /// all along.
  public var isAlarm: Bool { !labels.contains { $0.isVeto || $0 == .standing } }
}

/// Hours of the day at which something comes back, day after day.
public struct Recurrence: Sendable, Hashable {
  /// The hour of the day (UTC) at which it begins, 0 to 23.
  public var firstHour: Int
  /// How many hours it lasts.
  public var hours: Int
  /// On how many days it was seen.
  public var days: Int
}

/// A page and how many vantage points saw it blocked, each once in each network.
public struct PageCount: Sendable, Hashable {
  /// Its address.
  public var address: String
  /// How many.
  public var vantagePoints: Int
}

/// A value and how often it was met.
public struct Count<Value: Sendable & Hashable>: Sendable, Hashable {
  /// What was met.
  public var value: Value
  /// How often.
  public var count: Int
}

/// Votes: one vantage point says at most one thing about a target in an hour.
public struct VoteTally: Sendable, Hashable {
  /// Votes that say something about the network: blocked, and not.
  public var n = 0
  /// Those that say blocked.
  public var k = 0
  /// Votes that found the site down from outside as well; they are not in `n`.
  public var d = 0
  /// Those that say it worked, or that the site itself refused.
  public var o = 0
  /// How many vantage points voted.
  public var vantagePoints = 0
  /// How many vantage points voted blocked.
  public var vantagePointsBlocked = 0
  /// Votes with a trace that only interference leaves.
  public var artefacts = 0
  /// Of the votes that say something: those that came through the network's own resolver.
  public var ownResolver = Proportion(0, of: 0)
  /// Of the votes for which the server outside said something: those where the page came to it.
  public var control = Proportion(0, of: 0)

  /// An empty tally.
  public init() {}
}

/// The numbers that made an alarm.
public struct EpisodeDecision: Sendable, Hashable {
  /// What was computed: a sum of log-likelihood ratios, or −ln of a chance.
  public var statistic: Double
  /// What it had to reach.
  public var threshold: Double
  /// The statistic without the vantage point that adds most to it; `nil` where there is no such thing.
  public var withoutOne: Double?
  /// What was ordinary: a share of blocked votes, the arrivals due, or bits per second.
  public var before: Double
  /// What was found, in the same unit.
  public var after: Double
}

/// One series that changed.
public struct EpisodePart: Sendable, Hashable {
  /// The target; `nil` for a collapse.
  public var target: String?
  /// The address of the page; `nil` where it is about all of the site.
  public var page: String? = nil
  /// The network; `nil` for all of the country together.
  public var network: UInt32?
  /// When it began.
  public var onset: ChangeTime
  /// When the evidence sufficed.
  public var alarm: Int64
  /// When it ended; `nil` while it goes on.
  public var end: ChangeTime?
  /// When the evidence for its end sufficed.
  public var endAlarm: Int64?
  /// Whether it was so from the first observations on.
  public var isStanding: Bool
  /// The numbers of the alarm.
  public var decision: EpisodeDecision
  /// The numbers of the end.
  public var endDecision: EpisodeDecision?
  /// What other countries share of it; `nil` where they do not.
  public var shared: SharedChange? = nil
}

/// A change that began in several countries at once.
public struct SharedChange: Sendable, Hashable {
  /// The layer at which most of its votes failed.
  public var layer: Layer
  /// The other countries, rising.
  public var countries: [String]
  /// Until when enough of them still failed, seconds since 1970: what goes on alone is not shared.
  public var until: Int64
}

/// What an hour brought in one series: the evidence as a table.
public struct EpisodeCell: Sendable, Hashable {
  /// The target; `nil` where all are taken together.
  public var target: String?
  /// The network; `nil` where all are taken together.
  public var network: UInt32?
  /// When the hour began, seconds since 1970.
  public var hour: Int64
  /// Votes that say something; for a collapse arrivals; for a slowdown transfers.
  public var n: Int
  /// Votes that say blocked; for a slowdown transfers at or below the slow share.
  public var k: Int
  /// Votes that found the site down.
  public var d: Int
  /// Votes that say it worked.
  public var o: Int
}

/// One thing for a feed: an episode began, or ended.
public struct EpisodeChange: Sendable, Hashable {
  /// What happened at that time.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case blocked, unblocked, collapsed, recovered, slowed
    case quickened
  }

  /// The episode's name.
  public var episode: String
  /// What happened.
  public var kind: Kind
  /// The country.
  public var country: String
  /// The target; `nil` where it is about all.
  public var target: String?
  /// The network; `nil` where it is about all.
  public var network: UInt32?
  /// When it happened.
  public var time: ChangeTime
  /// When the evidence sufficed.
  public var known: Int64
}

extension Episode {
  /// The changes of the episode's parts, onset and end each by itself, in the order in which they
  /// became known: what a feed tells, *unblocked* included. None where the episode is no alarm.
  public var changes: [EpisodeChange] {
    guard isAlarm else { return [] }
    let names: (begun: EpisodeChange.Kind, undone: EpisodeChange.Kind) =
      switch kind {
      case .blocking: (.blocked, .unblocked)
      case .collapse: (.collapsed, .recovered)
      case .slowdown: (.slowed, .quickened)
      }
    var changes: [EpisodeChange] = []
    for part in parts {
      func change(_ kind: EpisodeChange.Kind, _ time: ChangeTime, _ known: Int64) -> EpisodeChange {
        EpisodeChange(
          episode: id, kind: kind, country: country, target: part.target, network: part.network,
          time: time, known: known)
      }
      changes.append(change(names.begun, part.onset, part.alarm))
      if let end = part.end, let known = part.endAlarm {
        changes.append(change(names.undone, end, known))
      }
    }
    // Parts are in a fixed order, and the place breaks ties, so that the order is always the same.
    return changes.enumerated().sorted {
      ($0.element.known, $0.offset) < ($1.element.known, $1.offset)
    }
    .map(\.element)
  }
}
