// The texts that a reader can't see whole: outside the window, or cut off by a box that does not scroll. A box that scrolls
// sideways must have a name and be reached by keyboard. What is in an element of the selector `but` is not judged.
but => {
  const hidden = element => element.closest(['.away, .skip', but].filter(Boolean).join()) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
  const ancestors = element => { const all = []; while ((element = element.parentElement)) all.push(element); return all }
  const scrolls = style => ['auto', 'scroll'].includes(style.overflowX)
  const found = []
  for (const element of document.querySelectorAll('body *')) {
    const texts = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim())
    if (!texts.length || hidden(element)) continue
    const range = document.createRange()
    range.setStart(texts[0], 0)
    range.setEndAfter(texts.at(-1))
    const box = range.getBoundingClientRect()
    const around = ancestors(element).map(each => [each, getComputedStyle(each)])
    const scroller = around.find(([each, style]) => scrolls(style) && each.scrollWidth > each.clientWidth + 1)
    const name = `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent.trim().slice(0, 40)}`
    if (scroller) {
      const [each] = scroller
      if (Math.max(...[...each.querySelectorAll('tr')].map(row => row.cells.length)) === 2) found.push(`${name} scrolls in a table of two columns`)
      if (each.tabIndex < 0 && !each.querySelector('a, button')) found.push(`${name} scrolls, and not by keyboard`)
      if (each.tabIndex >= 0 && !each.matches('[role][aria-label], [role][aria-labelledby]')) found.push(`${name} scrolls in a box without a name`)
      continue
    }
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`${name} stands outside the window`)
    for (const [each, style] of around) {
      const edge = each.getBoundingClientRect()
      if (['hidden', 'clip'].includes(style.overflowX) && box.right > edge.right + 1) found.push(`${name} is cut off at the side`)
      if (['hidden', 'clip'].includes(style.overflowY) && box.bottom > edge.bottom + 1) found.push(`${name} is cut off below`)
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
  return [...new Set(found)]
}
