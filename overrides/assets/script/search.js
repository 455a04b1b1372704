// The search field: results of Pagefind as a list of ordinary links below it, told to screen readers by a status line.
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
      engine ??= await load(index)
      const { results } = await engine.search(query)
      const found = await Promise.all(results.slice(0, whole ? SHOWN.page : SHOWN.head).map(result => result.data()))
      if (turn !== asked) return
      list.replaceChildren(...found.map(entry))
      say(!results.length ? words.none : results.length === 1 ? words.one : words.many.replace('{}', results.length))
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
    field.value = new URLSearchParams(location.search).get('q') || ''
  }
  if (field.value) search()
}

async function load(index) {
  const engine = await import(new URL('pagefind.js', index))
  await engine.options({ baseUrl: new URL('..', index).pathname, excerptLength: 22 })
  await engine.init()
  return engine
}

function entry({ url, meta, excerpt, sub_results: parts }) {
  const item = document.createElement('li')
  const link = item.appendChild(document.createElement('a'))
  link.textContent = meta.title
  link.href = url
  const text = item.appendChild(document.createElement('p'))
  text.append(...marked(excerpt))
  return item
}

// Pagefind marks what it found with <mark> in escaped text; only that is taken over
function marked(excerpt) {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html')
  return [...body.childNodes].map(node => {
    if (node.nodeName !== 'MARK') return node.textContent
    const mark = document.createElement('mark')
    mark.textContent = node.textContent
    return mark
  })
}
