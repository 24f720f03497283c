import Testing

@testable import Coordination

@Suite("Columns are found by what somebody said and by known names") struct ColumnMapTests {
  @Test("A map is read") func parsing() throws {
    let map = try ColumnMap(
      parsing: "actor=author_id, Target=repost_id:Share|#5:comment ,action=:report,text=#3")
    #expect(
      map.origins == [
        .actor: .columns([ColumnMap.Source(column: .name("author_id"), kind: nil)]),
        .target: .columns([
          ColumnMap.Source(column: .name("repost_id"), kind: "share"),
          ColumnMap.Source(column: .place(5), kind: "comment"),
        ]),
        .action: .constant("report"),
        .text: .columns([ColumnMap.Source(column: .place(3), kind: nil)]),
      ])
  }

  @Test(
    "What cannot be understood is named",
    arguments: [
      ("actor", ColumnMapError.Fault.noEqualsSign, 1), ("", .noEqualsSign, 1),
      ("actor=a,user=b", .unknownField, 2), ("actor=a,actor=b", .twice, 2),
      ("actor=", .badColumn, 1), ("actor=#0", .badColumn, 1), ("actor=:me", .noConstant, 1),
      ("target=a:|b", .badColumn, 1), ("action=:", .badColumn, 1), ("target=a||b", .badColumn, 1),
    ])
  func faults(text: String, fault: ColumnMapError.Fault, number: Int) throws {
    let error = #expect(throws: ColumnMapError.self) { try ColumnMap(parsing: text) }
    #expect(error?.fault == fault && error?.number == number)
    #expect(error?.description.isEmpty == false)
  }

  @Test(
    "Known files need no map",
    arguments: [
      ("object_id,account_id,content_id,timestamp_share", "account_id,content_id,object_id"),
      ("source,target,timestamp", "source,target"),
      (
        "id,thread_id,timestamp,unix_timestamp,body,author,author_id",
        "author_id,id,thread_id,unix_timestamp"
      ),
      ("Author ID,Target-ID,Created At", "Author ID,Target-ID,Created At"),
      (
        "comment_id,post_id,user_id,created_time,message",
        "comment_id,created_time,message,post_id,user_id"
      ),
    ])
  func known(header: String, read: String) {
    let plan = ColumnPlan(
      header: header.split(separator: ",").map(String.init), map: ColumnMap())
    #expect(plan.missing == [])
    let found = Set(plan.found.values.flatMap { $0 })
    for name in read.split(separator: ",") { #expect(found.contains(String(name))) }
  }

  @Test("What is said goes before what is known, and no column means two things") func order()
    throws
  {
    let map = try ColumnMap(parsing: "target=actor,actor=target")
    let plan = ColumnPlan(header: ["actor", "target", "timestamp", "Actor"], map: map)
    #expect(plan.found[.actor] == ["target"] && plan.found[.target] == ["actor"])
    #expect(plan.unknown == ["Actor"])
    let post = ColumnPlan(header: ["account_id", "post_id", "timestamp"], map: ColumnMap())
    #expect(post.missing == [.target] && post.found[.actionID] == ["post_id"])
  }
}
