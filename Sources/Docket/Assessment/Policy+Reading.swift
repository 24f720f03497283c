import Bytes
import Record

extension Policy {
  /// Larger files are refused unread.
  public static let largestFile = 4 << 20

  /// The policy that comes with the program: rules X1 to H1 of the specification, section 4.3.
  public static let shippedBytes: [UInt8] = PackageResources.rights_respecting_json

  /// Reads a policy file and refuses it with all its faults: bad conditions with their byte, texts that
  /// lack a language, rules without sources, facts, duties, sources that the file does not define, effects
  /// that can never come about.
  ///
  /// - Parameter register: where it is given, every provision that a rule names must be in it, and the
  ///   dates of those provisions and of what replaces them must not run backwards.
  /// - Complexity: O(n) in the length of the file, but for trying conditions (``ConditionReach``).
  public init(
    parsing bytes: some Collection<UInt8>, register: ProvisionRegister? = nil
  ) throws(PolicyRefusal) {
    guard bytes.count <= Self.largestFile else {
      throw PolicyRefusal(faults: [PolicyFault("", .tooMany(limit: Self.largestFile))])
    }
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch {
      throw PolicyRefusal(faults: [PolicyFault("", .notJSON("\(error)"))])
    }
    var reader = PolicyReader()
    let policy = reader.policy(value)
    if let policy, let register { reader.faults += policy.faults(in: register) }
    guard let policy, reader.faults.isEmpty else { throw PolicyRefusal(faults: reader.faults) }
    self = policy
  }

  /// What is wrong with the provisions that the rules name, measured by a register of statutes.
  public func faults(in register: ProvisionRegister) -> [PolicyFault] {
    var faults: [PolicyFault] = []
    for (index, rule) in rules.enumerated() {
      for id in rule.provisions {
        let path = "rules[\(index)].provisions"
        guard let provision = register[id] else {
          faults.append(PolicyFault(path, .unknownProvision(id)))
          continue
        }
        faults += provision.faults(in: register).map { PolicyFault(path, $0) }
      }
    }
    return faults
  }
}

extension Provision {
  fileprivate func faults(in register: ProvisionRegister) -> [PolicyFault.Fault] {
    var faults: [PolicyFault.Fault] = []
    if let begins = validFrom?.earliest, let ends = end.date?.latest, ends < begins {
      faults.append(.datesRunBackwards(provision: id))
    }
    guard let replacedBy else { return faults }
    guard let successor = register[replacedBy] else {
      faults.append(.unknownProvision(replacedBy))
      return faults
    }
    if let ends = end.date?.earliest, let last = successor.end.date?.latest, last < ends {
      faults.append(.successorEndsFirst(provision: id, successor: replacedBy))
    }
    return faults
  }
}
