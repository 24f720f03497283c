/// A name behind the platform that it is a name on: the same name on two platforms is two names.
enum PlatformName {
  /// What stands between the two.
  static let border: UInt8 = 0x1F

  /// Calls `body` with the name behind its platform, which is put into lower case.
  static func compose<Result>(
    _ name: UnsafeRawBufferPointer, on platform: UnsafeRawBufferPointer, _ room: inout [UInt8],
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    room.removeAll(keepingCapacity: true)
    for byte in platform {
      room.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
    }
    room.append(border)
    room.append(contentsOf: name)
    return room.withUnsafeBytes(body)
  }
}
