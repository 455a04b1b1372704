// What changed between two editions that a reader picks, as publishing/report/{matching,comparison,changes}.py tell it: the same rules, in the
// same order, on the blocks of both. Each edition is fetched once. Without this the page says which two were compared already.
const ALIKE = 0.6, COMMON = 20, AROUND = 8, LEFT_OUT = '…'
const PLACED = ['title', 'heading', 'picture', 'caption', 'summary', 'source'], KINDS = ['changed', 'new', 'moved', 'removed']
const into = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value])
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

// The longest runs that two lists have in common, as difflib.SequenceMatcher finds them: [place in the one, in the other, length].
function shared(one, other) {
  const where = new Map()
  other.forEach((item, at) => into(where, item, at))
  const longest = (low, high, from, to) => {
    let best = [low, from, 0], ends = new Map()
    for (let i = low; i < high; i++) {
      const now = new Map()
      for (const j of where.get(one[i]) ?? []) {
        if (j < from) continue
        if (j >= to) break
        const size = (ends.get(j - 1) ?? 0) + 1
        now.set(j, size)
        if (size > best[2]) best = [i - size + 1, j - size + 1, size]
      }
      ends = now
    }
    return best
  }
  const found = [], left = [[0, one.length, 0, other.length]]
  while (left.length) {
    const [low, high, from, to] = left.pop(), [i, j, size] = longest(low, high, from, to)
    if (!size) continue
    found.push([i, j, size])
    if (low < i && from < j) left.push([low, i, from, j])
    if (i + size < high && j + size < to) left.push([i + size, high, j + size, to])
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

const ratio = (one, other) => one.length + other.length ? 2 * shared(one, other).reduce((sum, run) => sum + run[2], 0) / (one.length + other.length) : 1

// Number of a block of now → that of then which it is, or was.
function pairs(then, now) {
  const old = new Map(then.entries()), fresh = new Map(now.entries()), found = new Map()
  for (const match of [inOrder, elsewhere, withTheSameId, alike]) {
    for (const [number, other] of match(old, fresh)) {
      found.set(number, other)
      fresh.delete(number)
      old.delete(other)
    }
  }
  return found
}

function inOrder(old, fresh) {
  const runs = shared([...old.values()].map(block => block.key), [...fresh.values()].map(block => block.key))
  return runs.flatMap(([i, j, size]) => Array.from({ length: size }, (_, step) => [j + step, i + step]))
}

function elsewhere(old, fresh) {
  const left = new Map(), found = []
  for (const [other, block] of old) into(left, block.key, other)
  for (const [number, block] of fresh) if (left.get(block.key)?.length) found.push([number, left.get(block.key).shift()])
  return found
}

function withTheSameId(old, fresh) {
  const placed = blocks => {
    const found = new Map()
    for (const [number, block] of blocks) if (PLACED.includes(block.kind)) into(found, `${block.kind}\n${block.id || block.place.id}`, number)
    return found
  }
  const then = placed(old)
  return [...placed(fresh)].filter(([place, numbers]) => numbers.length === 1 && then.get(place)?.length === 1)
    .map(([place, [number]]) => [number, then.get(place)[0]])
}

function alike(old, fresh) {
  const where = new Map(), most = Math.max(COMMON, Math.floor(old.size / 10)), found = []
  for (const [number, block] of old) for (const word of new Set(block.compared)) into(where, word, number)
  for (const [number, block] of fresh) {
    const near = new Set([...new Set(block.compared)].flatMap(word => (where.get(word)?.length ?? 0) <= most ? where.get(word) ?? [] : []))
    for (const other of near) {
      const was = old.get(other)
      const share = was.kind === block.kind ? shareOf(was, block) : 0
      if (share >= ALIKE) found.push([+(was.place.id === block.place.id), share, -Math.abs(number - other), number, other])
    }
  }
  found.sort((a, b) => { for (let i = 0; i < 5; i++) if (a[i] !== b[i]) return b[i] - a[i]; return 0 })
  const taken = [new Set(), new Set()]
  return found.filter(([, , , number, other]) => !taken[0].has(number) && !taken[1].has(other) && taken[0].add(number) && taken[1].add(other))
    .map(([, , , number, other]) => [number, other])
}

function shareOf(then, now) {
  const counted = then.counted ??= count(then.compared), other = now.counted ??= count(now.compared)
  let both = 0
  for (const [word, times] of counted) both += Math.min(times, other.get(word) ?? 0)
  return 2 * both / (then.compared.length + now.compared.length) >= ALIKE ? ratio(then.compared, now.compared) : 0
}

function count(words) {
  const found = new Map()
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
  return found
}

// The blocks of now that did not move: the most whose order is that of then.
function still(paired) {
  const ends = [], last = [], order = [], found = new Set()
  for (const number of [...paired.keys()].sort((a, b) => a - b)) {
    const place = paired.get(number)
    let at = ends.findIndex(end => end >= place)
    if (at < 0) at = ends.length
    order.push([number, at ? last[at - 1] : null])
    ends[at] = place
    last[at] = order.length - 1
  }
  for (let end = last.length ? last.at(-1) : null; end !== null; end = order[end][1]) found.add(order[end][0])
  return found
}

// What is not the same, as it is read now; what is gone comes after what it stood behind.
function changesOf(then, now) {
  const paired = pairs(then, now), where = new Map([...paired].map(([number, old]) => [old, number])), stayed = still(paired)
  const gone = new Map(), found = []
  let behind = -1
  then.forEach((block, old) => where.has(old) ? behind = where.get(old) : into(gone, behind, old))
  for (let number = -1; number < now.length; number++) {
    const old = paired.get(number)
    if (number >= 0 && old === undefined) found.push({ kind: 'new', now: now[number] })
    else if (number >= 0 && then[old].key !== now[number].key) found.push({ kind: 'changed', then: then[old], now: now[number] })
    else if (number >= 0 && !stayed.has(number)) found.push({ kind: 'moved', then: then[old], now: now[number] })
    for (const each of gone.get(number) ?? []) found.push({ kind: 'removed', then: then[each] })
  }
  return [found, renumbered(then, now, paired)]
}

function renumbered(then, now, paired) {
  const cited = ({ kind, place, passage }) => ['title', 'heading'].includes(kind) ? [place.number, '']
    : kind === 'text' && passage ? [place.number.split('.')[0], passage] : ['', '']
  const told = [...paired].sort((a, b) => a[0] - b[0]).map(([number, old]) => [cited(then[old]), cited(now[number])])
  const differ = told.filter(([was, is]) => was[0] && is[0] && was.join('\n') !== is.join('\n'))
  return [...new Map(differ.map(each => [each.join('\n\n'), each])).values()]
}

function runsOf({ kind, then, now }) {
  const before = then?.words ?? [], after = now?.words ?? [], one = then?.compared ?? [], other = now?.compared ?? []
  if (kind === 'moved') return [['same', after]]
  const found = []
  let i = 0, j = 0
  for (const [start, first, size] of [...shared(one, other), [one.length, other.length, 0]]) {
    if (start > i) found.push(['gone', before.slice(i, start)])
    if (first > j) found.push(['new', after.slice(j, first)])
    if (size) found.push(['same', after.slice(first, first + size)])
    i = start + size
    j = first + size
  }
  return found.filter(([, words]) => words.some(Boolean))
}

// Of what stayed in a block that changed, only the words near those that did not.
const near = runs => runs.map(([mark, words], at) => {
  const first = at === 0, last = at === runs.length - 1
  if (mark !== 'same' || words.length <= AROUND * (2 - first - last) + 2) return [mark, words]
  return [mark, [...first ? [] : words.slice(0, AROUND), LEFT_OUT, ...last ? [] : words.slice(-AROUND)]]
})

const box = document.querySelector('[data-compare]'), form = box.querySelector('form')
const result = box.querySelector('[data-result]'), status = box.querySelector('[role=status]')
const read = new Map()
let word, editions
const make = (name, ...held) => { const made = document.createElement(name); made.append(...held); return made }

function marked(runs) {
  return runs.flatMap(([mark, words], at) => {
    const text = words.filter(Boolean).join(' ')
    if (mark === 'same') return at ? [' ', text] : [text]
    const made = make(mark === 'gone' ? 'del' : 'ins', `[${word[`mark-${mark}`]}: ${text}]`)
    made.className = 'change'
    return at ? [' ', made] : [made]
  })
}

async function blocksOf(number) {
  if (!read.has(number)) {
    const { places, blocks } = await (await fetch(box.dataset.base + editions[number].blocks)).json()
    read.set(number, blocks.map(([place, kind, text, other, passage, id]) => {
      const words = text.split('\n'), compared = [...words]
      for (const [at, as] of Object.entries(other)) compared[at] = as
      const [part, own, number, title] = places[place]
      return { place: { part, id: own, number, title }, kind, words, compared, passage, id, key: [kind, ...compared].join('\n') }
    }))
  }
  return read.get(number)
}

const cited = ([section, passage]) => passage ? filled(word.cited, { chapter: section, passage }) : section

function heading(changes, then, now) {
  const { place } = changes[0].now ?? changes[0].then, made = make('h2')
  made.id = `wijzigingen--${place.id}`
  const named = place.number ? [Object.assign(make('span', place.number), { className: 'number' }), ` ${place.title}`] : [place.title]
  if (changes.every(change => !change.now)) {
    made.append(...named, `, ${filled(word['gone-section'], { edition: then })}`)
    return made
  }
  made.append(Object.assign(make('a', ...named), { href: `${box.dataset.base}${editions[now].text}#${place.id}`, className: 'inside' }))
  const was = changes.find(change => change.then && change.now)?.then.place
  const differs = was && ['id', 'number', 'title'].some(name => was[name] !== place[name])
  if (differs && (was.number || was.title)) {
    const number = `${was.number} ${was.title === place.title ? '' : was.title}`.trim()
    made.append(`, ${filled(word.was, { edition: then, number })}`)
  }
  return made
}

function line(change) {
  const { kind, passage } = change.now ?? change.then
  const what = word[`block-${kind}`] + (passage ? ` ${passage}` : ''), runs = runsOf(change)
  return make('li', make('strong', word[`kind-${change.kind}`]), `, ${what}: `, ...marked(change.kind === 'changed' ? near(runs) : runs))
}

function facts(then, now) {
  const [was, is] = [editions[then], editions[now]].map(edition => edition.facts)
  const names = Object.keys(is).filter(name => was[name] !== is[name] && (was[name] || editions[then].tells))
  return names.map(name => {
    const runs = [['gone', [was[name]]], ['new', [is[name]]]].filter(([, [text]]) => text)
    return make('li', make('strong', word[name]), ': ', ...marked(runs))
  })
}

function numbers(concordance, then, now) {
  const [was, is] = [then, now].map(edition => Object.assign(make('th', filled(word['number-then'], { edition })), { scope: 'col' }))
  const rows = concordance.map(each => make('tr', ...each.map(place => make('td', cited(place)))))
  const table = Object.assign(make('table', make('thead', make('tr', was, is)), make('tbody', ...rows)), { id: 'wijzigingen--tabel' })
  const region = Object.assign(make('div', table), { className: 'table', role: 'region', tabIndex: 0, ariaLabel: word.concordance })
  const title = Object.assign(make('h2', word.concordance), { id: 'wijzigingen--nummers' })
  return [title, make('p', filled(word['concordance-intro'], { edition: then })), region]
}

async function show(then, now) {
  const [before, after] = await Promise.all([then, now].map(blocksOf))
  const [changes, concordance] = changesOf(before, after), own = facts(then, now), groups = new Map()
  for (const change of changes) into(groups, (change.now ?? change.then).place.id, change)
  const counts = KINDS.map(kind => [changes.filter(change => change.kind === kind).length, word[`count-${kind}`]])
    .filter(([number]) => number).map(each => each.join(' ')).join(', ')
  const compared = filled(word.compared, { edition: then, date: editions[then].date, number: after.length })
  const held = editions[now].note ? [make('p', editions[now].note)] : []
  held.push(make('p', `${compared} ${word['not-compared']}`))
  if (!changes.length && !own.length) held.push(make('p', word.same))
  if (counts) held.push(make('p', filled(word.counted, { counts })))
  if (own.length) held.push(Object.assign(make('h2', word.facts), { id: 'wijzigingen--zelf' }), Object.assign(make('ul', ...own), { className: 'changes' }))
  for (const group of groups.values()) held.push(heading(group, then, now), Object.assign(make('ul', ...group.map(line)), { className: 'changes' }))
  if (concordance.length) held.push(...numbers(concordance, then, now))
  result.replaceChildren(...held)
  return counts ? filled(word.counted, { counts }) : own.length ? word.facts : word.same
}

// The two that the address names, and again whenever a reader asks for others; the older one is then, whichever was typed first.
async function compare() {
  const [then, now] = [form.elements.oud.value, form.elements.nieuw.value].sort((a, b) => editions[a].order - editions[b].order)
  form.elements.oud.value = then
  form.elements.nieuw.value = now
  result.replaceChildren()
  if (then === now) return box.dataset.twice
  status.textContent = box.dataset.busy
  history.replaceState(null, '', `?${new URLSearchParams({ oud: then, nieuw: now })}`)
  return show(then, now)
}

async function start() {
  ({ words: word, editions } = await (await fetch(box.dataset.compare)).json())
  const asked = new URLSearchParams(location.search)
  for (const name of ['oud', 'nieuw']) if (asked.get(name) in editions) form.elements[name].value = asked.get(name)
  return asked.size ? compare() : ''
}

// What came of it is told aloud; it can be read where it stands.
function saying(work) {
  const say = (text, isShown) => { status.classList.toggle('away', isShown); status.textContent = text }
  status.classList.remove('away')
  work.then(text => say(text, result.hasChildNodes()), () => say(box.dataset.failed, false))
}

form.addEventListener('submit', event => { event.preventDefault(); saying(compare()) })
saying(start())
