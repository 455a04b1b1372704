// Which pages answer a query best. Stands behind engine.js in search/<locale>.js.
const NOTED = { '+': 45, '~': 20, '*': 22, '-': 10 } // what a page counts that is noted for just these words, more than any word of its own can; one that has them as a heading; and both in words that come down to the same
const LEAST = 0.3 // share of a query that a page must have more of to be a result
const FAINT = 0.25 // and what it must be worth beside the best of the pages apart, which come after it
const TOPIC = 25 // what a word counts on its best page when something is about it: one that stands only here and there in running text tells less
const NOWHERE = 0.4 // what a word that stands nowhere is worth beside one that stands on one page
const WHO = 0.8 // what it is worth that a page is for who asks
const UNNAMED = 0.5 // and when he says nothing but `I`

// What each word of the query is worth: the fewer pages have it, and the more one of them is about it, the more
const worths = (scores, understood) => understood.map((_, number) => {
  const counts = scores.map(({ parts }) => parts[number]).filter(Boolean)
  const worth = rare(counts.length || 1)
  return counts.length ? worth * Math.min(1, Math.max(...counts) / worth / TOPIC) ** 0.5 : NOWHERE * worth
})

// Page → in how far it is for who asks. Who says `my son` is a parent also where he says `I`
async function readers(query, roots) {
  const said = await Promise.all([...new Set(words(query).map(stem))].map(async root => [root, (await exactly(root + ' @')).flatMap(([, names]) => names)]))
  const named = said.filter(([root]) => roots.includes(root)).flatMap(([, names]) => names)
  const names = new Set(named.length ? named : said.flatMap(([, names]) => names))
  const pages = new Map()
  for (const [, postings] of (await Promise.all([...names].map(name => exactly('@' + name)))).flat()) {
    for (let at = 0; at < postings.length; at += 2) {
      pages.set(postings[at], Math.max(pages.get(postings[at]) || 0, postings[at + 1] / 10 * (named.length ? 1 : UNNAMED)))
    }
  }
  return pages
}

// Page → what each word of the query counts on it (`parts`), and what was noted with it (`noted`), by the words and whether it is a heading
function scored(understood, whole, roots) {
  const scores = new Map()
  const at = page => scores.get(page) || scores.set(page, { parts: understood.map(() => 0), noted: new Map() }).get(page)
  for (const [number, { held }] of understood.entries()) {
    for (const [, postings, weight, pages = postings.length / 2] of held) {
      for (let place = 0; place < postings.length; place += 2) {
        const { parts } = at(postings[place])
        parts[number] = Math.max(parts[number], weight * rare(pages) * postings[place + 1])
      }
    }
  }
  const worth = worths([...scores.values()], understood)
  const meant = roots.map(meaning)
  for (const { roots: parts, sign, value } of whole.filter(({ sign }) => NOTED[sign])) {
    const share = sum(parts.map(root => worth[Math.max(roots.indexOf(root), meant.indexOf(root))])) / sum(worth)
    const key = [...parts.map(meaning).sort(), '+*'.includes(sign)].join()
    for (const { noted } of value.map(at)) noted.set(key, Math.max(noted.get(key) || 0, NOTED[sign] * rare(value.length) * share))
  }
  return scores
}

// The pages, best first. A word counts in the measure that it is rare; a page that has little of the query, or of what the best has, is none of its results
function ranking(scores, understood, readers) {
  const worth = worths([...scores.values()], understood)
  const who = readers.size && WHO
  const has = ({ parts }) => sum(worth.filter((_, number) => parts[number]))
  const shares = new Map([...scores].map(([page, score]) => [page, (has(score) + who * (readers.get(page) || 0)) / (sum(worth) + who)]))
  const least = Math.max(LEAST, ...[...shares.values()].map(share => share / 2))
  const total = ({ parts, noted }, share) => sum(parts) * share ** 2 + sum([...noted.values()]) * share
  const close = [...scores].filter(([page]) => shares.get(page) > least)
  const held = close.map(([page, score]) => [page, total(score, shares.get(page))]).sort((a, b) => b[1] - a[1])
  const apart = held.find(([page]) => isApart(page))?.[1] || 0
  return held.filter(([page, worth]) => isApart(page) || worth > FAINT * apart).map(([page]) => page)
}
