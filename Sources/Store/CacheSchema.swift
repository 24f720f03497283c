/// The tables of the cache.
///
/// All of it is derived from the journal: a change here needs a new `version`, not a migration.
enum CacheSchema {
  /// Which layout the file has; another number means the cache is made anew.
  static let version = 4

  /// The tables, in the order in which their content is compared. Those of the full-text index
  /// are derived from `search_text`.
  static let tables = [
    "facts", "days", "records", "versions", "events", "facets", "citations", "figures",
    "proceedings", "provisions", "exhibits", "standings", "search_text",
  ]

  /// The statements that make an empty cache.
  static let statements = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value ANY) WITHOUT ROWID;
    CREATE TABLE days (entry INTEGER PRIMARY KEY, day INTEGER NOT NULL);
    CREATE TABLE records (
      record INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL,
      version INTEGER NOT NULL, heading TEXT NOT NULL, date TEXT, UNIQUE (kind, id));
    CREATE TABLE versions (
      record INTEGER NOT NULL, number INTEGER NOT NULL, entry INTEGER NOT NULL,
      day INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (record, number));
    CREATE TABLE events (
      record INTEGER PRIMARY KEY, id TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,
      reach_lo INTEGER NOT NULL, reach_hi INTEGER NOT NULL, year INTEGER NOT NULL, month INTEGER, date TEXT NOT NULL, kind TEXT NOT NULL,
      standing TEXT NOT NULL, vi TEXT, en TEXT, sources INTEGER NOT NULL,
      version INTEGER NOT NULL, day INTEGER NOT NULL, first_day INTEGER NOT NULL);
    CREATE UNIQUE INDEX events_in_time ON events (lo, hi, id);
    CREATE TABLE facets (
      facet INTEGER NOT NULL, value TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,
      id TEXT NOT NULL, record INTEGER NOT NULL,
      PRIMARY KEY (facet, value, lo, hi, id)) WITHOUT ROWID;
    CREATE INDEX facets_of_event ON facets (record, facet, value);
    CREATE TABLE citations (
      kind INTEGER NOT NULL, id TEXT NOT NULL, by_kind INTEGER NOT NULL, by_id TEXT NOT NULL,
      PRIMARY KEY (kind, id, by_kind, by_id)) WITHOUT ROWID;
    CREATE INDEX citations_by ON citations (by_kind, by_id);
    CREATE TABLE figures (
      series TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL, vintage TEXT NOT NULL,
      id TEXT NOT NULL, record INTEGER NOT NULL UNIQUE,
      PRIMARY KEY (series, lo, hi, vintage, id)) WITHOUT ROWID;
    CREATE TABLE proceedings (
      person TEXT NOT NULL, place INTEGER NOT NULL, lo INTEGER NOT NULL, id TEXT NOT NULL,
      record INTEGER NOT NULL UNIQUE, PRIMARY KEY (person, place, lo, id)) WITHOUT ROWID;
    CREATE TABLE provisions (
      provision TEXT PRIMARY KEY, statute TEXT NOT NULL, record INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX provisions_of ON provisions (record);
    CREATE TABLE exhibits (
      digest TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
      entry INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (digest, entry)) WITHOUT ROWID;
    CREATE TABLE standings (
      digest TEXT NOT NULL, entry INTEGER NOT NULL, is_aside INTEGER NOT NULL, because TEXT NOT NULL,
      PRIMARY KEY (digest, entry)) WITHOUT ROWID;
    CREATE TABLE search_text (record INTEGER PRIMARY KEY, exact TEXT NOT NULL, folded TEXT NOT NULL);
    CREATE VIRTUAL TABLE search USING fts5 (
      exact, folded, content='search_text', content_rowid='record',
      tokenize="unicode61 remove_diacritics 0");
    """

  /// The number of a facet in the table `facets`.
  enum Facet: Int {
    case kind = 1, standing, place, actor, platform, tag, year, person, source, statute
  }
}
