// Ticks of a checklist: counted, and kept on this device once the reader asks for that. Without this ticking works for one visit.
for (const panel of document.querySelectorAll('[data-ticks]')) {
  const key = 'ticks:' + panel.dataset.ticks
  const status = panel.querySelector('[role=status]')
  const changed = panel.querySelector('.ticks__changed')
  const button = name => panel.querySelector('[data-do=' + name + ']')
  const boxes = new Map()

  // A point is known by the heading above it and its place below that heading: the same in both languages
  let heading = ''
  let number = 0
  for (const found of document.querySelectorAll('.text :is(h2, h3)[id], .text .checklist input')) {
    if (found.id) [heading, number] = [found.id, 0]
    else boxes.set(heading + '.' + ++number, found)
  }
  const started = new Map([...boxes].map(([name, box]) => [name, box.defaultChecked]))
  const ticked = () => [...boxes].filter(([, box]) => box.checked).map(([name]) => name)

  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(key))
      return Array.isArray(held && held.ticks) ? held : null
    } catch { return null }
  }
  const write = () => {
    try { localStorage.setItem(key, JSON.stringify({ list: panel.dataset.list, ticks: ticked() })) } catch {}
  }

  const show = () => {
    const kept = read() !== null
    button('keep').hidden = kept
    panel.querySelector('.ticks__kept').hidden = !kept
    status.textContent = panel.dataset.count.replace('{n}', ticked().length).replace('{of}', boxes.size)
  }

  const held = read()
  if (held) for (const [name, box] of boxes) box.checked = held.ticks.includes(name)
  changed.hidden = !held || held.list === panel.dataset.list

  for (const box of boxes.values()) {
    box.addEventListener('change', () => {
      if (read()) write()
      show()
    })
  }
  button('keep').addEventListener('click', () => { write(); show(); button('wipe').focus() })
  button('wipe').addEventListener('click', () => {
    try { localStorage.removeItem(key) } catch {}
    for (const [name, box] of boxes) box.checked = started.get(name)
    changed.hidden = true
    show()
    button('keep').focus()
  })
  button('print').addEventListener('click', () => print())
  show()
}
