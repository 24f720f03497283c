internal import HTTPTypes

/// What every answer forbids: scripts, frames, foreign resources, sniffing, referrers.
enum SecurityHeaders {
  private static let page =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    + "base-uri 'none'; frame-ancestors 'none'"
  private static let picture = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

  private static let denied = [
    "camera", "display-capture", "geolocation", "microphone", "payment", "usb",
  ]

  private static let common: HTTPFields = {
    var fields = HTTPFields()
    fields[.xContentTypeOptions] = "nosniff"
    set("Referrer-Policy", "no-referrer", in: &fields)
    set("Permissions-Policy", denied.map { "\($0)=()" }.joined(separator: ", "), in: &fields)
    set("Cross-Origin-Opener-Policy", "same-origin", in: &fields)
    return fields
  }()

  /// The headers for a body of this type.
  static func fields(for mediaType: String) -> HTTPFields {
    var fields = common
    let isPicture = mediaType.hasPrefix("image/")
    let isHTML = mediaType.hasPrefix("text/html")
    fields[.contentSecurityPolicy] = isPicture ? picture : page
    set(
      "Cross-Origin-Resource-Policy",
      isHTML || mediaType.hasPrefix("text/css")
        ? "same-origin" : "cross-origin", in: &fields)
    if !isHTML, !isPicture { fields[.accessControlAllowOrigin] = "*" }
    return fields
  }

  private static func set(_ name: String, _ value: String, in fields: inout HTTPFields) {
    guard let name = HTTPField.Name(name) else { return }
    fields[name] = value
  }
}
