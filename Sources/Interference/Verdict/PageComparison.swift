/// Whether a page is the one that was seen from outside.
///
/// OONI's comparison (ooni/probe-cli webconnectivitylte) calls two pages one when a single header, the
/// length or the title agrees, and an empty title agrees with every other. Block pages pass it easily.
/// Here titles weigh most, headers that every server sends count for nothing, and what speaks for and
/// against is said to be undecided.
struct PageComparison {
  /// What follows from all that can be compared.
  enum Likeness: Hashable {
    case same
    case different
    /// Too little can be compared, or one thing speaks for and another against.
    case undecided
  }

  let exchange: WebMeasurement.Exchange
  let control: WebMeasurement.Control.Page
  private let title: String?
  private let titles: TitleWords.Agreement
  private let hasSameTitle: Bool

  init(exchange: WebMeasurement.Exchange, control: WebMeasurement.Control.Page) {
    self.exchange = exchange
    self.control = control
    // The program outside writes bytes that are no UTF-8 as replacement characters.
    let isReplaced = control.title.unicodeScalars.contains("\u{FFFD}")
    title = PageTitle.of(isReplaced ? exchange.body : exchange.text)
    let (own, other) = (TitleWords(title ?? ""), TitleWords(control.title))
    titles = own.agreement(with: other)
    hasSameTitle = own.words == other.words
  }

  /// Whether the two are one page: the statuses are equal, and so are their looks.
  var isMatch: Bool { exchange.status == control.status && likeness == .same }

  /// Whether the pages are certainly two: another status where outside it was success, or other looks.
  var isOther: Bool { statusDiffers || likeness == .different }

  /// Whether so much agrees that the page vouches for where it came from, whoever that is: the titles,
  /// or a header that not every server sends together with the length.
  var vouches: Bool {
    guard exchange.status == control.status else { return false }
    if isNotice { return false }
    return titles == .alike || titles != .apart && headersMatch && length == .near
  }

  /// Whether it gives a reason for keeping the page away, of an authority, of a line or of a site, and is
  /// as short as a notice and without most headers of the page outside. A title that has half of its words
  /// in common with another, such as "web page", says less than that.
  private var isNotice: Bool {
    guard isOfNoticeLength, lacksHeaders, !headersMatch else { return false }
    switch PageNotice(exchange, marks: []).kind {
    case .authority, .lineReason, .siteReason: return true
    case .filter, .named, .unclear: return false
    }
  }

  /// Whether so much agrees that a fingerprint on the page must be on the one outside as well.
  var isSamePage: Bool {
    exchange.status == control.status && length == .near && titles == .alike
  }

  /// Whether the two share a header that not every server sends.
  var headersMatch: Bool {
    let own = Set(exchange.headers.map(\.name)).subtracting(HeaderNames.common)
    return !own.isDisjoint(with: control.headerNames)
  }

  /// Whether the page is so much shorter than the one outside that it can only be a notice.
  var isOfNoticeLength: Bool {
    guard let other = control.length, !exchange.isBodyTruncated else { return false }
    // In UTF-16 most letters take twice the bytes that they do in UTF-8.
    return min(exchange.body.count, exchange.text.count) <= other / 4
  }

  /// Whether fewer than half of the names of headers that came to the server outside are here, those
  /// that all servers send among them: another server wrote this page.
  var lacksHeaders: Bool {
    let outside = Set(control.headerNames)
    guard !outside.isEmpty else { return false }
    return outside.intersection(exchange.headers.map(\.name)).count * 2 < outside.count
  }

  /// Whether outside none but headers came that every server sends: they tell nobody from another.
  var headersTellNothing: Bool {
    !control.headerNames.isEmpty && Set(control.headerNames).isSubset(of: Self.sentByAll)
  }

  private static let sentByAll: Set<String> = [
    "connection", "content-length", "content-type", "date", "server", "transfer-encoding",
  ]

  /// Whether no header that came to the server outside is here, but those without which no page is shown:
  /// servers leave out most of theirs when they refuse, and name themselves and the time.
  var lacksServersHeaders: Bool {
    Set(control.headerNames).subtracting(["content-type", "content-length", "connection"])
      .isDisjoint(with: exchange.headers.map(\.name))
  }

  /// Whether the server outside got success and the volunteer another status.
  private var statusDiffers: Bool {
    guard let own = exchange.status, let other = control.status else { return false }
    return own != other && other / 100 == 2
  }

  /// What title, headers and length say; the statuses are left out.
  var likeness: Likeness {
    let isNear = length == .near
    switch titles {
    // A notice may bear the site's whole title as well; then both speak.
    case .alike: return isNotice ? (hasSameTitle ? .undecided : .different) : .same
    case .apart: return headersMatch || isTooLongForANotice ? .undecided : .different
    case .partly: return headersMatch || isNear ? .same : isNotice ? .different : .undecided
    case .unknown: break
    }
    if headersMatch { return .same }
    // Outside the page has a title, and the whole of this one has none.
    if hasLostTitle { return isNear ? .undecided : .different }
    if isNear { return .same }
    // A titled page of a fraction of the size in place of something without a title.
    return length == .far && hasTitle ? .different : .undecided
  }

  /// Block pages are notices. What is longer than these ever are, and longer than the page outside, may
  /// be the site's edition for other readers.
  private var isTooLongForANotice: Bool {
    let own = exchange.body.count
    return own > Self.longestNotice && own > control.length ?? .max
  }

  /// Bytes; block pages with their pictures in them come near.
  private static let longestNotice = 65_536

  private var hasTitle: Bool { title.map { !TitleWords($0).words.isEmpty } ?? false }

  private var hasLostTitle: Bool {
    !hasTitle && !exchange.body.isEmpty && !exchange.isBodyTruncated
      && !TitleWords(control.title).words.isEmpty
  }

  private enum Length { case near, far, unknown }

  private var length: Length {
    let own = exchange.body.count
    guard let other = control.length else { return .unknown }
    // Programs cut pages at half a megabyte: all that is known is that this one is longer.
    if exchange.isBodyTruncated { return other >= own ? .near : .unknown }
    guard own > 0 else { return .unknown }
    let share = Double(min(own, other)) / Double(max(own, other))
    return share > 0.7 ? .near : share < 0.1 ? .far : .unknown
  }
}
