import Record
import Testing

@testable import Store

@Suite("Pages of events")
struct PagingTests {
  @Test(arguments: [EventSelection.Order.new, .old])
  func pagesWalkAllEventsOnceInOrder(order: EventSelection.Order) throws {
    let holdings = try CacheTests.holdings()
    var selection = EventSelection()
    selection.order = order
    selection.limit = 7
    var keys: [EventKey] = []
    while true {
      let page = try holdings.events(selection)
      keys += page.rows.map(\.key)
      guard page.hasMore, let last = page.rows.last else { break }
      selection.after = last.key
    }
    #expect(keys.count == (try holdings.count(of: .event)))
    #expect(keys == (order == .new ? keys.sorted().reversed() : keys.sorted()))
    #expect(Set(keys).count == keys.count)
  }

  @Test(
    arguments: EventSelection.Order.allCases,
    ["", "status=reported&status=retracted", "tag=shared", "q=dak"])
  func pagesWalkBackwardsAsTheyWalkForwards(
    order: EventSelection.Order, query: String
  ) throws {
    let holdings = try CacheTests.holdings(99, 900)
    var selection = try EventSelection(query: query)
    selection.order = order
    selection.limit = 3
    var pages: [EventListing] = [try holdings.events(selection)]
    #expect(pages[0].hasEarlier == false)
    while let page = pages.last, page.hasMore, let last = page.rows.last {
      pages.append(try holdings.events(selection.page(after: last)))
      #expect(pages.last?.hasEarlier == true)
    }
    #expect(pages.count > 1)
    for (page, next) in zip(pages, pages.dropFirst()) {
      let first = try #require(next.rows.first)
      #expect(try holdings.events(selection.page(before: first)) == page)
    }
  }

  @Test func beforeTheFirstThereIsNothingAndAllOfItFollows() throws {
    let holdings = try CacheTests.holdings()
    let rows = try holdings.events(EventSelection()).rows
    let first = try #require(rows.first)
    for query in ["", "q=dak"] {
      let selection = try EventSelection(query: query)
      let before = try holdings.events(selection.page(before: first))
      #expect(before == EventListing(rows: [], hasMore: true, hasEarlier: false))
    }
  }

  @Test func aRowSaysWhenItsEventWasFirstRecorded() throws {
    let holdings = try CacheTests.holdings()
    var selection = EventSelection()
    selection.limit = 500
    let rows = try holdings.events(selection).rows
    for row in rows {
      let history = try holdings.history(of: RecordReference(.event, row.key.id))
      #expect(row.firstDay == history.first?.day, "\(row.key.id)")
      #expect(row.day == history.last?.day, "\(row.key.id)")
    }
    #expect(rows.contains { $0.firstDay < $0.day })
  }
}
