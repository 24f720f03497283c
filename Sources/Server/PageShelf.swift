import Bytes
internal import HTTPTypes
internal import NIOCore
import Observatory
import Record
import Site
import Synchronization

/// The pages of the site, made when first asked for and kept while the record stands still.
final class PageShelf: Sendable {
  private struct Shelved {
    var site: Site
    var size: Int
    /// When the size was last compared with the record's.
    var seen = ContinuousClock.now
    var pages: [Key: ShelvedPage] = [:]
    var weight = 0
  }

  private struct Key: Hashable {
    var path: String
    var query: String
  }

  /// How much is kept, in bytes; more than that, and the shelf is emptied and begins anew.
  private static let roomiest = 24 << 20

  /// How long a busy server trusts that the record has not grown.
  private static let freshness = Duration.milliseconds(20)

  private let observatory: Observatory
  private let edition: EditionFiles
  /// Measuring how fast pages are made needs a shelf that keeps none.
  private let keepsPages: Bool
  private let shelved: Mutex<Shelved>

  init(observatory: Observatory, edition: String?, keepsPages: Bool = true) throws {
    self.keepsPages = keepsPages
    self.observatory = observatory
    self.edition = EditionFiles(edition: edition, observatory: observatory.folder)
    let holdings = try observatory.holdings
    let site = try Site(
      holdings: holdings, stories: observatory.stories, note: observatory.note)
    // Once, before anybody asks; what comes later is taken in case by case.
    try site.readAhead()
    shelved = Mutex(Shelved(site: site, size: holdings.state.size))
  }

  /// What a request gets, with the compressed form of a page when it is wanted. Never throws for
  /// what a reader can ask: that gets a page that says so.
  func answer(to address: Address, compressed: Bool) throws -> Answer {
    guard let path = address.path else { return .page(try failure(address)) }
    if path.isEmpty {
      return .moved(to: "/\(address.language.rawValue)/index.html", variesByLanguage: true)
    }
    let key = Key(path: path, query: address.query)
    let (site, size) = try current()
    if let page = shelved.withLock({ $0.size == size ? $0.pages[key] : nil }) {
      guard compressed, page.isCompressible, page.gzip == nil else { return .page(page) }
      return .page(keep(page.compressed(), under: key, size: size))
    }
    let route: Route?
    do { route = try Route(path: path, query: address.query) } catch {
      return .page(try failure(address, .faulty(error.faults.map(\.description))))
    }
    if let route, let canonical = Self.redirect(from: key, to: route) {
      return .moved(to: canonical, variesByLanguage: false)
    }
    guard let route, let resource = try site.render(route) else {
      let file = try edition.page(at: path)
      return .page(try file.map { compressed ? $0.compressed() : $0 } ?? failure(address))
    }
    let page = ShelvedPage(resource)
    return .page(keep(compressed ? page.compressed() : page, under: key, size: size))
  }

  /// The one address of a page, unless this is it.
  private static func redirect(from key: Key, to route: Route) -> String? {
    guard route.path != key.path || (route.query != key.query && !key.query.isEmpty) else {
      return nil
    }
    return "/\(route.path)" + (route.query.isEmpty ? "" : "?\(route.query)")
  }

  /// The page for what is not there, or for an address that cannot be read.
  private func failure(
    _ address: Address, _ reason: FailurePage.Reason? = nil
  ) throws -> ShelvedPage {
    let (site, _) = try current()
    let reason = reason ?? Self.reason(address.refusal)
    let resource = FailurePage.render(address.language, reason, site: site)
    return ShelvedPage(resource, status: Self.status(reason))
  }

  private static func reason(_ refusal: Address.Refusal?) -> FailurePage.Reason {
    switch refusal {
    case .malformed: .malformed
    case .pathTooLong(let limit): .pathTooLong(limit: limit)
    case .queryTooLong(let limit): .queryTooLong(limit: limit)
    case nil: .missing
    }
  }

  private static func status(_ reason: FailurePage.Reason) -> HTTPResponse.Status {
    switch reason {
    case .missing: .notFound
    case .faulty, .malformed: .badRequest
    case .pathTooLong, .queryTooLong: .uriTooLong
    }
  }

  private func keep(_ page: ShelvedPage, under key: Key, size: Int) -> ShelvedPage {
    guard keepsPages, page.weight < Self.roomiest / 8 else { return page }
    shelved.withLock { shelved in
      guard shelved.size == size else { return }
      shelved.weight -= shelved.pages.removeValue(forKey: key)?.weight ?? 0
      if shelved.weight + page.weight > Self.roomiest {
        shelved.pages = [:]
        shelved.weight = 0
      }
      shelved.weight += page.weight
      shelved.pages[key] = page
    }
    return page
  }

  /// The site for the record as it stands now.
  private func current() throws -> (Site, Int) {
    let now = ContinuousClock.now
    let recent = shelved.withLock { now - $0.seen < Self.freshness ? ($0.site, $0.size) : nil }
    if let recent { return recent }
    let size = try observatory.currentSize()
    let known = shelved.withLock { shelved in
      shelved.seen = now
      return shelved.size == size ? shelved.site : nil
    }
    if let known { return (known, size) }
    let site = try Site(
      holdings: try observatory.holdings, stories: observatory.stories, note: observatory.note,
      following: shelved.withLock { $0.site })
    shelved.withLock { $0 = Shelved(site: site, size: size) }
    return (site, size)
  }
}
