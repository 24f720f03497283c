internal import Bytes

/// Notices in the table that Lumen's forerunner exported (`NoticeID`, `Date`, `Subject`, …).
public struct LumenExport: Sendable {
  /// One notice of the table. Addresses of people are left in the file.
  public struct Row: Sendable, Hashable {
    /// Its number.
    public var id: Int
    /// The date as written.
    public var date: String?
    /// What it is called.
    public var subject: String?
    /// What it is about.
    public var line: String?
    /// How it was sent.
    public var channel: String?
    /// In whose name it was sent.
    public var sender: String?
    /// The company that received it.
    public var recipient: String?
    /// The country of the company, as written.
    public var recipientCountry: String?
    /// The country of the sender, as written.
    public var senderCountry: String?
    /// The class that the table gives.
    public var category: String?
    /// Its number with the company.
    public var submission: String?
    /// Whether the table hides it: it is not for publication.
    public var isHidden: Bool
    /// The row, counted from 1; the row of names is row 1.
    public var row: Int
  }

  /// The notices.
  public private(set) var rows: [Row] = []
  /// What was met.
  public private(set) var notes = ReadingNotes()

  /// Columns that are read over on purpose: addresses, names of lawyers, and the database's own keeping.
  private static let passedOver: Set<String> = [
    "Sender_LawFirm", "Sender_Attorney", "Sender_Address1", "Sender_Address2", "Sender_City",
    "Sender_State", "Sender_Zip", "Recipient_Individual", "Recipient_Address1",
    "Recipient_Address2", "Recipient_City", "Recipient_State", "Recipient_Zip", "Privacy", "Body",
    "Rank", "Submitted_By", "CatID", "add_user", "add_date", "alter_user", "alter_date",
    "pub_date", "Local", "Keywords", "Description", "Readlevel", "Writelevel",
    "OriginalFilePath", "SupportingFilePath",
  ]
  private static let read: Set<String> = [
    "NoticeID", "Date", "Subject", "Re_Line", "How_Sent", "Sender_Principal", "Sender_Country",
    "Recipient_Entity", "Recipient_Country", "CategoryName", "SubmissionID", "Hide",
  ]

  /// Reads a table.
  ///
  /// - Throws: `FigureFileFault` for a table with other columns.
  public static func read(_ bytes: [UInt8]) throws(FigureFileFault) -> LumenExport {
    let table = try FigureTable(bytes)
    guard table.has(["NoticeID", "Date", "Re_Line", "Recipient_Entity"]) else {
      throw .unknownHeader(table.names)
    }
    var result = LumenExport()
    result.notes.unknownColumns = table.unknown(besides: read.union(passedOver))
    result.notes.missingColumns = read.filter { table.place($0) == nil }.sorted()
    for row in table.rows {
      result.notes.rows += 1
      func text(_ name: String) -> String? {
        row.text(table.place(name)).flatMap { $0.isEmpty ? nil : DefangedAddress.text($0).text }
      }
      guard row.count == table.names.count, let id = row.count(table.place("NoticeID")) else {
        result.notes.refuse(
          row: row.number, line: row.line, "NoticeID", row.text(table.place("NoticeID")) ?? "")
        continue
      }
      result.rows.append(
        Row(
          id: id, date: text("Date"), subject: text("Subject"), line: text("Re_Line"),
          channel: text("How_Sent"), sender: text("Sender_Principal"),
          recipient: text("Recipient_Entity"), recipientCountry: text("Recipient_Country"),
          senderCountry: text("Sender_Country"), category: text("CategoryName"),
          submission: text("SubmissionID"), isHidden: text("Hide").map { $0 != "0" } ?? false,
          row: row.number))
    }
    return result
  }
}
