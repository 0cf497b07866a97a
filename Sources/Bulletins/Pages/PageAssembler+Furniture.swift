/// What stands around an article: furniture, dates, bylines, notes, tables.
extension PageAssembler {
  mutating func takeFurniture(_ kind: Furniture.Kind, _ index: Int) {
    switch kind {
    case .page: pageBreak = true
    case .rule: if current?.hasBody ?? false { pageBreak = true }
    case .over: current?.isClosed = true
    case .foot:
      if current?.hasBody ?? false { current?.isClosed = true }
    case .imprint:
      if current?.hasBody ?? false {
        current?.sources.append(page.lines[index].range)
        current?.isClosed = true
      } else {
        issuers.append(page.lines[index].range)
      }
    case .other:
      if let article = current, !article.hasBody, !article.headline.isEmpty { current?.hasSiteLine = true }
    }
  }

  mutating func takeDate() {
    guard let article = current, article.hasBody, !article.isClosed else { return }
    if article.isOfficial || !article.sources.isEmpty { current?.isClosed = true }
  }

  mutating func takeByline(_ byline: Byline) {
    guard current != nil else { return }
    if byline.isPhotoOnly {
      if current?.hasBody ?? false { current?.byline.merge(byline) }
      return
    }
    if byline.isCredit {
      current?.byline.merge(Byline(sources: byline.sources))
      // 来源 stands below the headline or below the text.
      let ends = byline.hasEditorRole || !byline.sources.isEmpty
      if ends, current?.hasBody ?? false { current?.isClosed = true }
      return
    }
    current?.byline.merge(byline)
    if current?.hasBody ?? false {
      current?.isClosed = true
    } else {
      current?.isSignedAtStart = true
    }
  }

  mutating func takeContinuation(_ note: ContinuationNote) {
    guard note.isFrom else {
      current?.isClosed = true
      return
    }
    if current == nil || current?.hasBody ?? false || current?.isContinuation ?? false { begin() }
    current?.isContinuation = true
    current?.section = note.words
  }

  mutating func takeTable(_ index: Int) {
    guard let table = page.lines[index].table else { return }
    if current == nil { begin() }
    current?.tables.append(table)
    current?.isOpen = false
  }
}
