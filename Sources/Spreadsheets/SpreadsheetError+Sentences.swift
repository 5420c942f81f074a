import Archives

extension SpreadsheetError {
  /// A stable kebab-case name of the case, for programs.
  package var code: String {
    switch self {
    case .notAWorkbook: "not-a-workbook"
    case .unsupportedWorkbook: "unsupported-workbook"
    case .archive(let error): error.code
    case .malformedXML: "malformed-xml"
    case .forbiddenDoctype: "forbidden-doctype"
    case .malformedContent: "malformed-content"
    case .tooManySheets: "too-many-sheets"
    case .tooManyRows: "too-many-rows"
    case .tooManyColumns: "too-many-columns"
    case .tooManyCells: "too-many-cells"
    case .tooManyMergedRanges: "too-many-merged-ranges"
    case .cellTooLong: "cell-too-long"
    case .undecodableText: "undecodable-text"
    case .textTooLarge: "text-too-large"
    case .unterminatedQuote: "unterminated-quote"
    case .strayQuote: "stray-quote"
    case .invalidSheetName: "invalid-sheet-name"
    case .unwritableNumber: "unwritable-number"
    case .tooManyPictures: "too-many-pictures"
    case .picturesTooLarge: "pictures-too-large"
    case .unwritablePicture: "unwritable-picture"
    }
  }

  /// The error in Simplified Chinese, with its place, for the person who sent the file.
  package var sentenceZh: String {
    switch self {
    case .notAWorkbook: "这不是 .xlsx 工作簿。"
    case .unsupportedWorkbook: "这是旧式 .xls、.xlsb 或加了密码的工作簿，请另存为不加密的 .xlsx。"
    case .archive(.missingPart(let part)): "工作簿缺少 \(part)。"
    case .archive(let error): error.sentenceZh
    case .malformedXML(let place): "\(place.zh)XML 格式有误。"
    case .forbiddenDoctype(let place): "\(place.zh)含有 DOCTYPE 声明，已拒绝。"
    case .malformedContent(let place): "\(place.zh)内容不符合 .xlsx 格式。"
    case .tooManySheets(let limit): "工作表超过 \(limit) 个。"
    case .tooManyRows(let place, let limit): "\(place.zh)行数超过 \(limit)。"
    case .tooManyColumns(let place, let limit): "\(place.zh)列数超过 \(limit)。"
    case .tooManyCells(let place, let limit): "\(place.zh)单元格总数超过 \(limit)。"
    case .tooManyMergedRanges(let place, let limit): "\(place.zh)合并单元格超过 \(limit) 处。"
    case .cellTooLong(let place, let limit): "\(place.zh)文字超过 \(limit) 个字符。"
    case .undecodableText(let place): "\(place.zh)文字编码无法识别，请用 UTF-8 或 GB18030 保存。"
    case .textTooLarge(let limit): "文本超过 \(limit) 字节。"
    case .unterminatedQuote(let place): "\(place.zh)双引号没有结束。"
    case .strayQuote(let place): "\(place.zh)结束引号之后还有文字。"
    case .invalidSheetName(let name): "工作表名“\(name)”不可用。"
    case .tooManyPictures(let limit): "图片超过 \(limit) 张。"
    case .picturesTooLarge(let limit): "图片合计超过 \(limit) 字节。"
    case .unwritablePicture(let place): "\(place.zh)图片无法写入。"
    case .unwritableNumber(let place): "\(place.zh)数值不是有限数，无法写入。"
    }
  }

  /// The error in English, with its place, for the person who sent the file.
  package var sentenceEn: String {
    switch self {
    case .notAWorkbook: "This is not an .xlsx workbook."
    case .unsupportedWorkbook:
      "This is an old .xls, an .xlsb or a password-protected workbook; save it as a plain .xlsx."
    case .archive(.missingPart(let part)): "The workbook lacks \(part)."
    case .archive(let error): error.sentenceEn
    case .malformedXML(let place): "\(place.en)The XML is malformed."
    case .forbiddenDoctype(let place): "\(place.en)A DOCTYPE declaration is not allowed."
    case .malformedContent(let place): "\(place.en)The content breaks the .xlsx format."
    case .tooManySheets(let limit): "There are more than \(limit) sheets."
    case .tooManyRows(let place, let limit): "\(place.en)There are more than \(limit) rows."
    case .tooManyColumns(let place, let limit): "\(place.en)There are more than \(limit) columns."
    case .tooManyCells(let place, let limit): "\(place.en)There are more than \(limit) cells."
    case .tooManyMergedRanges(let place, let limit):
      "\(place.en)There are more than \(limit) merged ranges."
    case .cellTooLong(let place, let limit):
      "\(place.en)The text is longer than \(limit) characters."
    case .undecodableText(let place):
      "\(place.en)The text encoding is unknown; save the file as UTF-8 or GB18030."
    case .textTooLarge(let limit): "The text is longer than \(limit) bytes."
    case .unterminatedQuote(let place): "\(place.en)A double quote is never closed."
    case .strayQuote(let place): "\(place.en)Text follows a closing quote."
    case .invalidSheetName(let name): "The sheet name “\(name)” cannot be used."
    case .tooManyPictures(let limit): "There are more than \(limit) pictures."
    case .picturesTooLarge(let limit): "The pictures have more than \(limit) bytes together."
    case .unwritablePicture(let place): "\(place.en)The picture cannot be written."
    case .unwritableNumber(let place): "\(place.en)A number that is not finite cannot be written."
    }
  }
}

extension SpreadsheetPlace {
  /// The place as the beginning of a Chinese sentence; empty where nothing is known.
  fileprivate var zh: String {
    var words = ""
    if let sheet { words += "工作表“\(sheet)”" } else if let part { words += part }
    if let row, let column, sheet != nil {
      words += "单元格 \(CellPlace(column: column, row: row).name)"
    } else {
      if let row { words += "第 \(row) 行" }
      if let column { words += "第 \(column + 1) 列" }
    }
    return words.isEmpty ? "" : words + "："
  }

  /// The place as the beginning of an English sentence; empty where nothing is known.
  fileprivate var en: String {
    var words: [String] = []
    if let sheet { words.append("Sheet “\(sheet)”") } else if let part { words.append(part) }
    if let row, let column, sheet != nil {
      words.append("cell \(CellPlace(column: column, row: row).name)")
    } else {
      if let row { words.append(words.isEmpty ? "Row \(row)" : "row \(row)") }
      if let column { words.append("column \(column + 1)") }
    }
    return words.isEmpty ? "" : words.joined(separator: ", ") + ": "
  }
}
