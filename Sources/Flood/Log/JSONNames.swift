/// What a member of a log line in JSON says about the request.
enum JSONField: UInt8 {
  case none, time, client, request, uri, path, query, method, version, status, bytes, referrer,
    agent, host
  case seconds, nanoseconds, milliseconds, forwarded, tls
}

/// The names that servers give to what they log. Letters of either case are one name.
struct JSONNames {
  private static let known: [(JSONField, [String])] = [
    (
      .time,
      [
        "time", "ts", "@timestamp", "timestamp", "time_local", "time_iso8601", "msec",
        "edgestarttimestamp",
        "startutc", "start_time", "datetime", "date",
      ]
    ),
    (
      .client,
      [
        "remote_addr", "client_ip", "clientip", "ip", "remote_ip", "clienthost",
        "downstream_remote_address",
        "remote_address", "client", "http_cf_connecting_ip", "remotehost", "c-ip",
      ]
    ),
    (.request, ["request", "request_line", "httprequest"]),
    (
      .uri,
      [
        "uri", "request_uri", "clientrequesturi", "requestpath", "client_url", "url",
        "x-envoy-origin-path", "x-envoy-original-path",
      ]
    ),
    // Without the query: only where nothing better is there.
    (.path, ["path", "clientrequestpath"]),
    (.query, ["args", "query_string", "querystring", "query"]),
    (
      .method,
      [
        "method", "request_method", "clientrequestmethod", "requestmethod", "client_request_method",
        "verb",
      ]
    ),
    (
      .version,
      [
        "proto", "protocol", "server_protocol", "clientrequestprotocol", "requestprotocol",
        "http_version",
      ]
    ),
    (
      .status,
      [
        "status", "edgeresponsestatus", "downstreamstatus", "response_code", "http_response_code",
        "status_code",
        "response",
      ]
    ),
    (
      .bytes,
      [
        "body_bytes_sent", "bytes_sent", "bytes", "size", "edgeresponsebytes",
        "downstreamcontentsize",
        "reply_length_bytes",
      ]
    ),
    (
      .referrer,
      [
        "http_referer", "http_referrer", "referer", "referrer", "clientrequestreferer",
        "request_referer",
        "client_referer",
      ]
    ),
    (
      .agent,
      [
        "http_user_agent", "user_agent", "user-agent", "agent", "useragent",
        "clientrequestuseragent", "client_ua",
        "request_user-agent", "http_useragent",
      ]
    ),
    (
      .host,
      [
        "host", "http_host", "server_name", "vhost", "clientrequesthost", "requesthost",
        "client_request_host",
        ":authority", "authority",
      ]
    ),
    (.seconds, ["request_time", "upstream_response_time"]),
    (.nanoseconds, ["duration_ns"]),
    (.milliseconds, ["duration_ms", "originresponsedurationms", "elapsed"]),
    (.forwarded, ["x_forwarded_for", "http_x_forwarded_for", "x-forwarded-for"]),
    (
      .tls,
      ["ja4", "ja3", "ja3hash", "ssl_cipher", "cipher_suite", "clientsslcipher", "tls_cipher"]
    ),
    // Caddy: seconds with a fraction; Traefik: billionths without one. The value's size tells.
    (.seconds, ["duration"]),
  ]

  private var table = [(hash: UInt64, field: JSONField)](repeating: (0, .none), count: 512)

  init() {
    for (field, names) in Self.known {
      for name in names {
        let bytes = Array(name.utf8)
        bytes.withUnsafeBufferPointer { buffer in
          guard let start = buffer.baseAddress else { return }
          let hash = Self.hash(Piece(start, count: buffer.count))
          var place = Int(truncatingIfNeeded: hash >> 55)
          while table[place].hash != 0 { place = (place + 1) & 511 }
          table[place] = (hash, field)
        }
      }
    }
  }

  /// Not keyed: a name that falls together with a known one only reads a member that is none.
  @inline(__always)
  private static func hash(_ name: Piece) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in 0..<name.count {
      value = (value ^ UInt64(Piece.lower(name[place]))) &* 0x0000_0100_0000_01B3
    }
    return value | 1
  }

  @inline(__always)
  func field(_ name: Piece) -> JSONField {
    guard name.count <= 26 else { return .none }
    let hash = Self.hash(name)
    var place = Int(truncatingIfNeeded: hash >> 55)
    while table[place].hash != 0 {
      if table[place].hash == hash { return table[place].field }
      place = (place + 1) & 511
    }
    return .none
  }
}
