import func Glibc.ceil
import func Glibc.log
import func Glibc.pow

/// Quantiles of positive values to a known share of themselves (DDSketch: Masson, Rim and Lee, 2019).
///
/// Whatever was added, a quantile is told within ``accuracy`` of its true value, as long as the values span no more than
/// the buckets do; beyond, the smallest are put together.
public struct QuantileSketch: Sendable, Hashable {
  /// How far a quantile may be off, as a share of it.
  public let accuracy: Double
  private let base: Double
  private var buckets: [UInt32]
  /// The logarithm's step that the first bucket stands for.
  private var offset: Int
  private var zeros: UInt64 = 0
  /// How many values there were.
  public private(set) var count: UInt64 = 0

  /// An empty sketch.
  /// - Parameters:
  ///   - accuracy: as a share of the value; 0.01 is one hundredth.
  ///   - buckets: 2,048 of one hundredth span seventeen orders of magnitude.
  ///   - smallest: values below it count as 0.
  public init(accuracy: Double = 0.01, buckets: Int = 2048, smallest: Double = 1e-6) {
    self.accuracy = min(0.5, max(0.0001, accuracy))
    base = log((1 + self.accuracy) / (1 - self.accuracy))
    self.buckets = [UInt32](repeating: 0, count: max(16, buckets))
    offset = Int(ceil(log(max(1e-300, smallest)) / base))
  }

  /// Adds a value; what is no number, or below 0, is left out.
  public mutating func add(_ value: Double) {
    guard value >= 0, value.isFinite else { return }
    count += 1
    let step = value > 0 ? Int(ceil(log(value) / base)) - offset : -1
    guard step >= 0 else {
      zeros += 1
      return
    }
    buckets[min(step, buckets.count - 1)] &+= 1
  }

  /// The value below which a share of all values lies.
  /// - Parameter share: 0 to 1.
  /// - Returns: `nil` of no values.
  public func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let rank = UInt64(min(1, max(0, share)) * Double(count - 1))
    var seen = zeros
    if rank < seen { return 0 }
    for (place, held) in buckets.enumerated() where held > 0 {
      seen += UInt64(held)
      if rank < seen {
        return 2 * pow(2.718281828459045, base * Double(place + offset))
          / (1 + pow(2.718281828459045, base))
      }
    }
    return nil
  }

  /// Adds another sketch's values.
  /// - Throws: `SketchFault.differentSizes`.
  public mutating func merge(_ other: QuantileSketch) throws(SketchFault) {
    guard base == other.base, offset == other.offset, buckets.count == other.buckets.count else {
      throw .differentSizes
    }
    for place in buckets.indices { buckets[place] &+= other.buckets[place] }
    zeros += other.zeros
    count += other.count
  }

  /// The sketch as bytes.
  public var snapshot: [UInt8] {
    var writer = SketchWriter(5)
    writer.put(accuracy.bitPattern)
    writer.put(Int64(offset))
    writer.put(zeros)
    writer.put(count)
    writer.put(list: buckets)
    return writer.finished()
  }

  /// The sketch out of its bytes.
  /// - Throws: `SketchFault`.
  public init(snapshot: [UInt8]) throws(SketchFault) {
    var reader = try SketchReader(snapshot, kind: 5)
    accuracy = Double(bitPattern: try reader.take())
    guard accuracy > 0, accuracy <= 0.5 else { throw .damaged }
    base = log((1 + accuracy) / (1 - accuracy))
    offset = Int(try reader.take(Int64.self))
    zeros = try reader.take()
    count = try reader.take()
    buckets = try reader.takeList()
    guard buckets.count >= 16, abs(offset) < 1 << 40 else { throw .damaged }
  }
}
