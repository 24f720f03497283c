/// Addresses that no public name should lead to.
///
/// They can be replaced, because tests in network namespaces have to use documentation ranges.
public struct Bogons: Sendable, Hashable {
  private let blocks: [AddressBlock]

  /// A list of one's own.
  public init(_ blocks: [AddressBlock]) { self.blocks = blocks }

  /// Whether `address` is on the list, or stands for one of version 4 that is.
  public func contains(_ address: IPAddress) -> Bool {
    if blocks.contains(where: { $0.contains(address) }) { return true }
    guard let wrapped = address.wrappedV4 else { return false }
    return blocks.contains { $0.contains(wrapped) }
  }

  /// The list that OONI's programs use (ooni/probe-cli, internal/bogon), and all of Teredo (RFC 4380): a
  /// tunnel's end behind somebody's router is no public name's address, and forged answers of version 6
  /// often are one.
  public static let standard = Bogons((v4 + v6).compactMap { AddressBlock($0) })

  private static let v4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
  ]

  private static let v6 = [
    "::/96", "::ffff:0:0/96", "100::/64", "2001::/32", "2001:10::/28", "2001:db8::/32", "fc00::/7",
    "fe80::/10", "fec0::/10", "ff00::/8",
  ]
}

extension IPAddress {
  /// Blocks that a household, a hotel or an office gives to its own machines (RFC 1918, 3927, 4193,
  /// 4291). 100.64.0.0/10 is none: there the operator's machines are.
  private static let local = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10",
  ].compactMap { AddressBlock($0) }

  /// Whether it belongs to the network in which the volunteer's device itself is.
  var isOfLocalNetwork: Bool { Self.local.contains { $0.contains(self) } }

  private static let handedOut = AddressBlock("198.18.0.0/15")

  /// Whether proxies on a device or a router hand it out in place of a site's (RFC 2544, which gave the
  /// block to laboratories). No network's blocks are known to.
  var isHandedOutByProxies: Bool { Self.handedOut?.contains(self) ?? false }

  /// Whether it is the machine's own, 127.0.0.0/8, also as a mapped one, or ::1.
  public var isLoopback: Bool {
    if isV4 { return low >> 24 == 127 }
    return high == 0 && (low == 1 || low >> 32 == 0xFFFF && low >> 24 & 0xFF == 127)
  }

  /// The address of version 4 that one of version 6 stands for: mapped ones (RFC 4291), 6to4 (RFC 3056), and
  /// what translators for lines without version 4 make (NAT64, RFC 6052 and 8215); `nil` for others.
  ///
  /// A translator makes them of what the resolver says, so a forged answer comes wrapped as well.
  var wrappedV4: IPAddress? {
    guard !isV4 else { return nil }
    let isMapped = high == 0 && low >> 32 == 0xFFFF
    let isTranslated = high == 0x0064_FF9B_0000_0000 && low >> 32 == 0
    // In a network's own prefix for translators, all of whose forms that fill 96 bits end alike.
    let isOfOwnTranslator = high >> 16 == 0x0064_FF9B_0001
    if isMapped || isTranslated || isOfOwnTranslator {
      return IPAddress(v4: UInt32(truncatingIfNeeded: low))
    }
    return high >> 48 == 0x2002 ? IPAddress(v4: UInt32(truncatingIfNeeded: high >> 16)) : nil
  }
}
