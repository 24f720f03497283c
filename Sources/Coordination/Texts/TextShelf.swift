import Signals

/// What is kept of the texts of actions: enough to find near-duplicates, not the words.
///
/// A text leaves behind two hashes of its normal form and a hash of 32 bits of each of its shingles,
/// all made with a key: who has the shelf but not the key cannot try words. Texts with the same normal
/// form are one text, and texts that differ in diacritics only share their shingles.
public struct TextShelf: Sendable {
  /// A text of fewer tokens says nothing: too many people write the same.
  public static let fewestTokens = 6
  /// The same for scripts without spaces: an ideograph weighs two, a letter of Thai or Khmer one.
  public static let leastWeight = 24

  let key: (UInt64, UInt64)
  private var form = NormalForm()
  private var shingler: Shingles
  private var kept = HashIndex()
  private var bare = HashIndex()
  private var uses: [UInt32] = []
  private var forms: [UInt32] = []
  private var shingles: [UInt32] = []
  private var ends: [Int] = []

  /// An empty shelf. With a key of zeros the hashes are the same in every project, so that texts
  /// could be guessed from them; it is for tests.
  public init(key: (UInt64, UInt64) = (0, 0)) {
    self.key = key
    shingler = Shingles(key: key)
  }

  /// How many different texts there are.
  public var count: Int { kept.count }

  /// Keeps a text and returns its number, or nil when it is too short to tell anything: fewer than
  /// six tokens beside mentions and addresses, or as little of a script without spaces.
  ///
  /// Never fails: bytes that are not UTF-8 become U+FFFD. Linear in the length of the text.
  public mutating func shelve(_ text: UnsafeRawBufferPointer) -> UInt32? {
    form.read(text)
    let isUnspaced = form.isUnspaced
    guard isUnspaced ? form.weight >= Self.leastWeight : form.tokens >= Self.fewestTokens else {
      return nil
    }
    let key = key
    let (number, isNew) = kept.number(of: form.withKept { StableHash($0, key: key).low })
    guard isNew else {
      uses[number] &+= 1
      return UInt32(number)
    }
    let found = bare.number(of: form.withBare { StableHash($0, key: key).low })
    if found.isNew {
      form.withBare { shingler.append(of: $0, isUnspaced: isUnspaced, to: &shingles) }
      ends.append(shingles.count)
    }
    uses.append(1)
    forms.append(UInt32(found.number))
    return UInt32(number)
  }

  /// Keeps a text and returns its number, or nil when it is too short to tell anything.
  public mutating func shelve(_ text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { shelve(UnsafeRawBufferPointer($0)) }
  }

  /// How often a text was shelved.
  public func uses(of text: UInt32) -> Int { Int(uses[Int(text)]) }

  /// The keyed hash of a text's normal form with diacritics: the text as an object.
  public func exactHash(of text: UInt32) -> UInt64 { kept.hashes[Int(text)] }

  /// The same of the form without diacritics.
  public func bareHash(of text: UInt32) -> UInt64 { bare.hashes[Int(forms[Int(text)])] }

  /// Takes a text over from another shelf with the same key and returns its number here.
  mutating func adopt(_ text: UInt32, of other: TextShelf) -> UInt32 {
    shelve(
      exactHash: other.exactHash(of: text), bareHash: other.bareHash(of: text),
      shingles: other.shingles(of: text))
  }

  /// The keyed hashes of the shingles of a text's form without diacritics, in the order of the text.
  public func shingles(of text: UInt32) -> ArraySlice<UInt32> {
    let form = Int(forms[Int(text)])
    return shingles[(form == 0 ? 0 : ends[form - 1])..<ends[form]]
  }

  /// Whether a form without diacritics is here, so that its shingles need not be given again.
  public func hasForm(withHash hash: UInt64) -> Bool { bare.contains(hash) }

  /// Keeps a text of which only what a shelf with the same key kept is known, and returns its number.
  ///
  /// - Parameter shingles: those of its form without diacritics; not looked at where that form is here.
  public mutating func shelve(
    exactHash: UInt64, bareHash: UInt64, shingles given: some Sequence<UInt32>
  ) -> UInt32 {
    let (number, isNew) = kept.number(of: exactHash)
    guard isNew else {
      uses[number] &+= 1
      return UInt32(number)
    }
    let found = bare.number(of: bareHash)
    if found.isNew {
      shingles += given
      ends.append(shingles.count)
    }
    uses.append(1)
    forms.append(UInt32(found.number))
    return UInt32(number)
  }

  // MARK: For near-duplicates

  /// How many forms without diacritics there are.
  var formCount: Int { bare.count }

  /// A text's form without diacritics.
  func form(of text: Int) -> Int { Int(forms[text]) }

  /// The hash of a form.
  func hash(ofForm form: Int) -> UInt64 { bare.hashes[form] }

  /// The shingles of all forms, one after the other, and where each form's end.
  func withShingles<Result>(
    _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Int>) -> Result
  ) -> Result {
    shingles.withUnsafeBufferPointer { shingles in
      ends.withUnsafeBufferPointer { ends in body(shingles, ends) }
    }
  }
}
