import func Glibc.log
import func Glibc.log1p

/// Natural logarithms of tail probabilities of counts, exact far beyond the smallest `Double`.
///
/// Each is a sum of single probabilities away from the mean, where every term is smaller than the
/// one before; the other side is got as the complement. Cost: some ten standard deviations of terms.
public enum LogTail {
  /// ln P(X ≤ count) for a Poisson variable. A mean of 0 or less counts as 0.
  public static func poisson(atMost count: Int, mean: Double) -> Double {
    guard count >= 0 else { return -.infinity }
    guard mean > 0 else { return 0 }
    guard count < .max else { return 0 }
    if Double(count) > mean { return LogSpace.complement(poisson(atLeast: count + 1, mean: mean)) }
    return fall(from: SaddlePoint.poisson(count, mean: mean), steps: count) { step in
      Double(count - step) / mean
    }
  }

  /// ln P(X ≥ count) for a Poisson variable.
  public static func poisson(atLeast count: Int, mean: Double) -> Double {
    guard count > 0 else { return 0 }
    guard mean > 0 else { return -.infinity }
    if Double(count) <= mean { return LogSpace.complement(poisson(atMost: count - 1, mean: mean)) }
    return fall(from: SaddlePoint.poisson(count, mean: mean), steps: .max) { step in
      mean / Double(count + 1 + step)
    }
  }

  /// ln P(X ≤ count) of `trials`, each a hit with `chance`.
  public static func binomial(atMost count: Int, of trials: Int, chance: Double) -> Double {
    guard count >= 0 else { return -.infinity }
    guard count < trials, chance > 0 else { return 0 }
    guard chance < 1 else { return -.infinity }
    if Double(count) > Double(trials) * chance {
      return LogSpace.complement(binomial(atLeast: count + 1, of: trials, chance: chance))
    }
    let odds = (1 - chance) / chance
    let first = SaddlePoint.binomial(count, of: trials, chance: chance)
    return fall(from: first, steps: count) { step in
      odds * Double(count - step) / Double(trials - count + step + 1)
    }
  }

  /// ln P(X ≥ count) of `trials`, each a hit with `chance`.
  public static func binomial(atLeast count: Int, of trials: Int, chance: Double) -> Double {
    guard count > 0 else { return 0 }
    guard count <= trials, chance > 0 else { return -.infinity }
    guard chance < 1 else { return 0 }
    if Double(count) <= Double(trials) * chance {
      return LogSpace.complement(binomial(atMost: count - 1, of: trials, chance: chance))
    }
    let odds = chance / (1 - chance)
    let first = SaddlePoint.binomial(count, of: trials, chance: chance)
    return fall(from: first, steps: trials - count) { step in
      odds * Double(trials - count - step) / Double(count + step + 1)
    }
  }

  /// ln P(X ≤ count) for a negative binomial variable: a Poisson variable whose mean itself varies
  /// as a gamma variable with `mean` and shape `shape`, so that its variance is
  /// mean + mean² / shape. A shape of +∞ is the Poisson variable.
  public static func negativeBinomial(atMost count: Int, mean: Double, shape: Double) -> Double {
    guard count >= 0 else { return -.infinity }
    guard mean > 0 else { return 0 }
    guard shape.isFinite, shape < 1e9 else { return poisson(atMost: count, mean: mean) }
    guard shape > 0 else { return 0 }
    let share = mean / (mean + shape)
    let number = Double(count)
    let first =
      LogSpace.gamma(number + shape) - LogSpace.gamma(shape) - LogSpace.gamma(number + 1)
      - shape * log1p(mean / shape) + number * log(share)
    if number <= mean {
      return fall(from: first, steps: count) { step in
        let at = number - Double(step)
        return at / ((at - 1 + shape) * share)
      }
    }
    let above = fall(from: first, steps: .max) { step in
      let at = number + Double(step)
      return share * (at + shape) / (at + 1)
    }
    // The sum upwards holds the count itself, which belongs below.
    return LogSpace.sum(LogSpace.complement(above), first)
  }

  /// The logarithm of first · (1 + ratio(0) + ratio(0) ratio(1) + …).
  private static func fall(
    from first: Double, steps: Int, ratio: (Int) -> Double
  ) -> Double {
    var sum = 1.0
    var term = 1.0
    var step = 0
    while step < steps {
      term *= ratio(step)
      sum += term
      // Terms may still rise for a few steps next to the mean.
      if term < sum * 1e-17 { break }
      step += 1
      if step == 10_000_000 { break }
    }
    return min(0, first + log(sum))
  }
}
