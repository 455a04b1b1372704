// Search and choices of a list, from the address (?provincie=gelderland) and from the form above it. Without this the whole list stands there.
const SHOWN = 15 // items of a long list before the rest is asked for
const plain = text => text.normalize('NFKD').replace(/[\p{M}\u00ad]/gu, '').toLowerCase()

for (const form of document.querySelectorAll('[data-filter]')) {
  const fields = [...form.elements].filter(field => field.name)
  const list = form.parentElement
  const items = [...list.querySelectorAll('.cards > li')]
  const [status, reset, words] = [form.querySelector('[role=status]'), form.querySelector('button'), form.dataset]
  const rest = list.appendChild(Object.assign(document.createElement('button'), { className: 'button more', type: 'button' }))
  const texts = new Map(items.map(item => [item, plain(item.textContent)]))
  const has = (item, field) => (item.getAttribute('data-' + field.name) || '').split(' ').includes(field.value)
  const fits = (item, field) => !field.value || (field.options ? has(item, field) : plain(field.value).trim().split(/\s+/).every(word => texts.get(item).includes(word)))
  let whole = items.length <= SHOWN * 1.5

  const show = () => {
    const chosen = fields.filter(field => field.value)
    const found = items.filter(item => fields.every(field => fits(item, field)))
    const shown = new Set(whole ? found : found.slice(0, SHOWN))
    for (const item of items) item.hidden = !shown.has(item)
    for (const group of list.querySelectorAll('.group')) group.hidden = !group.querySelector('li:not([hidden])')
    const text = !found.length ? words.none : chosen.length ? words.some : words.count
    status.textContent = text.replace('{n}', found.length).replace('{of}', items.length)
    reset.hidden = !chosen.length
    rest.hidden = shown.size === found.length
    rest.textContent = words.rest.replace('{}', found.length)
    return chosen
  }

  const keep = () => {
    const query = new URLSearchParams(show().map(field => [field.name, field.value])).toString()
    history.replaceState(null, '', location.pathname + (query && '?' + query) + location.hash)
  }

  const everything = () => {
    for (const field of fields) field.value = ''
    keep()
  }

  // The rest of a long list: who asked for it goes on at the first of it
  rest.onclick = () => {
    const next = items.find(item => item.hidden && fields.every(field => fits(item, field)))
    whole = true
    show()
    next.querySelector('a').focus()
  }

  // A link to a part that is hidden (the map, a province) shows the whole list again
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target || !target.closest('.list [hidden]')) return
    whole = true
    everything()
    target.scrollIntoView()
  }

  const asked = new URLSearchParams(location.search)
  for (const field of fields) {
    const value = asked.get(field.name)
    if (value && (!field.options || [...field.options].some(option => option.value === value))) field.value = value
    if (field.value && field.closest('details')) field.closest('details').open = true
  }
  form.addEventListener('input', keep)
  reset.onclick = () => { everything(); fields[0].focus() }
  addEventListener('hashchange', reveal)
  show()
  reveal()
}
