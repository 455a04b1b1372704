// Filters of a list, from the address (?provincie=gelderland) and from the form above it. Without this the whole list stands there.
for (const form of document.querySelectorAll('[data-filter]')) {
  const fields = [...form.elements].filter(field => field.name)
  const list = form.parentElement
  const items = [...list.querySelectorAll('.cards > li')]
  const status = form.querySelector('[role=status]')
  const fits = (item, field) => !field.value || (item.getAttribute('data-' + field.name) || '').split(' ').includes(field.value)

  const show = () => {
    const chosen = fields.filter(field => field.value)
    for (const item of items) item.hidden = !fields.every(field => fits(item, field))
    for (const group of list.querySelectorAll('.group')) group.hidden = !group.querySelector('li:not([hidden])')
    const count = items.filter(item => !item.hidden).length
    const text = count ? form.dataset.some.replace('{n}', count).replace('{of}', items.length) : form.dataset.none
    status.textContent = chosen.length ? text : ''
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

  // A link to a part that the filters hide (the map, a province) shows the whole list again
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target || !target.closest('.list [hidden]')) return
    everything()
    target.scrollIntoView()
  }

  const asked = new URLSearchParams(location.search)
  for (const field of fields) {
    const value = asked.get(field.name)
    if ([...field.options].some(option => option.value === value)) field.value = value
  }
  form.addEventListener('change', keep)
  form.querySelector('button').onclick = everything
  addEventListener('hashchange', reveal)
  show()
}
