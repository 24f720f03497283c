import ArgumentParser
import Glibc
import Transparency

/// `bench statements FILE…`: how fast statements of reasons are counted by groups.
struct StatementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements", abstract: "Counts EU statements of reasons by groups, and measures it.")

  @Argument(help: "Tables of statements.")
  var files: [String]

  func run() throws {
    let start = Watch.cpuSeconds
    for file in files {
      guard let stream = fopen(file, "r") else { throw File.Fault(path: file) }
      defer { fclose(stream) }
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
      defer { piece.deallocate() }
      var counter = StatementCounter(.decisions)
      while true {
        let count = Glibc.read(fileno(stream), piece.baseAddress, piece.count)
        if count <= 0 { break }
        try counter.read(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      }
      let counts = try counter.finish()
      let seconds = Watch.cpuSeconds - start
      print(counts.rows, counts.groups.count, seconds, Double(counts.rows) / seconds, Watch.peakMegabytes)
    }
  }
}
