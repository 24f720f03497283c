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
    var pages: [Key: ShelvedPage] = [:]
    var weight = 0
  }

  private struct Key: Hashable {
    var path: String
    var query: String
  }

  /// How much is kept, in bytes; more than that, and the shelf is emptied and begins anew.
  private static let roomiest = 24 << 20

  private let observatory: Observatory
  private let edition: EditionFiles
  private let shelved: Mutex<Shelved>

  init(observatory: Observatory, edition: String?) throws {
    self.observatory = observatory
    self.edition = EditionFiles(edition: edition, observatory: observatory.folder)
    let holdings = try observatory.holdings
    shelved = Mutex(
      Shelved(
        site: try Site(holdings: holdings, stories: observatory.settings.stories),
        size: holdings.state.size))
  }

  /// What a request gets. Never throws for what a reader can ask: that gets a page that says so.
  func answer(to address: Address) throws -> Answer {
    guard let path = address.path else { return .page(try failure(address)) }
    if path.isEmpty {
      return .moved(to: "/\(address.language.rawValue)/index.html", variesByLanguage: true)
    }
    let (site, size) = try current()
    guard let route = try Self.route(path, address.query) else {
      return .page(try edition.page(at: path) ?? failure(address))
    }
    if let canonical = route.redirect { return .moved(to: canonical, variesByLanguage: false) }
    let key = Key(path: path, query: route.canonicalQuery)
    if let page = shelved.withLock({ $0.size == size ? $0.pages[key] : nil }) {
      return .page(page)
    }
    guard let resource = try site.render(route.route) else {
      return .page(try edition.page(at: path) ?? failure(address))
    }
    let page = ShelvedPage(resource, status: .ok)
    keep(page, under: key, size: size)
    return .page(page)
  }

  private func keep(_ page: ShelvedPage, under key: Key, size: Int) {
    shelved.withLock { shelved in
      guard shelved.size == size, page.weight < Self.roomiest / 8 else { return }
      if shelved.weight + page.weight > Self.roomiest {
        shelved.pages = [:]
        shelved.weight = 0
      }
      shelved.weight += page.weight
      shelved.pages[key] = page
    }
  }

  /// The site for the record as it stands now.
  private func current() throws -> (Site, Int) {
    let size = try observatory.currentSize()
    if let site = shelved.withLock({ $0.size == size ? $0.site : nil }) { return (site, size) }
    let site = try Site(
      holdings: try observatory.holdings, stories: observatory.settings.stories)
    shelved.withLock { $0 = Shelved(site: site, size: size) }
    return (site, size)
  }
}
