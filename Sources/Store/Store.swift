internal import GRDB
internal import GRDBSQLite
func probe(_ db: Database) -> Int32 { sqlite3_libversion_number() }
