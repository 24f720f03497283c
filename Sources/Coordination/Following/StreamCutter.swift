/// Cuts a stream of JSON Lines into batches of whole lines and reads each.
public struct StreamCutter: Sendable {
  private let options: ActionReadingOptions
  private var held: [UInt8] = []
  /// Actions read so far.
  public private(set) var kept = 0
  /// Lines that could not be read.
  public private(set) var refused = 0
  /// A line longer than this is let go.
  private static let longest = 1 << 20

  /// Reads by these options.
  public init(_ options: ActionReadingOptions) { self.options = options }

  /// The actions of the lines that a piece completes; nil when it completes none.
  public mutating func take(
    _ piece: UnsafeRawBufferPointer
  ) throws(ActionReadingError) -> ActionColumns? {
    held.append(contentsOf: piece)
    guard let end = held.lastIndex(of: UInt8(ascii: "\n")) else {
      if held.count > Self.longest {
        held = []
        refused += 1
      }
      return nil
    }
    let whole = Array(held[...end])
    held.removeSubrange(...end)
    return try read(whole)
  }

  /// The actions of what is left when the stream ends.
  public mutating func finish() throws(ActionReadingError) -> ActionColumns? {
    defer { held = [] }
    return held.isEmpty ? nil : try read(held)
  }

  private mutating func read(_ lines: [UInt8]) throws(ActionReadingError) -> ActionColumns? {
    guard lines.contains(where: { $0 > 0x20 }) else { return nil }
    do throws(ActionReadingError) {
      let result = try ActionReader.read(lines, options)
      kept += result.report.rowsKept
      refused += result.report.rowsRefused
      return result.columns.count > 0 ? result.columns : nil
    } catch {
      // A batch without one good line says nothing about the stream.
      if case .missingColumns = error { throw error }
      refused += lines.count { $0 == UInt8(ascii: "\n") }
      return nil
    }
  }
}
