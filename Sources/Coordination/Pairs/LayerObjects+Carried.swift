extension LayerObjects {
  /// Numbers what rows carry. A row may have several entries, and most have none.
  mutating func numberCarried(_ columns: ActionColumns, form: ObjectForm) {
    switch form {
    case .text:
      numberTexts(columns, as: (0..<columns.texts.count).map { columns.texts.form(of: $0) })
    case .nearText:
      numberTexts(
        columns,
        as: NearDuplicates(columns.texts).clusters().map {
          $0 == NearDuplicates.none ? -1 : Int($0)
        })
    default:
      guard let carried = columns.carried(by: form) else { return }
      for row in 0..<columns.count {
        for name in carried.numbers(ofList: carried.list(ofRow: row)) {
          self.row.append(UInt32(row))
          object.append(name)
        }
      }
      name = (0..<UInt32(carried.names.count)).map { $0 }
    }
    kind = Array(repeating: 255, count: name.count)
    reason = Array(repeating: .max, count: name.count)
  }

  /// - Parameter classes: per text the number of its object, -1 for none.
  private mutating func numberTexts(_ columns: ActionColumns, as classes: [Int]) {
    let texts = columns.texts
    name = Array(repeating: NameTable.none, count: (classes.max() ?? -1) + 1)
    for (text, number) in classes.enumerated() where number >= 0 {
      // The least hash stands for all, whatever the order of reading.
      let before = name[number]
      if before == NameTable.none
        || texts.bareHash(of: UInt32(text)) < texts.bareHash(of: before)
      {
        name[number] = UInt32(text)
      }
    }
    for row in 0..<columns.count where columns.text[row] != NameTable.none {
      let number = classes[Int(columns.text[row])]
      guard number >= 0 else { continue }
      self.row.append(UInt32(row))
      object.append(UInt32(number))
    }
    dropTextsOfTargets(columns)
  }

  /// A text of which most uses stand on one target comes with it: what a share button fills in, a headline. Who
  /// meets there is seen in the layer of targets; as a text it would say the same once more.
  private mutating func dropTextsOfTargets(_ columns: ActionColumns) {
    // After Boyer and Moore: what more than half have is left over, and is then counted.
    var favourite = [UInt32](repeating: NameTable.none, count: name.count)
    var lead = [Int32](repeating: 0, count: name.count)
    for entry in object.indices {
      let number = Int(object[entry])
      let target = columns.target[Int(row[entry])]
      if lead[number] == 0 {
        favourite[number] = target
        lead[number] = 1
      } else {
        lead[number] += favourite[number] == target ? 1 : -1
      }
    }
    var uses = [UInt32](repeating: 0, count: name.count)
    var onFavourite = uses
    for entry in object.indices {
      let number = Int(object[entry])
      uses[number] += 1
      let target = columns.target[Int(row[entry])]
      if target != NameTable.none, target == favourite[number] { onFavourite[number] += 1 }
    }
    for entry in object.indices {
      let number = Int(object[entry])
      // What was written once meets nobody, and tells how seldom people share their words.
      if uses[number] > 1, onFavourite[number] * 2 > uses[number] { object[entry] = NameTable.none }
    }
  }
}

extension ActionColumns {
  /// What rows carry that a form is about; nil for other forms.
  func carried(by form: ObjectForm) -> CarriedNames? {
    switch form {
    case .url: links
    case .hashtag: hashtags
    case .image: images
    default: nil
    }
  }

  /// The name of an object of a form.
  func objectName(_ number: UInt32, form: ObjectForm) -> String {
    if let carried = carried(by: form) { return carried.names[number] }
    switch form.subject {
    case .target: return targets[number]
    case .owner: return owners[number]
    case .carried:
      let digits = String(texts.bareHash(of: number), radix: 16)
      return "w" + String(repeating: "0", count: max(0, 16 - digits.count)) + digits
    }
  }
}
