/// A part of a service by what it is for. Endpoints belong to it by name or purpose and never by
/// address: addresses come and go.
public struct ServiceRole: Sendable, Hashable {
  /// When the role works.
  public enum Quorum: Sendable, Hashable {
    /// When one endpoint does: the program tries them one after the other.
    case any
    /// When every name does.
    case all
  }

  /// How far an endpoint has to get to be called working.
  public enum Goal: Sendable, Hashable {
    /// A connection: the protocol behind it is the service's own.
    case connection
    /// A page over TLS, for which a certificate stands.
    case page
    /// An answer about the service's health, in a name's address.
    case status
  }

  /// What rows call it, such as `telegram/data-centres`. Stable: findings cite it.
  public var target: String
  /// When it works.
  public var quorum: Quorum
  /// How far an endpoint has to get.
  public var goal: Goal
  /// Networks in which all its addresses lie; empty where they are rented here and there, or where
  /// copies stand in the networks of others, as Facebook's caches do.
  public var homes: Set<UInt32> = []
  /// Whether its name is one that people type: such names are not given up without a word.
  public var isForPeople = false
}

extension ServiceRole {
  /// The numbers of Facebook's networks, the one for offices and the one for its racks elsewhere too.
  private static let facebook: Set<UInt32> = [32934, 54115, 63293]
  /// The numbers of Telegram's networks.
  private static let telegramNetworks: Set<UInt32> = [44907, 59930, 62014, 62041, 211157]

  /// The data centres of Telegram, whose addresses are written in its program.
  static let dataCentres = ServiceRole(
    target: "telegram/data-centres", quorum: .any, goal: .connection)

  /// The role of a host, in lower case without a dot at the end.
  ///
  /// A host that is not known is a role of its own: programs learn new hosts before we do.
  static func of(
    _ host: String, in service: ServiceMeasurement.Service
  ) -> ServiceRole {
    switch service {
    case .telegram: telegram(host)
    case .whatsapp: whatsapp(host)
    case .signal: signal(host)
    case .messenger: messenger(host)
    }
  }

  private static func telegram(_ host: String) -> ServiceRole {
    host == "web.telegram.org"
      ? ServiceRole(
        target: "telegram/web", quorum: .all, goal: .page, homes: telegramNetworks,
        isForPeople: true)
      : ServiceRole(target: "telegram/\(host)", quorum: .all, goal: .page)
  }

  private static func whatsapp(_ host: String) -> ServiceRole {
    switch host {
    case "web.whatsapp.com":
      ServiceRole(
        target: "whatsapp/web", quorum: .all, goal: .page, homes: facebook, isForPeople: true)
    case "v.whatsapp.net":
      ServiceRole(target: "whatsapp/registration", quorum: .all, goal: .page, homes: facebook)
    case _ where isChatHost(host):
      ServiceRole(target: "whatsapp/endpoints", quorum: .any, goal: .connection)
    default: ServiceRole(target: "whatsapp/\(host)", quorum: .all, goal: .page)
    }
  }

  /// `e1.whatsapp.net` to `e16.whatsapp.net`.
  private static func isChatHost(_ host: String) -> Bool {
    guard host.hasPrefix("e"), host.hasSuffix(".whatsapp.net") else { return false }
    let number = host.dropFirst().dropLast(".whatsapp.net".count)
    return !number.isEmpty && number.utf8.allSatisfy { $0 &- 0x30 < 10 }
  }

  private static func signal(_ host: String) -> ServiceRole {
    switch host {
    case "textsecure-service.whispersystems.org", "chat.signal.org":
      ServiceRole(target: "signal/chat", quorum: .all, goal: .page)
    case "storage.signal.org":
      ServiceRole(target: "signal/storage", quorum: .all, goal: .page)
    case "api.directory.signal.org", "cdsi.signal.org":
      ServiceRole(target: "signal/directory", quorum: .all, goal: .page)
    case "cdn.signal.org", "cdn2.signal.org", "cdn3.signal.org":
      ServiceRole(target: "signal/attachments", quorum: .all, goal: .page)
    case "sfu.voip.signal.org":
      ServiceRole(target: "signal/calls", quorum: .all, goal: .page)
    case "uptime.signal.org":
      ServiceRole(target: "signal/status", quorum: .any, goal: .status)
    default: ServiceRole(target: "signal/\(host)", quorum: .all, goal: .page)
    }
  }

  private static func messenger(_ host: String) -> ServiceRole {
    let known: (part: String, isCopied: Bool)? =
      switch host {
      case "b-api.facebook.com": ("b-api", false)
      case "b-graph.facebook.com": ("b-graph", false)
      case "edge-mqtt.facebook.com": ("edge", false)
      case "star.c10r.facebook.com": ("star", false)
      case "stun.fbsbx.com": ("stun", false)
      case "external.xx.fbcdn.net": ("external-cdn", true)
      case "scontent.xx.fbcdn.net": ("scontent-cdn", true)
      default: nil
      }
    guard let known else {
      return ServiceRole(target: "messenger/\(host)", quorum: .all, goal: .connection)
    }
    // Voice calls find their way over UDP; the name is looked up and nothing is connected to.
    return ServiceRole(
      target: "messenger/\(known.part)", quorum: .all,
      goal: .connection, homes: known.isCopied ? [] : facebook)
  }
}
