import ArgumentParser
import Messages
import Glibc
import Observatory
import Server

/// `haidang serve`: the site, live.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: say("serve.abstract"), discussion: say("serve.discussion"))

  @Option(help: .init(say("serve.host"), valueName: "address"))
  var host: String = "127.0.0.1"

  @Option(help: .init(say("serve.port"), valueName: "port"))
  var port: Int = 8080

  @Option(help: .init(say("serve.port-file"), valueName: "file"))
  var portFile: String?

  @Option(help: .init(say("serve.edition"), valueName: "folder"))
  var edition: String?

  @Flag(help: .init(say("serve.no-shelf")))
  var noShelf = false

  @OptionGroup var place: Place

  func validate() throws {
    if !(0...65_535).contains(port) {
      throw ValidationError(say("serve.bad-port", ["port": .number(port)]))
    }
  }

  func run() async throws {
    let observatory = try place.open()
    try await Self.serve(
      observatory, host: host, port: port, portFile: portFile,
      edition: edition ?? "\(observatory.folder)/edition",
      keepsPages: !noShelf)
  }

  static func serve(
    _ observatory: Observatory, host: String, port: Int, portFile: String? = nil,
    edition: String? = nil, keepsPages: Bool = true
  ) async throws {
    let site = try LiveSite(
      observatory: observatory, edition: edition, keepsPages: keepsPages)
    try await site.run(host: host, port: port) { bound in
      Terminal.print(say("serve.at", ["address": .text("http://\(host):\(bound)/")]))
      if let portFile { try? Disk.write(Array("\(bound)\n".utf8), to: portFile) }
    }
  }
}
