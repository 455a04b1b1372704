// Lines of text that lie over each other. What is in a box that scrolls may lie anywhere, and is passed over.
() => {
  const scrolls = element => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each)
      if (['auto', 'scroll'].includes(style.overflowY) && (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)) return true
    }
    return false
  }
  const lines = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    const holder = node.parentElement
    if (!node.data.trim() || holder.closest('.away, .skip, svg') || !holder.checkVisibility({ visibilityProperty: true }) || scrolls(holder)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) if (box.width > 2) lines.push({ node, box, words: node.data.trim().slice(0, 30) })
  }
  lines.sort((one, other) => one.box.top - other.box.top)
  const found = []
  lines.forEach(({ node, box, words }, place) => {
    for (let next = place + 1; next < lines.length && lines[next].box.top < box.bottom - 6; next++) {
      const other = lines[next]
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      if (other.node !== node && across > 2) found.push(`${words} lies over ${other.words}`)
    }
  })
  return [...new Set(found)]
}
