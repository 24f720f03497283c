import Testing

@testable import Coordination

/// One tiny finding in every format, byte for byte.
@Suite("A finding in the formats of other programs") struct ExportBytesTests {
  private func text(_ file: FindingExports.File) -> String {
    String(decoding: FindingExports([MadeUpFindings.tiny]).bytes(of: file) ?? [], as: UTF8.self)
  }

  private let interval = "\"<[2024-06-01T12:00:00Z, 2024-06-01T12:01:00Z]>\""

  @Test("Gephi's tables have the headings that Gephi looks for") func tables() {
    let times = "2024-06-01T12:00:00Z,2024-06-01T12:01:00Z"
    #expect(
      text(.nodes) == """
        Id,Label,timeset,finding,findings,community,level,role,raid_objects,raid_share,objects,\
        expected,p_log10,first,last,degree,strength
        an,an,\(interval),lockstep-a,lockstep-a,1,high,core,2,1,5,0.25,-2,\(times),1,2
        bình,bình,\(interval),lockstep-a,lockstep-a,1,high,core,2,1,5,0.25,-2,\(times),1,2
        chi,chi,\(interval),lockstep-a,lockstep-a,1,high,late,1,0.5,5,0.25,-2,\(times),0,0

        """)
    #expect(
      text(.edges) == """
        Source,Target,Type,Weight,timeset,finding,findings,expected,lift,jaccard,p_log10,\
        median_gap_s,leader,first,last,kinds,evidence
        an,bình,Undirected,2,\(interval),lockstep-a,lockstep-a,0.5,4,0.25,-3,1.5,0.5,\(times),\
        report,x1+x2|post 2

        """)
    #expect(text(.edgeList) == "an\tbình\t2\n")
  }

  @Test("Every action has its row of evidence") func evidence() {
    #expect(
      text(.evidence) == """
        finding,pseudonym,action,timestamp,target,kind,owner,visit
        lockstep-a,an,x1,2024-06-01T12:00:00Z,post 1,report,owner,0
        lockstep-a,bình,x2,2024-06-01T12:00:01.500Z,post 1,report,owner,0
        lockstep-a,bình,,2024-06-01T12:00:58.500Z,post 2,report,,0
        lockstep-a,an,,2024-06-01T12:01:00Z,post 2,report,,0
        lockstep-a,chi,,2024-06-01T12:01:01.500Z,post 2,report,,0

        """)
  }

  @Test("Pajek's files count from one and end lines as Windows does") func pajek() {
    #expect(
      text(.pajekNetwork)
        == "\u{FEFF}*Vertices 3\r\n1 \"an\"\r\n2 \"bình\"\r\n3 \"chi\"\r\n*Edges\r\n1 2 2\r\n")
    #expect(text(.pajekClusters) == "*Vertices 3\r\n1\r\n1\r\n1\r\n")
  }

  @Test("GEXF declares its attributes and says when each thing was there") func gexf() {
    let gexf = text(.gexf)
    #expect(
      gexf.hasPrefix(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
          <meta>
            <creator>haidang</creator>
          </meta>
          <graph defaultedgetype="undirected" idtype="string" mode="dynamic" timeformat="dateTime" \
        timerepresentation="interval" timezone="UTC">
            <attributes class="node" mode="static">
              <attribute id="finding" title="finding" type="string"/>

        """))
    #expect(
      gexf.hasSuffix(
        """
            <edges count="1">
              <edge id="0" source="an" target="bình" weight="2" start="2024-06-01T12:00:00Z" \
        end="2024-06-01T12:01:00Z">
                <attvalues>
                  <attvalue for="finding" value="lockstep-a"/>
                  <attvalue for="findings" value="lockstep-a"/>
                  <attvalue for="expected" value="0.5"/>
                  <attvalue for="lift" value="4"/>
                  <attvalue for="jaccard" value="0.25"/>
                  <attvalue for="p_log10" value="-3"/>
                  <attvalue for="median_gap_s" value="1.5"/>
                  <attvalue for="leader" value="0.5"/>
                  <attvalue for="first" value="2024-06-01T12:00:00Z"/>
                  <attvalue for="last" value="2024-06-01T12:01:00Z"/>
                  <attvalue for="kinds" value="report"/>
                  <attvalue for="evidence" value="x1+x2|post 2"/>
                </attvalues>
                <viz:color r="230" g="159" b="0"/>
              </edge>
            </edges>
          </graph>
        </gexf>

        """))
  }

  @Test("GraphML's identifiers are tokens and names are labels") func graphML() {
    let graphML = text(.graphML)
    #expect(
      graphML.contains(
        "  <key id=\"edge.weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"))
    #expect(
      graphML.contains("    <node id=\"n1\">\n      <data key=\"node.label\">bình</data>\n"))
    #expect(
      graphML.contains(
        "    <edge id=\"e0\" source=\"n0\" target=\"n1\">\n      <data key=\"edge.weight\">2</data>\n"
      ))
  }

  @Test("Accounts and targets are two parts of one graph") func bipartite() {
    let graphML = text(.accountsAndTargets)
    #expect(
      graphML.contains(
        """
            <node id="t1">
              <data key="node.part">target</data>
              <data key="node.type">true</data>
              <data key="node.label">post 2</data>
              <data key="node.findings">lockstep-a</data>
              <data key="node.made">2024-06-01T11:00:00Z</data>
              <data key="node.all_accounts">4</data>
            </node>
            <edge id="e0" source="n0" target="t0">
              <data key="edge.weight">1</data>
              <data key="edge.findings">lockstep-a</data>
              <data key="edge.kinds">report</data>
              <data key="edge.first">2024-06-01T12:00:00Z</data>
              <data key="edge.last">2024-06-01T12:00:00Z</data>
            </edge>

        """))
    #expect(AccountTargetGraph([MadeUpFindings.tiny]).edges.count == 5)
  }

  @Test("JSON has nodes and links") func nodeLink() {
    #expect(text(.nodeLink).hasPrefix("{\"directed\":false,\"graph\":{},\"links\":[{\"evidence\":"))
    #expect(text(.nodeLink).contains("\"source\":\"an\",\"target\":\"bình\",\"weight\":2}]"))
  }

  @Test("A drawing has the colours of findings, and none is made of a large graph") func dot() {
    #expect(
      text(.dot) == """
        graph lockstep {
          node [shape=circle, style=filled];
          n0 [label="an", fillcolor="#e69f00"];
          n1 [label="bình", fillcolor="#e69f00"];
          n2 [label="chi", fillcolor="#e69f00"];
          n0 -- n1 [weight=2, color="#e69f00"];
        }

        """)
    #expect(FindingGraph([MadeUpFindings.tiny]).dot(most: 2) == nil)
  }

  @Test("No findings give files without rows") func none() {
    let exports = FindingExports([])
    for file in FindingExports.File.allCases { #expect(exports.bytes(of: file) != nil) }
    #expect(exports.graph.nodes.isEmpty)
  }
}
