// The search field: results of the index (engine.js) as a list of ordinary links below it, told to screen readers by a status line.
const WAIT = 200
const SHOWN = { head: 8, page: 30 }

export async function start(field) {
  const box = field.closest('.search')
  const [drop, status, count, list] = ['.drop', '[role=status]', '.found', '.results'].map(part => box.querySelector(part))
  const whole = box.classList.contains('search--page')
  const words = field.dataset
  const index = new URL(words.index, location)
  let engine, timer, asked = 0

  const say = text => { status.textContent = count.textContent = text; drop.hidden = !text }
  const links = () => [...list.querySelectorAll('a')]

  async function search() {
    const query = field.value.trim()
    const turn = ++asked
    if (whole) history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname)
    if (!query) { list.replaceChildren(); return say('') }
    if (!list.children.length) say(words.loading)
    try {
      engine ??= await import(index)
      const { results, near } = await engine.find(query)
      const found = await Promise.all(results.slice(0, whole ? SHOWN.page : SHOWN.head).map(show => show()))
      if (turn !== asked) return
      list.replaceChildren(...found.map(entry))
      const number = !results.length ? words.none : results.length === 1 ? words.one : words.many.replace('{}', results.length)
      say(near && results.length ? `${number}. ${words.near}` : number)
    } catch (error) {
      list.replaceChildren()
      say(words.failed)
      console.error(error)
    }
  }

  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, WAIT) })
  field.addEventListener('focus', () => { if (list.children.length) drop.hidden = false })
  if (whole) field.form.addEventListener('submit', event => { event.preventDefault(); search() })

  box.addEventListener('keydown', event => {
    const stops = [field, ...links()]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const here = stops.indexOf(document.activeElement)
    if (step && here >= 0 && stops[here + step]) {
      event.preventDefault()
      stops[here + step].focus()
    } else if (event.key === 'Escape' && !whole && !drop.hidden) {
      event.preventDefault()
      field.focus()
      drop.hidden = true
    }
  })
  if (!whole) {
    document.addEventListener('click', event => { if (!box.contains(event.target)) drop.hidden = true })
    box.addEventListener('focusout', event => { if (event.relatedTarget && !box.contains(event.relatedTarget)) drop.hidden = true })
  } else {
    field.value ||= new URLSearchParams(location.search).get('q') || '' // what was typed while this was on its way stays
  }
  if (field.value) search()
}

function entry({ title, heading, place, url, section, pieces }) {
  const item = document.createElement('li')
  const add = (parent, name, text) => Object.assign(parent.appendChild(document.createElement(name)), { textContent: text })
  add(item, 'a', title).href = url
  if (heading) {
    const line = add(item, 'p', '› ')
    line.className = 'section'
    add(line, 'a', heading).href = section
  }
  const text = add(item, 'p', '')
  for (const [words, isFound] of pieces) isFound ? add(text, 'mark', words) : text.append(words)
  if (place) add(item, 'p', place).className = 'place'
  return item
}
