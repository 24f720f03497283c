import ArgumentParser
import Bytes
import Glibc
import Signals

/// `bench communities`: the communities of a graph, for other people's programs to judge.
struct CommunitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "communities",
    abstract: "Reads lines of two nodes and a weight; prints the community of each node.")

  @Argument(help: "A file of lines `node node weight`; nodes are whole numbers from 0.")
  var file: String
  @Option(help: "How many nodes there are, where the last ones have no edge.")
  var nodes = 0
  @Option(help: "The resolution of modularity.")
  var resolution = 1.0
  @Option(help: "The seed.")
  var seed: UInt64 = 1
  @Option(help: "How many rounds there are at most.")
  var iterations = 5
  @Flag(help: "Print time, memory and modularity as JSON instead.")
  var figures = false

  func validate() throws {
    guard resolution >= 0, resolution.isFinite else {
      throw ValidationError("The resolution is a number of at least 0.")
    }
    guard (0...Int(Int32.max)).contains(nodes) else {
      throw ValidationError("The number of nodes is at least 0 and below 2³¹.")
    }
  }

  func run() throws {
    let edges = try EdgeList(bytes: try File.read(file), path: file)
    let begin = Watch.cpuSeconds
    let graph = WeightedGraph(
      nodeCount: max(nodes, edges.nodeCount), from: edges.from, to: edges.to,
      weights: edges.weights)
    let made = Watch.cpuSeconds
    let search = Leiden(resolution: resolution, seed: seed, iterations: iterations)
    let communities = search.communities(of: graph)
    let found = Watch.cpuSeconds
    guard figures else {
      return print(communities.map { "\($0)\n" }.joined(), terminator: "")
    }
    let quality = modularity(of: communities, in: graph, resolution: resolution)
    let report: JSONValue = [
      "nodes": .integer(Int64(graph.nodeCount)),
      "edges": .integer(Int64(graph.edgeCount)),
      "communities": .integer(Int64((communities.max() ?? -1) + 1)),
      "modularity": .number(quality),
      "cpu_seconds_making": .number(made - begin),
      "cpu_seconds_finding": .number(found - made),
      "peak_mb": .number(Watch.peakMegabytes),
    ]
    print(report.indentedText)
  }
}

/// The edges of a file of lines.
private struct EdgeList {
  var from: [Int32] = []
  var to: [Int32] = []
  var weights: [Double] = []
  var nodeCount = 0

  init(bytes: [UInt8], path: String) throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      let fields = line.split { $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: " ") }
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 3, let one = Int32(fields[0]), let other = Int32(fields[1]),
        let weight = Double(fields[2]), min(one, other) >= 0, max(one, other) < Int32.max,
        weight >= 0, weight.isFinite
      else { throw ValidationError("\(path), line \(number + 1): not two nodes and a weight") }
      from.append(one)
      to.append(other)
      weights.append(weight)
      nodeCount = max(nodeCount, Int(max(one, other)) + 1)
    }
  }
}
