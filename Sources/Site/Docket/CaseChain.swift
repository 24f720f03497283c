import Messages
import Record

/// A case from the demand to the item being there again, step by step: what is known, when it was, and what is
/// missing.
enum CaseChain {
  static func write(_ page: inout Page, _ record: Case) {
    let title = page.words("site.case.chain")
    page.heading(2, title, id: "chain")
    let columns = ["step", "what", "when"].map { page.words("site.case.column.\($0)") }
    page.table(title, columns) { page in
      demands(&page, record)
      restrictions(&page, record)
      notices(&page, record)
      appeals(&page, record)
      for restriction in record.restrictions {
        guard let lifted = restriction.lifted else { continue }
        row(&page, "lifted", lifted) { page in
          if let reason = restriction.liftReason {
            page.html.text(page.words.code("case-lift-reason", reason.rawValue))
          }
        }
      }
    }
  }

  private static func row(
    _ page: inout Page, _ step: String, _ date: EDTF?, isDated: Bool = true,
    _ what: (inout Page) -> Void
  ) {
    page.row { page in
      page.rowHeading { $0.html.text($0.words("site.case.step.\(step)")) }
      page.cell { what(&$0) }
      page.cell { page in
        if let date {
          page.date(date)
        } else if isDated {
          missing(&page, "date")
        }
      }
    }
  }

  private static func missing(_ page: inout Page, _ what: String) {
    page.html.element("em", page.words("site.case.missing.\(what)"))
  }

  /// A step of which nothing is known.
  private static func gap(_ page: inout Page, _ step: String, _ what: String) {
    row(&page, step, nil, isDated: false) { missing(&$0, what) }
  }

  private static func demands(_ page: inout Page, _ record: Case) {
    for request in record.requests {
      row(&page, "demand", request.sent) { page in
        page.html.text(page.words.code("case-demand", request.kind.rawValue))
        page.html.markup(" — ")
        if let authority = request.authority {
          page.link(.actor, authority)
        } else {
          missing(&page, "authority")
        }
      }
    }
    guard record.requests.isEmpty else { return }
    let isAsked = record.restrictions.contains {
      $0.trigger == .stateRequest || $0.trigger == .courtOrder
    }
    gap(&page, "demand", isAsked ? "demand" : "no-demand")
  }

  private static func restrictions(_ page: inout Page, _ record: Case) {
    for restriction in record.restrictions {
      row(&page, "restriction", restriction.starts) { page in
        let measures = restriction.measures.map { page.words.code("case-measure", $0.rawValue) }
        let platform = DocketFacet.platform.word(for: restriction.platform, page)
        page.html.text(([platform] + measures).joined(separator: ", "))
      }
    }
  }

  private static func notices(_ page: inout Page, _ record: Case) {
    for notice in record.notices {
      row(&page, "notice", notice.sent, isDated: notice.channel != .none) { page in
        page.html.text(page.words.code("case-notice-channel", notice.channel.rawValue))
      }
    }
    if record.notices.isEmpty { gap(&page, "notice", "notice") }
  }

  private static func appeals(_ page: inout Page, _ record: Case) {
    if record.stages.isEmpty { gap(&page, "appeal", "appeal") }
    for stage in record.stages {
      row(&page, "appeal", stage.filed) { page in
        page.html.text(page.words.code("case-stage", stage.stage.rawValue))
      }
      let isOpen = stage.outcome == .pending
      row(&page, "outcome", stage.decided, isDated: !isOpen) { page in
        page.html.text(page.words.code("case-outcome", stage.outcome.rawValue))
      }
      if let restored = stage.restored {
        row(&page, "restored", restored) { $0.html.text($0.words("site.case.seen-again")) }
      } else if stage.outcome.isReversal {
        gap(&page, "restored", "restored")
      }
    }
  }
}
