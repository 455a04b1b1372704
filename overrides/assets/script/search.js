// The search field: results of the index (engine.js) as a list of ordinary links below it, told to screen readers by a status line.
const WAIT = 200
const SHOWN = { head: 8, page: 30 }
const APART = 2 // places of these for pages that stand apart, when there are any

export async function start(field) {
  const box = field.closest('.search')
  const [drop, status, count, list, apart, next] = ['.drop', '[role=status]', '.found', '.results', '.apart', '.next'].map(part => box.querySelector(part))
  const whole = box.classList.contains('search--page')
  const words = field.dataset
  const index = new URL(words.index, location)
  let engine, timer, asked = 0

  const say = text => { status.textContent = count.textContent = text; drop.hidden = !text }
  const links = () => [...drop.querySelectorAll('a')].filter(link => link.offsetParent)
  const show = (entries, others = [], isLost = false) => {
    list.replaceChildren(...entries)
    apart.hidden = !others.length
    apart.querySelector('.results').replaceChildren(...others)
    next.hidden = !isLost
  }

  async function search() {
    const query = field.value.trim()
    const turn = ++asked
    if (whole) history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname)
    if (!query) { show([]); return say('') }
    if (!list.children.length) say(words.loading)
    try {
      engine ??= await import(index)
      const { answers, main, apart, told, isSure, isFaint } = await engine.find(query)
      const room = whole ? SHOWN.page : SHOWN.head
      const first = main.slice(0, room - Math.min(APART, apart.length))
      const fetched = await Promise.all([answers, first, apart.slice(0, room - first.length)].map(held => Promise.all(held.map(show => show()))))
      if (turn !== asked) return
      const [terms, pages, others] = fetched.map(held => held.map(entry))
      terms.forEach(term => term.classList.add('answer'))
      show([...terms, ...pages], others, isFaint || (!terms.length && !pages.length))
      const doubts = told.map(({ word, how }) => words[how].replace('{}', word))
      say([...doubts, ...(isSure || !doubts.length ? [sum(main.length + apart.length, terms.length)] : [])].join(' '))
    } catch (error) {
      show([], [], true)
      say(words.failed)
      console.error(error)
    }
  }

  const sum = (pages, terms) => (pages ? (pages === 1 ? words.one : words.many.replace('{}', pages)) : terms ? words.term : words.nothing)

  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, WAIT) })
  field.addEventListener('focus', () => { if (count.textContent) drop.hidden = false })
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
