// Which pages answer a query best. Stands behind engine.js in search/<locale>.js.
const NOTED = { '+': 45, '~': 20 } // what a page counts that is noted for just these words, more than any word of its own can; and one that has them as a heading
const MEANT = { '+': '*', '~': '-' } // where they stand under another word that comes down to the same
const PARTLY = 2 // the power by which a note counts less of which a part is asked
const TURNED = 0.85 // what one counts with its words in another order: a school that refuses a child is no child that refuses school
const ENTIRE = 0.95 // share of a title that was asked when all of its words were: shares are rounded
const TITLED = 4 // what it counts to be the page of which just the title was asked: more than all the rest together
const LISTED = 0.7 // what counts of a list of sources, which has words of everything
const LEAST = 0.3 // share of a query that a page must have more of to be a result
const FAINT = 0.6 // and what it must be worth beside the best of the pages apart, which come after it
const TOPIC = 25 // what a word counts on its best page when something is about it: one that stands only here and there in running text tells less
const AGE = /^\d{1,2}$/ // an age or a number of days says how rather than what
const HOW = 0.4 // what a word is worth that says how rather than what
const NOWHERE = 0.4 // what a word that stands nowhere is worth beside one that stands on one page
const WHO = 0.8 // what it is worth that a page is for who asks
const UNNAMED = 0.5 // and when he says nothing but `I`
const WHO_SAYS = 0.2 // the same of a page that it sounds like

// How much of what is looked for a word says
const telling = word => (LIGHT.has(stem(word)) || AGE.test(word) ? HOW : 1)

// What each word of the query is worth: the fewer pages have it, and the more one of them is about it, the more
const worths = (scores, understood) => understood.map(({ word }, number) => {
  const counts = scores.map(({ parts }) => parts[number]).filter(Boolean)
  const worth = rare(counts.length || 1)
  const about = counts.length ? Math.min(1, Math.max(...counts) / worth / TOPIC) ** 0.5 : NOWHERE
  return telling(word) * worth * about
})

// Page → in how far it is for who asks. Who says `my son` is a parent also where he says `I`, and who says `my mother` is none
async function readers(query, roots) {
  const stems = words(query).map(stem)
  const pairs = stems.slice(1).map((root, at) => [stems[at], root].sort().join(' '))
  const said = await Promise.all([...new Set([...pairs, ...stems])].map(async root => [root, (await exactly(root + ' @')).flatMap(([, names]) => names)]))
  const of = isOne => said.filter(([root]) => isOne(root)).flatMap(([, names]) => names)
  const [paired, named] = [of(root => pairs.includes(root)), of(root => roots.includes(root))]
  const sure = paired.length ? paired : named
  const names = new Set(sure.length ? sure : of(() => true))
  const pages = new Map()
  for (const [, postings] of (await Promise.all([...names].map(name => exactly('@' + name)))).flat()) {
    for (let at = 0; at < postings.length; at += 2) {
      pages.set(postings[at], Math.max(pages.get(postings[at]) || 0, postings[at + 1] / 10 * (sure.length ? 1 : UNNAMED)))
    }
  }
  return pages
}

// Where the notes with a word stand: [key, sign, weight], its own and those with a word that comes down to the same
const notesOf = (root, weight) => Object.entries(MEANT).flatMap(([sign, other]) => {
  const first = meaning(root)
  const alike = SAME.has(root) ? [other, ...(first === root ? [] : [sign])] : []
  return [[`${root} ${sign}`, sign, weight], ...alike.map(end => [`${first} ${end}`, sign, weight * OTHERWISE])]
})

// The notes that hold words of the query: { page, sign, isTitle, held }, by the number of each word how much of the note it is and at which place, from the code that phrases.py made
async function notes(understood, roots) {
  const found = new Map()
  const add = (number, sign, weight, page, code) => {
    const key = [page, sign, Math.floor(code / 1000)].join()
    const { held } = found.get(key) || found.set(key, { page, sign, isTitle: sign === '~' && code < 1000, held: new Map() }).get(key)
    const share = weight * (code % 100) / 99
    if (share > (held.get(number)?.share || 0)) held.set(number, { share, place: Math.floor(code / 100) % 10 })
  }
  for (const [number, { held, near, joined }] of understood.entries()) {
    const known = near ? held.map(([term, , weight]) => [term, weight]) : [[joined ?? roots[number], 1]]
    for (const [key, sign, weight] of known.flatMap(([root, weight]) => notesOf(root, weight))) {
      for (const [, values] of await exactly(key)) {
        for (let at = 0; at < values.length; at += 2) add(number, sign, weight, values[at], values[at + 1])
      }
    }
  }
  return [...found.values()]
}

// What a note counts for each word of the query that it holds: the fewer pages have just these in a note, and the less else is in it, the more
function noted(notes) {
  const having = new Map()
  const key = ({ sign, held }) => [sign, ...[...held.keys()].sort()].join()
  for (const note of notes) having.set(key(note), (having.get(key(note)) || new Set()).add(note.page))
  return notes.map(note => {
    const words = [...note.held].sort(([one], [other]) => one - other).map(([, word]) => word)
    const isTurned = words.some(({ place }, at) => at && place < words[at - 1].place)
    const whole = sum(words.map(({ share }) => share)) * (isTurned ? TURNED : 1)
    return { ...note, value: NOTED[note.sign] * rare(having.get(key(note)).size) * whole ** PARTLY }
  })
}

// The pages of which the title was asked and nothing else. One that is a question is asked by a question: `help` and `who helps` do not ask `What helps`
async function titled(notes, asked, typed) {
  const isWhole = ({ isTitle, held }) => isTitle && held.size === asked && sum([...held.values()].map(({ share }) => share)) > ENTIRE
  const pages = [...new Set(notes.filter(isWhole).map(({ page }) => page))]
  const asking = (await Promise.all(pages.map(get))).map(([title]) => words(title).filter(word => ASKING.has(word)))
  return new Set(pages.filter((_, at) => !asking[at].length || asking[at].some(word => typed.includes(word))))
}

// Page → what each word of the query counts on it (`parts`), and what was noted with it (`noted`)
function scored(understood, notes) {
  const scores = new Map()
  const at = page => scores.get(page) || scores.set(page, { parts: understood.map(() => 0), noted: understood.map(() => 0) }).get(page)
  for (const [number, { word, held }] of understood.entries()) {
    const told = telling(word)
    for (const [, postings, weight, pages = postings.length / 2] of held) {
      for (let place = 0; place < postings.length; place += 2) {
        const { parts } = at(postings[place])
        parts[number] = Math.max(parts[number], told * weight * rare(pages) * postings[place + 1])
      }
    }
  }
  const worth = worths([...scores.values()], understood)
  for (const { page, held, value } of noted(notes)) {
    const { noted } = at(page)
    for (const number of held.keys()) noted[number] = Math.max(noted[number], value * worth[number] / sum(worth))
  }
  return scores
}

// The pages, best first. A word counts in the measure that it is rare; a page that has little of the query, or of what the best has, is none of its results
function ranking(scores, understood, { readers, said, titles }) {
  const worth = worths([...scores.values()], understood)
  const who = readers.size && WHO
  const has = ({ parts }) => sum(worth.filter((_, number) => parts[number]))
  const shares = new Map([...scores].map(([page, score]) => [page, (has(score) + who * (readers.get(page) || 0)) / (sum(worth) + who)]))
  const least = Math.max(LEAST, ...[...shares.values()].map(share => share / 2))
  const total = ({ parts, noted }, share) => sum(parts) * share ** 2 + sum(noted) * share
  const having = new Map([...scores].map(([page, score]) => [page, total(score, shares.get(page))]))
  const best = Math.max(1, ...having.values())
  const sure = SAID * sum(worth.filter((_, number) => said.heard[number])) / sum(worth)
  const sounds = page => (said.pages.get(page) || 0) * (1 + WHO_SAYS * (readers.get(page) || 0))
  const close = [...new Set([...scores.keys(), ...said.pages.keys()])].filter(page => shares.get(page) > least || sounds(page) > SOUNDS)
  const listed = page => (TABLE.lists.includes(page) ? LISTED : 1)
  const held = close.map(page => [page, listed(page) * ((having.get(page) || 0) / best + sure * sounds(page)) + (titles.has(page) && TITLED)]).sort((a, b) => b[1] - a[1])
  const apart = held.find(([page]) => isApart(page))?.[1] || 0
  return held.filter(([page, worth]) => isApart(page) || worth > FAINT * apart).map(([page]) => page)
}
