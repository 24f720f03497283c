import Foundation
import Testing

@Suite("Cases of the docket by command")
struct CaseCommandTests {
  static let name = "Nguyễn Văn Mẫu"

  /// A day so many days from today, as options take it.
  static func day(_ offset: Int) -> String {
    let format = DateFormatter()
    format.dateFormat = "yyyy-MM-dd"
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    return format.string(from: Date(timeIntervalSinceNow: Double(offset) * 86_400))
  }

  private static func with(_ body: (Bench, String) throws -> Void) throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("notice.txt", "We removed your post. It goes against our rules.\n")
      let opened = try bench.run(
        "docket", "open", "--restriction", "platform=facebook", "country=VN", "visibility=removed",
        "starts=\(day(-3))", "--notice", "channel=in_app", "sent=\(day(-3))", "--notice-text",
        "notice.txt", "--fact", "appellant.name=\(name)", "item.url=https://social.example/p/1",
        "item.posted=\(day(-4))", "item.context=a report", "--consent", "appellant.name=platform",
        "--by", "caseworker-1", "--evidence", "note:1", "--at", day(-2), "--json")
      #expect(opened.isFine, "\(opened.errors)")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(opened.output.utf8)) as? [String: Any])
      try body(bench, try #require(json["case"] as? String))
    }
  }

  /// The reference of a published case, as the program tells it.
  private static func reference(in output: String) throws -> String {
    String(try #require(output.firstMatch(of: /case\/td-[0-9]{4}-[0-9a-z]{6}/)).output)
  }

  private static func add(
    _ bench: Bench, _ id: String, _ what: [String], language: String = "en", kill: String? = nil
  ) throws -> Program.Outcome {
    var environment = ["HAIDANG_LANG": language, "HAIDANG_BY": "caseworker-1"]
    environment["HAIDANG_KILL_AT"] = kill
    return try Program.run(
      ["docket", "add", id] + what + ["--evidence", "note:2", "-C", bench.observatory],
      environment: environment, folder: bench.folder)
  }

  @Test func aCaseGrowsAndIsShown() throws {
    try Self.with { bench, id in
      for step in [
        ["observation", "country=VN", "result=withheld_page"], ["appeal", "forum=facebook-item"],
        ["triage"], ["ready"], ["file", "proof=confirmation 4711", "due=\(Self.day(9))"],
      ] {
        let told = try Self.add(bench, id, step)
        #expect(told.isFine, "\(step): \(told.errors)")
      }
      let shown = try bench.run("docket", "show", id, "--history")
      #expect(shown.isFine, "\(shown.errors)")
      for part in [Self.name, "facebook-item", "We removed your post", "a1", "note:2"] {
        #expect(shown.output.contains(part), "\(part)")
      }
      let json = try bench.run("docket", "show", id.lowercased(), "--json")
      #expect(json.output.contains("\"form\": \"haidang-docket-1\""))
      let listed = try bench.run(
        "docket", "list", "--state", "filed", "--due-within", "30d", "--csv")
      #expect(listed.output.contains("\(id),facebook,VN,a1 filed"), "\(listed.output)")
      let none = try bench.run("docket", "list", "--platform", "youtube", "--json")
      #expect(none.output.contains("[]"))
      try bench.expectSound()
    }
  }

  @Test func noNameIsAnywhereInTheObservatoryOrItsEdition() throws {
    try Self.with { bench, id in
      let letter = try bench.run("docket", "letter", id, "--letter", "L1", "--by", "caseworker-1")
      let published = try bench.run("publish", bench.folder + "/edition")
      #expect(letter.isFine && published.isFine, "\(letter.errors)\(published.errors)")
      for folder in [bench.observatory, bench.folder + "/edition"] {
        let files = FileManager.default.enumerator(atPath: folder)
        while let file = files?.nextObject() as? String {
          guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else {
            continue
          }
          for word in ["Nguyễn Văn", "Mẫu", "social.example", "caseworker-1"] {
            #expect(data.firstRange(of: Data(word.utf8)) == nil, "\(file): \(word)")
          }
          #expect(folder == bench.observatory || !file.contains(id), "\(file)")
        }
      }
    }
  }

  @Test func refusalsSayWhatIsMissingInBothLanguages() throws {
    try Self.with { bench, id in
      let cases: [([String], en: String, vi: String)] = [
        (["triage"], "triage needs appeal", "triage cần mục appeal"),
        (["observation", "country=Germany", "result=visible"], "two letters", "hai chữ cái"),
        (["observation", "country=DE", "result=gone"], "login_wall", "login_wall"),
        (["notice", "colour=red"], "no field colour", "không có mục colour"),
        (
          ["appeal", "forum=oversight-board"], "record its decision first",
          "hãy ghi quyết định đó trước"
        ),
      ]
      for (what, en, vi) in cases {
        for (language, part) in [("en", en), ("vi", vi)] {
          let told = try Self.add(bench, id, what, language: language)
          #expect(told.code == 3 && told.errors.contains(part), "\(what): \(told.errors)")
        }
      }
      #expect(try Self.add(bench, id, ["appeal", "forum=facebook-item"]).isFine)
      let early = try Self.add(bench, id, ["file", "proof=x"])
      #expect(early.errors.contains("steps that can follow: triage"), "\(early.errors)")
      #expect(try Self.add(bench, id, ["triage"]).isFine)
      let bare = try bench.run("docket", "add", id, "ready", "--by", "caseworker-1")
      #expect(bare.code == 3 && bare.errors.contains("--evidence"), "\(bare.errors)")
      let nobody = try bench.run("docket", "add", id, "ready", "--evidence", "note:3")
      #expect(nobody.code == 3 && nobody.errors.contains("--by"), "\(nobody.errors)")
      let late = try Self.add(bench, id, ["ready", "--at", Self.day(2)])
      #expect(late.code == 2 && late.errors.contains("still to come"), "\(late.errors)")
      let slip = try Self.add(bench, id, ["fact", "name=appelant.name", "value=x"])
      #expect(slip.code == 2 && slip.errors.contains("appelant.name"))
      let other = try bench.run("docket", "show", "TD-2020-000000")
      #expect(other.code == 3 && other.errors.contains("no such case"))
    }
  }

  @Test func aLetterTellsWhatTheCaseKnowsAndIsLogged() throws {
    try Self.with { bench, id in
      let draft = try bench.run("docket", "letter", id, "--stage", "platform_internal", "--draft")
      #expect(draft.isFine, "\(draft.errors)")
      #expect(draft.output.contains(id) && draft.output.contains(Self.name))
      // To a partner nobody agreed to name the person.
      let partner = try bench.run(
        "docket", "letter", id, "--letter", "L1", "--to", "partner", "--lang", "vi", "--draft")
      #expect(!partner.output.contains(Self.name) && partner.errors.contains("appellant.name"))
      var shown = try bench.run("docket", "show", id, "--json").output
      #expect(!shown.contains("\"letter\""))
      let written = try bench.run("docket", "letter", id, "--letter", "L1", "--by", "caseworker-1")
      #expect(written.isFine && written.errors.contains("not sent"), "\(written.errors)")
      shown = try bench.run("docket", "show", id, "--json").output
      #expect(shown.contains("\"letter\"") && shown.contains("template:L1/2"))
    }
  }

  @Test func noLetterSaysWhatTheCaseContradicts() throws {
    try Self.with { bench, id in
      func refused(_ kind: String, _ part: String) throws {
        for form in [["--draft"], ["--by", "caseworker-1"]] {
          let told = try Program.run(
            ["docket", "letter", id, "--letter", kind, "-C", bench.observatory] + form,
            folder: bench.folder)
          #expect(!told.isFine && told.errors.contains(part), "\(kind): \(told.errors)")
          #expect(told.output.isEmpty)
        }
      }
      try refused("L4", "n1")
      try refused("L3", "about an account")
      try refused("L5", "none that was filed")
      let board = try bench.run(
        "docket", "letter", id, "--stage", "oversight_board", "--lang", "en", "--draft")
      #expect(board.isFine && !board.output.contains("reminder"), "\(board.errors)")
      for step in [
        ["appeal", "forum=facebook-item"], ["triage"], ["ready"],
        ["file", "proof=4711"], ["decide", "outcome=reversed"],
      ] { #expect(try Self.add(bench, id, step).isFine, "\(step)") }
      try refused("L5", "was decided on")
      #expect(try !bench.run("docket", "show", id, "--json").output.contains("\"letter\""))
    }
  }

  @Test func freeWordsStayWhereTheirPersonIsKept() throws {
    try Self.with { bench, id in
      #expect(
        try Self.add(
          bench, id, ["fact", "name=item.context", "value=Bài của Trần Văn Thử"]
        ).isFine)
      let letter = try bench.run("docket", "letter", id, "--letter", "L1", "--draft")
      #expect(!letter.output.contains("Thử") && letter.errors.contains("item.context"))
      let shown = try bench.run("docket", "show", id)
      #expect(shown.output.contains("Thử (may go to: nobody)"), "\(shown.output)")
      #expect(shown.output.contains("item.posted: \(Self.day(-4)) (may go to: anybody)"))
    }
  }

  @Test func nobodyInDangerIsWrittenFor() throws {
    try Self.with { bench, id in
      let unwarned = try Self.add(bench, id, ["appeal", "forum=vn-complaint"])
      #expect(unwarned.code == 3 && unwarned.errors.contains("warned=yes"), "\(unwarned.errors)")
      for step in [["appeal", "forum=facebook-item"], ["triage"], ["hold", "risk=custody"]] {
        #expect(try Self.add(bench, id, step).isFine)
      }
      let letter = try bench.run("docket", "letter", id, "--letter", "L1", "--by", "caseworker-1")
      #expect(letter.code == 3 && letter.errors.contains("on hold"), "\(letter.errors)")
      #expect(letter.output.isEmpty)
      #expect(try !bench.run("docket", "show", id, "--json").output.contains("\"letter\""))
    }
  }

  @Test func whatWasFiledAfterAGuessIsRecordedWithAWarning() throws {
    try Self.with { bench, id in
      for step in [["appeal", "forum=facebook-item"], ["triage"]] {
        #expect(try Self.add(bench, id, step).isFine)
      }
      let ready = try Self.add(
        bench, id, ["ready", "closes=\(Self.day(-2))", "basis=conservative_default"])
      #expect(ready.isFine, "\(ready.errors)")
      let filed = try Self.add(bench, id, ["file", "proof=Facebook confirmation 4711"])
      #expect(filed.isFine && filed.errors.contains("may not take it"), "\(filed.errors)")
    }
  }

  @Test func aRowOfTheListStaysOneRow() throws {
    try Self.with { bench, id in
      let opened = try bench.run(
        "docket", "open", "--restriction", "platform=a\u{1B}[2Jb\nc", "country=VN",
        "visibility=removed", "--by", "c", "--evidence", "n", "--zone", "-08:00")
      #expect(opened.isFine, "\(opened.errors)")
      let listed = try bench.run("docket", "list")
      #expect(!listed.output.contains("\u{1B}"))
      #expect(listed.output.split(separator: "\n").count == 3, "\(listed.output)")
    }
  }

  @Test func backdatingLeavesATrace() throws {
    try Self.with { bench, id in
      let history = try bench.run("docket", "show", id, "--history")
      #expect(history.output.contains("(recorded \(Self.day(0))"), "\(history.output)")
    }
  }

  @Test func nextTakesItsFactsFromTheCase() throws {
    try Self.with { bench, id in
      let told = try bench.run("docket", "next", id, "--json")
      #expect(told.isFine, "\(told.errors)")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]])
      let open = try #require(json.first?["open"] as? [[String: Any]])
      let own = try #require(open.first { $0["forum"] as? String == "facebook-item" })
      #expect((own["missing"] as? [String])?.contains("E2") == false)
      #expect(try Program.run(["docket", "next"]).code == 2)
    }
  }

  @Test func theCalendarHoldsDeadlinesAndNothingElse() throws {
    try Self.with { bench, id in
      let agenda = try bench.run("docket", "calendar")
      #expect(agenda.output.contains(id) && agenda.output.contains("days left"), "\(agenda.output)")
      let made = try bench.run("docket", "calendar", "--ics", "deadlines.ics", "--lang", "vi")
      #expect(made.isFine, "\(made.errors)")
      let ics = try String(contentsOfFile: "\(bench.folder)/deadlines.ics", encoding: .utf8)
        .replacing("\r\n ", with: "")
      #expect(ics.contains("SUMMARY;LANGUAGE=vi:\(id): hết hạn cách khiếu nại đầu tiên\r\n"))
      #expect(ics.contains("STATUS:CONFIRMED"))
      for word in ["facebook", "Mẫu", "social"] { #expect(!ics.contains(word), "\(word)") }
      let near = try bench.run("docket", "calendar", "--within", "1d")
      #expect(near.output.contains("Nothing is due"))
    }
  }

  @Test func aFileOpensACaseAndItsFaultsAreTold() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write(
        "case.yaml",
        """
        restriction: {platform: youtube, country: NO, starts: 2026, visibility: [disabled]}
        notice: {channel: none}
        facts:
          appellant.name: \(Self.name)
        consent:
          appellant.name: [platform]
        """)
      let opened = try bench.run(
        "docket", "open", "--from", "case.yaml", "--by", "caseworker-1", "--evidence", "note:1")
      #expect(opened.isFine, "\(opened.errors)")
      let listed = try bench.run("docket", "list", "--country", "no", "--csv")
      #expect(listed.output.contains("youtube,NO,none"), "\(listed.output)")
      try bench.write("wrong.yaml", "restriction: {platform: youtube, country: VN}\nnotice: [1\n")
      let wrong = try bench.run("docket", "open", "--from", "wrong.yaml", "--evidence", "n")
      #expect(wrong.code == 3 && wrong.errors.contains("wrong.yaml"), "\(wrong.errors)")
      let nothing = try bench.run("docket", "open")
      #expect(nothing.code == 2 && nothing.errors.contains("--restriction"))
    }
  }

  @Test func nothingButCodesIsPublishedAndOnlyWhenAPersonConfirmedIt() throws {
    try Self.with { bench, id in
      let early = try bench.run("docket", "publish", id, "--confirmed-by", "reader-1")
      #expect(early.code == 3 && early.errors.contains("publication.consent"), "\(early.errors)")
      for (answer, told) in [("no", "said no"), ("without a name", "neither")] {
        #expect(
          try Self.add(bench, id, ["fact", "name=publication.consent", "value=\(answer)"]).isFine)
        let refused = try bench.run("docket", "publish", id, "--confirmed-by", "reader-1")
        #expect(refused.code == 3 && refused.errors.contains(told), "\(refused.errors)")
        #expect(try bench.run("list", "case", "--json").output.contains("[]"))
      }
      for step in [
        ["fact", "name=publication.consent", "value=yes"],
        ["request", "kind=remove", "sent_by=Some Bureau", "legal_basis=some letter"],
        ["appeal", "forum=facebook-item"], ["triage"], ["ready"], ["file", "proof=receipt-4711"],
        ["decide", "outcome=reversed", "reasons=as given to Mẫu"],
      ] {
        let told = try Self.add(bench, id, step)
        #expect(told.isFine, "\(step): \(told.errors)")
      }
      let preview = try bench.run("docket", "publish", id)
      #expect(preview.isFine && preview.errors.contains("Some Bureau"), "\(preview.errors)")
      #expect(preview.output.contains("outcome: reversed"))
      #expect(try bench.run("list", "case", "--json").output.contains("[]"))
      let done = try bench.run("docket", "publish", id, "--confirmed-by", "reader-1")
      #expect(done.isFine && done.output.contains("version 1"), "\(done.errors)")
      let reference = try Self.reference(in: done.output)
      // Who takes a letter or a calendar finds no page by its number.
      #expect(!reference.contains(id.lowercased()))
      let shown = try bench.run("show", reference)
      #expect(shown.output.contains("platform: facebook"), "\(shown.output)")
      // To the month, unless somebody says otherwise.
      #expect(!shown.output.contains(Self.day(-3)))
      #expect(shown.output.contains(String(Self.day(-3).prefix(7))))
      let again = try bench.run("docket", "publish", id, "--confirmed-by", "reader-1")
      #expect(again.output.contains("says that already"))
      let history = try bench.run("docket", "show", id, "--history")
      #expect(history.output.contains("published \(reference) 1"))
      try bench.expectSound()
      let published = try bench.run("publish", bench.folder + "/edition")
      #expect(published.isFine, "\(published.errors)")
      let page = "\(bench.folder)/edition/vi/docket/\(reference.dropFirst(5)).html"
      let text = try String(contentsOfFile: page, encoding: .utf8)
      #expect(text.contains("hủy bỏ quyết định"))
      for folder in [bench.observatory, bench.folder + "/edition"] {
        let files = FileManager.default.enumerator(atPath: folder)
        while let file = files?.nextObject() as? String {
          guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else {
            continue
          }
          for word in [
            "Mẫu", "Bureau", "some letter", "reader-1", "receipt-4711", "social.example", id,
            id.lowercased(),
          ] {
            #expect(data.firstRange(of: Data(word.utf8)) == nil, "\(file): \(word)")
          }
        }
      }
    }
  }

  @Test func aCaseOnHoldIsNotPublished() throws {
    try Self.with { bench, id in
      for step in [
        ["fact", "name=publication.consent", "value=yes"], ["appeal", "forum=facebook-item"],
        ["triage"], ["hold", "risk=custody"],
      ] { #expect(try Self.add(bench, id, step).isFine) }
      let told = try bench.run("docket", "publish", id, "--confirmed-by", "reader-1")
      #expect(told.code == 3 && told.errors.contains("danger"), "\(told.errors)")
    }
  }

  #if DEBUG
    @Test func aKillBetweenJournalAndVaultIsMadeGoodByASecondRun() throws {
      try Self.with { bench, id in
        #expect(try Self.add(bench, id, ["fact", "name=publication.consent", "value=yes"]).isFine)
        let command = [
          "docket", "publish", id, "--confirmed-by", "reader-1", "-C", bench.observatory,
        ]
        let cut = try Program.run(
          command, environment: ["HAIDANG_KILL_AT": "observatory.after-cache"],
          folder: bench.folder)
        #expect(cut.signal == SIGKILL)
        let again = try Program.run(command, folder: bench.folder)
        #expect(again.isFine && again.output.contains("says that already"), "\(again.errors)")
        let history = try bench.run("docket", "show", id, "--history")
        let reference = try Self.reference(in: again.output)
        #expect(history.output.contains("published \(reference) 1"))
        try bench.expectSound()
      }
    }

    @Test func aKillLeavesTheOldCase() throws {
      try Self.with { bench, id in
        let before = try bench.run("docket", "show", id, "--json").output
        let killed = try Self.add(bench, id, ["triage"], kill: "disk.rename")
        #expect(killed.signal == 0, "a refused entry writes nothing")
        let cut = try Self.add(
          bench, id, ["appeal", "forum=facebook-item"], kill: "disk.rename")
        #expect(cut.signal == SIGKILL)
        #expect(try bench.run("docket", "show", id, "--json").output == before)
        #expect(try bench.run("docket", "list", "--csv").output.contains(id))
        #expect(try Self.add(bench, id, ["appeal", "forum=facebook-item"]).isFine)
        #expect(try bench.run("docket", "show", id).output.contains("a1"))
        try bench.expectSound()
      }
    }
  #endif

  @Test func whatCameOfAppealsIsToldByHalfYearAndFewAreHidden() throws {
    try Self.with { bench, id in
      for step in [
        ["appeal", "forum=facebook-item"], ["triage"], ["ready"], ["file", "proof=4711"],
        ["decide", "outcome=reversed"], ["notice", "id=n1", "confirmed=yes", "present=N5"],
      ] {
        let told = try Self.add(bench, id, step)
        #expect(told.isFine, "\(step): \(told.errors)")
      }
      let told = try bench.run("docket", "figures", "--csv")
      #expect(told.isFine, "\(told.errors)")
      let rows = told.output.split(whereSeparator: \.isNewline)
      #expect(rows.first?.hasPrefix("half_year,stage,platform,country,filed,decided") == true)
      // One appeal: that there is one place is told, how many there are is not.
      #expect(rows.count == 5 && rows.dropFirst().allSatisfy { !$0.contains(",1,") })
      #expect(rows[1].contains("-H") && rows[1].contains(",platform_internal,facebook,VN,"))
      let shown = try bench.run("docket", "show", id)
      #expect(shown.output.contains("confirmed by a person"))
    }
  }

  private static func read(_ path: String) throws -> Program.Outcome {
    try Program.run(["docket", "read", path])
  }

  @Test func noticesOfOthersBecomeFilesThatACaseIsOpenedWith() throws {
    try Bench.with { bench in
      try bench.make()
      let folder = bench.folder + "/China/2021"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try "Dear GitHub,\n\nplease remove https://code.example/a?x=1 today.\n".write(
        toFile: folder + "/2021-01-22-OFFICE.md", atomically: true, encoding: .utf8)
      let read = try Self.read(folder + "/2021-01-22-OFFICE.md")
      #expect(read.isFine, "\(read.errors)")
      #expect(read.output.contains("OFFICE") && !read.output.contains("https://"))
      // The notice does not say what was done: a person has to, before it is a case.
      try bench.write("case.json", read.output)
      let refused = try bench.run(
        "docket", "open", "--from", "\(bench.folder)/case.json", "--by", "caseworker-1",
        "--evidence", "note:1", "--json")
      #expect(refused.code == 3 && refused.errors.contains("give visibility"))
      let trigger = "\"trigger\": \"state_request\""
      try bench.write(
        "case.json",
        read.output.replacing(trigger, with: trigger + ", \"visibility\": [\"disabled\"]"))
      let opened = try bench.run(
        "docket", "open", "--from", "\(bench.folder)/case.json", "--by", "caseworker-1",
        "--evidence", "note:1", "--json")
      #expect(opened.isFine, "\(opened.errors)")
      try bench.write(
        "lumen.json",
        #"{"notices":[{"type":"GovernmentRequest","id":7,"title":"T","recipient_name":"Example","works":[{"infringing_urls":[{"url":"https://a.example/1"},{"fqdn":"b.example","count":3}]}],"jurisdictions":["VN"],"action_taken":"No","date_sent":"2026-07-02T00:00:00.000Z"}]}"#
      )
      let lumen = try Self.read("\(bench.folder)/lumen.json")
      #expect(lumen.isFine, "\(lumen.errors)")
      for part in ["\"no_action\"", "\"2026-07-02\"", "\"VN\"", "(3)", "\"Example\""] {
        #expect(lumen.output.contains(part), "\(part)")
      }
      #expect(!lumen.output.contains("https://"))
      try bench.write(
        "statement.json",
        #"{"decision_visibility":["DECISION_VISIBILITY_CONTENT_DEMOTED"],"decision_ground":"DECISION_GROUND_INCOMPATIBLE_CONTENT","incompatible_content_ground":"House rule 2","incompatible_content_explanation":"Repeated links.","territorial_scope":["DE"],"application_date":"2025-09-01","decision_facts":"Pattern match.","source_type":"SOURCE_VOLUNTARY","puid":"k-18"}"#
      )
      let statement = try Self.read("\(bench.folder)/statement.json")
      for part in ["\"demoted\"", "\"own_initiative\"", "House rule 2", "k-18", "\"DE\""] {
        #expect(statement.output.contains(part), "\(part)")
      }
      try bench.write("other.md", "# Nothing")
      #expect(try Self.read("\(bench.folder)/other.md").code == 3)
    }
  }
}
