import Testing

@Suite("Transparency reports on the command line")
struct FigureCommandTests {
  private static let table = """
    time_period,country,cldr_territory,requestor,product,reason,number_of_requests,\
    items_requested_removal,items_removed_legal,items_removed_policy,items_content_not_found,\
    items_not_enough_info,items_no_action_taken,items_content_already_removed
    January - June 2019,Namibia,NA,Police,YouTube,Defamation,2,20,10,5,1,1,2,1
    July - December 2019,Namibia,NA,Police,YouTube,Defamation,1,5,1,1,1,1,1,0
    July - December 2019,Canada,CA,Police,YouTube,Defamation,1,5,1,1,1,1,1,0

    """

  @Test func anImportIsToldOfByTheRecordAsTheFileTellsIt() throws {
    try Bench.withRecord { bench in
      try bench.write("export.csv", Self.table)
      let trial = try bench.run("import", "export.csv", "--country", "na", "--dry-run")
      #expect(trial.isFine && trial.output.contains("+ series/google-na-requests-2019-h2-"))
      #expect(trial.errors.contains("other countries in it: CA"))
      let nobody = try bench.run("figures", "compliance", "--country", "NA")
      #expect(nobody.isFine && nobody.errors.contains("The record has nothing of NA"))
      #expect(try bench.run("import", "export.csv", "--country", "NA").isFine)
      let again = try bench.run("import", "export.csv", "--country", "NA", "--json")
      #expect(again.isFine && again.output.contains("\"created\": 0"))
      #expect(again.output.contains("other countries in it: CA"))
      try bench.expectSound()

      let text = try bench.run("figures", "compliance", "--country", "NA")
      #expect(text.isFine && text.output.contains("15/20") && text.output.contains("2019-H1"))
      let csv = try bench.run("figures", "compliance", "--country", "na", "--csv")
      #expect(csv.output.contains(",2019-40,R1,75,percent,,15,20,"))
      // Five items are no base for a percentage.
      #expect(csv.output.contains(",2019-41,R1,,percent,,2,5,"))
      let json = try bench.run("figures", "compliance", "--country", "NA", "--json")
      #expect(json.output.contains("\"denominator\": 20") && json.output.contains("\"claims\": []"))
      let file = try bench.run("figures", "compliance", "export.csv", "--country", "NA")
      #expect(file.isFine && file.output.contains("15/20"))
      let published = try bench.run("publish", "edition")
      #expect(published.isFine, "\(published.errors)")
      let check = try bench.run("verify", "edition")
      #expect(check.isFine, "\(check.output)\(check.errors)")
    }
  }

  @Test func whatIsNoCountryAndWhatIsNoReportIsSaid() throws {
    try Bench.withRecord { bench in
      try bench.write("export.csv", Self.table)
      let bad = try bench.run("import", "export.csv", "--country", "Namibia")
      #expect(bad.code == 2)
      let unsaid = try bench.run("import", "export.csv")
      #expect(unsaid.code == 3 && unsaid.errors.contains("--country"), "\(unsaid)")
      try bench.write("broken.json", #"{"services":["A"],"service_platforms":[],"t7":[]}"#)
      let broken = try bench.run("import", "broken.json", "--country", "EU")
      #expect(broken.code == 3 && broken.errors.contains("broken.json"), "\(broken)")
    }
  }
}
