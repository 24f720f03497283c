import Foundation
import Testing

@Suite("The docket by command")
struct DocketCommandTests {
  private static let notice = """
    Hi Sample Person,
    We removed your post https://social.example/p/1 on 3 November 2026 because it goes against our
    Community Guidelines, section 4.2 on harassment. It was reported by another user and reviewed by a person.
    If you think we made a mistake you can appeal within 30 days. The Help Centre explains how.
    """

  @Test func aNoticeIsCheckedElementByElement() throws {
    try Bench.with { bench in
      try bench.write("notice.txt", Self.notice)
      let told = try Program.run(["docket", "check-notice", "\(bench.folder)/notice.txt"])
      #expect(told.isFine, "\(told.errors)")
      #expect(told.output.split(separator: "\n").count { $0.hasPrefix("N") } == 15)
      #expect(told.output.contains("within 30 days"))
      let json = try Program.run(["docket", "check-notice", "\(bench.folder)/notice.txt", "--json"])
      let value = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let elements = try #require(value["elements"] as? [[String: Any]])
      let states = Dictionary(
        uniqueKeysWithValues: elements.compactMap { element in
          (element["element"] as? String).flatMap { name in
            (element["state"] as? String).map { (name, $0) }
          }
        })
      #expect(states["N1"] == "present")
      #expect(states["N10"] == "present")
      let nobody = try Program.run(["docket", "check-notice", "\(bench.folder)/none.txt"])
      #expect(!nobody.isFine)
    }
  }

  @Test func theLimitOfOnesOwnNoticeWins() throws {
    try Bench.with { bench in
      try bench.write("notice.txt", Self.notice)
      let arguments = [
        "docket", "next", "--platform", "facebook", "--country", "VN", "--notice", "2026-11-03",
        "--json",
      ]
      func basis(_ more: [String]) throws -> [String] {
        let told = try Program.run(arguments + more)
        #expect(told.isFine, "\(told.errors)")
        let value = try #require(
          try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
        return ["open", "lapsed"].flatMap { value[$0] as? [[String: Any]] ?? [] }
          .compactMap { $0["basis"] as? String }
      }
      #expect(try !basis([]).contains("notice_text"))
      #expect(try basis(["--notice-text", "\(bench.folder)/notice.txt"]).contains("notice_text"))
    }
  }

  @Test func whatIsNotKnownIsNoAnswer() throws {
    let told = try Program.run(["docket", "assess", "--json"])
    #expect(told.isFine, "\(told.errors)")
    #expect(told.output.contains(#""outcome": "escalate_human""#))
    let refused = try Program.run(["docket", "assess", "--fact", "request.signed=perhaps"])
    #expect(refused.code == 2)
    let unknown = try Program.run(["docket", "assess", "--fact", "no.such=yes"])
    #expect(unknown.errors.contains("no.such"))
  }

  @Test func aRepealedProvisionIsCaught() throws {
    try Bench.with { bench in
      try bench.make()
      let taken = try bench.run("import", "\(Program.root)/Data/viet-nam")
      #expect(taken.isFine, "\(taken.errors)")
      let law = try String(
        contentsOfFile: "\(Program.root)/Data/viet-nam/statutes/cybersecurity-law-2018.yaml",
        encoding: .utf8)
      let id = try #require(law.firstMatch(of: /provisions:\s+- id: (\S+)/)).1
      let facts = [
        "--fact", "requester.verified=yes", "--fact", "request.in_writing=yes", "--fact",
        "request.signed=yes", "--fact", "content.harm_class=none", "--json", "--cites", String(id),
      ]
      let after = try Program.run(
        ["-C", bench.observatory, "docket", "assess", "--date", "2026-08-05"] + facts)
      #expect(after.isFine, "\(after.errors)")
      #expect(after.output.contains(#""in_force": "no""#))
      #expect(after.output.contains(#""at_most": "reject""#))
      let before = try Program.run(
        ["-C", bench.observatory, "docket", "assess", "--date", "2025-08-05"] + facts)
      #expect(before.output.contains(#""in_force": "yes""#))
      // In the words of a letter as by its name in the register.
      for cited in ["d72-art5", "khoản 1 Điều 5 Nghị định số 72/2013/NĐ-CP"] {
        let told = try Program.run(
          ["-C", bench.observatory, "docket", "assess", "--date", "2026-08-05", "--cites", cited])
        #expect(
          told.output.contains(
            "Decree 72/2013/ND-CP, Art. 5: not in force on that day; in its place: Decree 147/2024/ND-CP"
          ), "\(told.output)")
      }
      let silent = try Program.run(["-C", bench.observatory, "docket", "assess"])
      #expect(silent.output.contains("A3 undecided"), "\(silent.output)")
      #expect(!silent.output.contains("send it back"), "\(silent.output)")
    }
  }

  @Test func aTextIsPublicOnceAPersonConfirmedIt() throws {
    try Bench.with { bench in
      try bench.write(
        "case.txt",
        "Ông Nguyễn Văn Mẫu, số điện thoại 0901 234 567, bị yêu cầu theo Nghị định 147/2024/NĐ-CP ngày 09/11/2024.\n"
      )
      let file = "\(bench.folder)/case.txt"
      let proposal = try Program.run(["docket", "redact", file])
      #expect(proposal.isFine, "\(proposal.errors)")
      for hidden in ["Mẫu", "234"] { #expect(!proposal.output.contains(hidden)) }
      #expect(proposal.output.contains("147/2024/NĐ-CP ngày 09/11/2024"))
      #expect(proposal.errors.contains("proposal"))
      let listed = try Program.run(["docket", "redact", file, "--json"])
      #expect(!listed.output.contains("Mẫu"))
      let confirmed = try Program.run(["docket", "redact", file, "--confirmed-by", "a person"])
      #expect(confirmed.isFine, "\(confirmed.errors)")
      #expect(!confirmed.output.contains("Mẫu"))
    }
  }

  @Test func marksOfProvisionsAreToldAndWhatNobodyHasJudgedIsUnknown() throws {
    try Bench.with { bench in
      try bench.make()
      let taken = try bench.run("import", "\(Program.root)/Data/viet-nam")
      #expect(taken.isFine, "\(taken.errors)")
      func assess(_ provision: String, _ more: [String] = []) throws -> Program.Outcome {
        try Program.run(
          [
            "-C", bench.observatory, "docket", "assess", "--date", "2026-08-05", "--cites",
            provision,
          ]
            + more)
      }
      let vague = try assess("pc2015-art331")
      #expect(vague.output.contains("precise enough (legality): no, judged on 2026-11-29."))
      #expect(vague.output.contains("A6"))
      let unjudged = try assess("pc2015-art318")
      #expect(unjudged.output.contains("precise enough (legality): unknown"))
      #expect(unjudged.output.contains("basis.precise"))
      let marks = "\(Program.root)/Data/policies/viet-nam-marks.json"
      let sound = try assess("pc2015-art318", ["--lint", "--marks", marks])
      #expect(sound.isFine, "\(sound.errors)")
      try bench.write("marks.json", #"{"marks_id": "x", "marks": [{"statute": "no"}]}"#)
      let refused = try assess("pc2015-art318", ["--marks", "\(bench.folder)/marks.json"])
      #expect(refused.code == 3 && refused.errors.contains("marks[0].judged"), "\(refused)")
    }
  }
}
