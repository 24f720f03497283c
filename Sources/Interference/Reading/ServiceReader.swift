import Bytes

/// Reads the keys of the tests of messengers.
struct ServiceReader {
  let service: ServiceMeasurement.Service
  let keys: JSONTape.Node

  mutating func measurement(_ source: inout FieldSource) -> ServiceMeasurement {
    var steps = WebReader(source: source, keys: keys)
    let web = steps.measurement()
    source = steps.source
    return ServiceMeasurement(
      service: service, queries: web.queries, connects: web.connects, handshakes: web.handshakes,
      exchanges: web.exchanges, receipts: web.receipts, stated: statements(&source))
  }

  private func statements(_ source: inout FieldSource) -> [ServiceMeasurement.Statement] {
    Self.names(service).compactMap { name in
      guard let node = source.tape.member(name, of: keys) else { return nil }
      let value: ServiceMeasurement.Statement.Value
      switch source.tape.kind(of: node) {
      case .true: value = .yes
      case .false: value = .no
      default:
        guard let text = source.text(name, of: keys, "test_keys.") else { return nil }
        value = .text(String(text.prefix(200)))
      }
      return ServiceMeasurement.Statement(name: "\(name)", value: value)
    }
  }

  private static func names(_ service: ServiceMeasurement.Service) -> [StaticString] {
    switch service {
    case .telegram:
      [
        "telegram_tcp_blocking", "telegram_http_blocking", "telegram_web_status",
        "telegram_web_failure",
      ]
    case .whatsapp:
      [
        "whatsapp_endpoints_status", "whatsapp_web_status", "whatsapp_web_failure",
        "registration_server_status", "registration_server_failure",
      ]
    case .signal: ["signal_backend_status", "signal_backend_failure"]
    case .messenger:
      [
        "facebook_dns_blocking", "facebook_tcp_blocking", "facebook_b_api_dns_consistent",
        "facebook_b_api_reachable", "facebook_b_graph_dns_consistent",
        "facebook_b_graph_reachable", "facebook_edge_dns_consistent", "facebook_edge_reachable",
        "facebook_external_cdn_dns_consistent", "facebook_external_cdn_reachable",
        "facebook_scontent_cdn_dns_consistent", "facebook_scontent_cdn_reachable",
        "facebook_star_dns_consistent", "facebook_star_reachable",
        "facebook_stun_dns_consistent", "facebook_stun_reachable",
      ]
    }
  }
}
