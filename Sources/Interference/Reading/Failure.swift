/// Why a step of a measurement failed, by the names of OONI's data format df-007.
public enum Failure: Sendable, Hashable {
  case dnsNoSuchName
  case dnsNoAnswer
  case dnsRefused
  case dnsServerFailure
  /// The system's resolver could not ask anybody just then (`EAI_AGAIN`).
  case dnsTemporary
  /// Android answers so to every failure of its resolver.
  case dnsNoDataOnAndroid
  case dnsOther
  case connectionRefused
  case connectionReset
  case closedEarly
  case timeout
  case networkUnreachable
  case hostUnreachable
  case certificateForAnotherName
  case certificateOfUnknownIssuer
  case certificateInvalid
  case tlsHandshakeFailed
  /// The site's own redirect leads nowhere.
  case badRedirect
  /// The person or the system stopped the program.
  case interrupted
  /// The volunteer's own system could not send or keep the connection: no interface, no address, no
  /// permission, no memory. The name that the program or the system gave it.
  case ofDevice(String)
  /// Any other text, cut to 200 characters.
  case other(String)

  /// Whether a name server said, or failed to say, something.
  public var isOfDNS: Bool {
    switch self {
    case .dnsNoSuchName, .dnsNoAnswer, .dnsRefused, .dnsServerFailure, .dnsTemporary,
      .dnsNoDataOnAndroid, .dnsOther:
      true
    default: false
    }
  }

  /// Whether a certificate was shown that does not fit.
  public var isOfCertificate: Bool {
    switch self {
    case .certificateForAnotherName, .certificateOfUnknownIssuer, .certificateInvalid: true
    default: false
    }
  }

  /// Whether the volunteer's own device failed. It says nothing about any network.
  public var isOfDevice: Bool {
    switch self {
    case .interrupted, .ofDevice: true
    default: false
    }
  }

  /// Whether it is one that a network can cause at that layer, by what it carries and what it does not.
  ///
  /// A closed list: an unknown text, or one that belongs to another layer, is a fault of the program,
  /// its proxy or its device until something shows otherwise.
  public func mayBeOfNetwork(at layer: Layer) -> Bool {
    switch self {
    case .timeout, .connectionRefused, .connectionReset, .closedEarly, .networkUnreachable,
      .hostUnreachable:
      true
    case .certificateForAnotherName, .certificateOfUnknownIssuer, .certificateInvalid,
      .tlsHandshakeFailed:
      layer == .tls || layer == .http
    case .badRedirect: layer == .http
    case .dnsNoSuchName, .dnsNoAnswer, .dnsRefused, .dnsServerFailure, .dnsTemporary,
      .dnsNoDataOnAndroid, .dnsOther:
      layer == .dns
    case .interrupted, .ofDevice, .other: false
    }
  }

  /// Whether a resolver says that it could not find out. It says nothing about the name.
  public var isOfResolver: Bool { self == .dnsServerFailure || self == .dnsOther }

  /// A failure that is no text, or an empty one.
  static let unread = Failure.other("unknown_failure")

  /// Whether the system knew no way to the address, or was told on the way that there is none.
  public var isOfRoute: Bool { self == .networkUnreachable || self == .hostUnreachable }

  /// Whether, for a question to a resolver, it says that the resolver was silent or out of reach: it
  /// said nothing about the name.
  public var isSilenceOfResolver: Bool {
    switch self {
    case .timeout, .dnsTemporary, .connectionRefused, .connectionReset, .closedEarly,
      .networkUnreachable, .hostUnreachable:
      true
    default: false
    }
  }

  /// Reads the text of a failure; what old and localised programs wrote is understood too.
  public init(_ text: String) {
    if text.isEmpty {
      self = .unread
    } else if let known = Self.known[text] {
      self = known
    } else if Self.device.contains(text) {
      self = .ofDevice(text)
    } else if let match = Self.match(in: Array(text.utf8)) {
      self = match
    } else {
      self = .other(String(text.prefix(200)))
    }
  }

  /// Compares bytes: comparing characters would cost more than all the rest of a measurement.
  private static func match(in text: [UInt8]) -> Failure? {
    parts.first { part, _ in
      let part = part.utf8
      return text.indices.dropLast(part.count - 1).contains { place in
        text[place] == part.first && text[place...].starts(with: part)
      }
    }?.failure
  }

  private static let known: [String: Failure] = [
    "dns_nxdomain_error": .dnsNoSuchName, "dns_name_error": .dnsNoSuchName,
    "dns_name_failure": .dnsNoSuchName,
    "dns_no_answer": .dnsNoAnswer, "dns_refused_error": .dnsRefused,
    "dns_servfail_error": .dnsServerFailure, "dns_temporary_failure": .dnsTemporary,
    "dns_server_misbehaving": .dnsServerFailure, "dns_non_recoverable_failure": .dnsServerFailure,
    "android_dns_cache_no_data": .dnsNoDataOnAndroid, "dns_lookup_error": .dnsOther,
    "dns_bogon_error": .dnsOther, "dns_reply_with_wrong_query_id": .dnsOther,
    "connection_refused": .connectionRefused, "connection_refused_error": .connectionRefused,
    "connection_reset": .connectionReset, "connection_lost_error": .connectionReset,
    "connection_aborted": .connectionReset, "network_reset": .connectionReset,
    "eof_error": .closedEarly, "connection_done": .closedEarly,
    "connection_already_closed": .closedEarly, "response_never_received": .closedEarly,
    "generic_timeout_error": .timeout, "timed_out": .timeout, "tcp_timed_out_error": .timeout,
    "task_timed_out": .timeout, "deferred_timeout_error": .timeout,
    "network_unreachable": .networkUnreachable, "host_unreachable": .hostUnreachable,
    "ssl_invalid_hostname": .certificateForAnotherName,
    "ssl_unknown_authority": .certificateOfUnknownIssuer,
    "ssl_invalid_certificate": .certificateInvalid,
    "ssl_failed_handshake": .tlsHandshakeFailed,
    "http_invalid_redirect_location_host": .badRedirect,
    "http_unexpected_redirect_url": .badRedirect,
    "http_invalid_redirect_url": .badRedirect, "interrupted": .interrupted,
    "operation_canceled": .interrupted,
  ]

  /// The names of the data format, which say nothing but how it failed.
  static let names: Set<String> = Set(known.keys)
    .union(known.values.map(\.description)).union(device)

  /// Errors of the volunteer's own system, by the names that OONI's programs give them (ooni/probe-cli,
  /// internal/netxlite).
  private static let device: Set<String> = [
    "network_down", "address_not_available", "address_family_not_supported", "address_in_use",
    "bad_address", "bad_file_descriptor", "destination_address_required", "invalid_argument",
    "no_buffer_space", "no_protocol_option", "not_a_socket", "not_connected", "permission_denied",
    "protocol_not_supported", "operation_not_permitted", "too_many_open_files",
    "wrong_protocol_type",
  ]

  /// Parts of texts that systems gave in place of a name. Those of the device stand first: they name
  /// a network only to say that it is not there.
  private static let parts: [(part: String, failure: Failure)] = [
    ("permission denied", .ofDevice("permission_denied")),
    ("operation not permitted", .ofDevice("operation_not_permitted")),
    ("forbidden by its access permissions", .ofDevice("permission_denied")),
    ("network is down", .ofDevice("network_down")),
    ("assign requested address", .ofDevice("address_not_available")),
    ("address is not valid in its context", .ofDevice("address_not_available")),
    ("address family not supported", .ofDevice("address_family_not_supported")),
    ("too many open files", .ofDevice("too_many_open_files")),
    ("no buffer space", .ofDevice("no_buffer_space")),
    ("cannot allocate memory", .ofDevice("no_buffer_space")),
    ("out of memory", .ofDevice("no_buffer_space")),
    ("context canceled", .interrupted), ("operation was canceled", .interrupted),
    ("interrupted system call", .interrupted),
    ("too many redirects", .badRedirect), ("forcibly closed", .connectionReset),
    ("connection reset", .connectionReset), ("actively refused", .connectionRefused),
    ("connection refused", .connectionRefused), ("unreachable network", .networkUnreachable),
    ("network is unreachable", .networkUnreachable), ("no route to host", .hostUnreachable),
    ("first record does not look like a TLS handshake", .tlsHandshakeFailed),
    ("gave HTTP response to HTTPS client", .tlsHandshakeFailed),
    ("remote error: tls", .tlsHandshakeFailed), ("handshake failure", .tlsHandshakeFailed),
    ("awaiting headers", .timeout),
    ("i/o timeout", .timeout), ("deadline exceeded", .timeout), ("EOF", .closedEarly),
    ("server misbehaving", .dnsServerFailure), ("no such host", .dnsNoSuchName),
    ("no address associated", .dnsNoSuchName),
  ]
}

extension Failure: CustomStringConvertible {
  /// The name in the data format, which is how reports have it.
  public var description: String {
    switch self {
    case .dnsNoSuchName: "dns_nxdomain_error"
    case .dnsNoAnswer: "dns_no_answer"
    case .dnsRefused: "dns_refused_error"
    case .dnsServerFailure: "dns_servfail_error"
    case .dnsTemporary: "dns_temporary_failure"
    case .dnsNoDataOnAndroid: "android_dns_cache_no_data"
    case .dnsOther: "dns_lookup_error"
    case .connectionRefused: "connection_refused"
    case .connectionReset: "connection_reset"
    case .closedEarly: "eof_error"
    case .timeout: "generic_timeout_error"
    case .networkUnreachable: "network_unreachable"
    case .hostUnreachable: "host_unreachable"
    case .certificateForAnotherName: "ssl_invalid_hostname"
    case .certificateOfUnknownIssuer: "ssl_unknown_authority"
    case .certificateInvalid: "ssl_invalid_certificate"
    case .tlsHandshakeFailed: "ssl_failed_handshake"
    case .badRedirect: "http_invalid_redirect_location_host"
    case .interrupted: "interrupted"
    case .ofDevice(let text), .other(let text): text
    }
  }
}
