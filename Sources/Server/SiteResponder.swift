internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOPosix

/// Answers each request from the shelf of pages.
struct SiteResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let shelf: PageShelf

  func respond(to request: Request, context: Context) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
    }
    let asked = Address(
      target: request.head.path ?? "/", languages: request.headers[.acceptLanguage])
    let shelf = shelf
    let wantsGzip = AcceptedEncoding.admitsGzip(request.headers[.acceptEncoding])
    // Reading the cache blocks: it must not hold up the threads that serve connections.
    let answer = try await NIOThreadPool.singleton.runIfActive {
      try shelf.answer(to: asked, compressed: wantsGzip)
    }
    return response(to: request, with: answer, wantsGzip: wantsGzip)
  }

  private func response(
    to request: Request, with answer: Answer, wantsGzip: Bool
  ) -> Response {
    switch answer {
    case .moved(let location, let variesByLanguage):
      var headers = SecurityHeaders.fields(for: "text/html; charset=utf-8")
      headers[.location] = location
      if variesByLanguage { headers[.vary] = "Accept-Language" }
      return Response(status: .found, headers: headers)
    case .page(let page):
      return self.page(page, for: request, wantsGzip: wantsGzip)
    }
  }

  private func page(
    _ page: ShelvedPage, for request: Request, wantsGzip: Bool
  ) -> Response {
    let isGzip = wantsGzip && page.gzip != nil
    let tag = page.tag(isGzip: isGzip)
    var headers = SecurityHeaders.fields(for: page.mediaType)
    headers[.eTag] = tag
    headers[.cacheControl] = page.cacheControl
    if page.isCompressible { headers[.vary] = "Accept-Encoding" }
    if page.status == .ok, EntityTag.matches(request.headers[.ifNoneMatch], tag) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = page.mediaType
    if isGzip { headers[.contentEncoding] = "gzip" }
    if page.isDownload { headers[.contentDisposition] = "attachment" }
    let body = (isGzip ? page.gzip : nil) ?? page.body
    headers[.contentLength] = String(body.readableBytes)
    let isHead = request.method == .head
    return Response(
      status: page.status, headers: headers,
      body: isHead ? ResponseBody() : ResponseBody(byteBuffer: body))
  }
}

/// What a request gets.
enum Answer: Sendable {
  case page(ShelvedPage)
  case moved(to: String, variesByLanguage: Bool)
}

/// Entity tags in conditional requests (RFC 9110 section 13.1.2).
enum EntityTag {
  static func matches(_ header: String?, _ tag: String) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { candidate in
      let text = candidate.drop { $0 == " " }
      let plain = text.hasPrefix("W/") ? text.dropFirst(2) : text
      return plain == tag || plain == "*" || plain.trimmingSuffix(" ") == tag
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ character: Character) -> Substring {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}

/// Content codings a browser accepts (RFC 9110 section 12.5.3).
enum AcceptedEncoding {
  static func admitsGzip(_ header: String?) -> Bool {
    guard let header else { return false }
    return header.lowercased().split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
      guard parts.first == "gzip" || parts.first == "*" else { return false }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
      return weight.flatMap { Double($0) } ?? 1 > 0
    }
  }
}
