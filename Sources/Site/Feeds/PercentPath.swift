import Bytes

/// Percent-encoding of a path whose slashes stay.
enum PercentPath {
  static func encoded(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { PercentEncoding.encoded(String($0)) }.joined(separator: "/")
  }
}
