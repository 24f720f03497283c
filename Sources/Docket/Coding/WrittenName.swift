/// Names of members as they are written, `received_on`, for names of the program, `receivedOn`.
enum WrittenName {
  static func of(_ name: String) -> String {
    var out = ""
    for scalar in name.unicodeScalars {
      if ("A"..."Z").contains(scalar) {
        out.unicodeScalars.append("_")
        out += scalar.properties.lowercaseMapping
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  static func read(_ name: String) -> String {
    var out = ""
    var isNext = false
    for scalar in name.unicodeScalars {
      if scalar == "_" {
        isNext = true
      } else {
        if isNext {
          out += scalar.properties.uppercaseMapping
        } else {
          out.unicodeScalars.append(scalar)
        }
        isNext = false
      }
    }
    return out
  }
}
