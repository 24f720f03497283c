/// Judges a measurement of a messenger, role by role, from the measurement alone.
///
/// These tests carry no look from outside, and a messenger that is down is not a messenger that is
/// blocked. So `blocked` is said only where what was seen is a way of interfering and not a way of
/// failing, and where the rest of the measurement shows that the volunteer's line works:
///
/// - an answer known as a sinkhole, or one that no public name has, unless the device itself or a
///   portal gave it;
/// - names of one domain denied together, while the resolver answers others;
/// - one address for names that lie in networks of different owners;
/// - a reset in answer to the name in a handshake; silence in answer to it, or another's
///   certificate, while other handshakes are done;
/// - no address of a pool of many places reached, while other addresses are.
///
/// Likelihoods are lower than those of the web's rules for this reason. What fails in another way is
/// `insufficient` by a rule that says how it failed; ``OutageCheck`` compares such rows with those
/// of other networks and countries of the same hours and says `blocked` or `down` where they let it.
public struct ServiceJudge: Sendable {
  /// Addresses that no public name should lead to.
  public var bogons: Bogons
  /// The marks of answers that take the place of others.
  public var fingerprints: FingerprintSet

  /// Makes a judge.
  public init(bogons: Bogons = .standard, fingerprints: FingerprintSet = .shipped) {
    self.bogons = bogons
    self.fingerprints = fingerprints
  }

  /// The judgement on every role that something was tried of, in the order of their targets.
  ///
  /// - Complexity: O(n log n) in the number of steps.
  public func verdict(
    on service: ServiceMeasurement, _ measurement: Measurement
  ) -> ServiceVerdict {
    let facts = ServiceFacts(service, of: measurement, judge: self)
    return ServiceVerdict(
      parts: facts.roles.compactMap { trial in
        RoleRules(facts: facts, trial: trial).verdict.map {
          ServiceVerdict.Part(target: trial.role.target, verdict: $0)
        }
      })
  }
}

/// The judgement on one measurement of a messenger.
public struct ServiceVerdict: Sendable, Hashable {
  /// The judgement on one role.
  public struct Part: Sendable, Hashable {
    /// The role, such as `signal/chat`.
    public var target: String
    /// What decided, with rule and evidence.
    public var verdict: LayerVerdict
  }

  /// In the order of the targets.
  public var parts: [Part]

  /// The judgement on one role; `nil` when nothing was tried of it.
  public subscript(target: String) -> LayerVerdict? {
    parts.first { $0.target == target }?.verdict
  }
}
