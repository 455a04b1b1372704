// Looks up a query in the index that publishing/search made. Stemmer and TABLE stand before this text in search/<locale>.js.
const FAR = 3 // files of terms that the beginning of a word may load
const NEAR = { weight: 0.5, from: 4, long: 8 } // letters from which one, and from which two, typing errors are taken
const BEGINS = 0.6 // what a word that only begins with what was typed counts
const files = new Map()

const get = name => {
  if (!files.has(name)) {
    files.set(name, fetch(new URL(`${TABLE.folder}/${name}.json`, import.meta.url)).then(answer => {
      if (!answer.ok) throw new Error(answer.status)
      return answer.json()
    }))
  }
  return files.get(name)
}

export const words = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) || []
export const stem = word => stemmer.stemWord(word).replace(/[vz]$/, last => ({ v: 'f', z: 's' })[last])

// Terms between two strings, from the files that can hold them
async function range(from, to) {
  const first = TABLE.shards.findLastIndex(start => start <= from)
  const numbers = TABLE.shards.map((_, number) => number).filter(number => number >= first && TABLE.shards[number] <= to).slice(0, FAR)
  const held = await Promise.all(numbers.map(number => get(`t${number}`)))
  return held.flatMap(terms => Object.entries(terms)).filter(([term]) => term >= from && term <= to)
}

// One typing error: a letter too many, too few, another or two swapped (optimal string alignment)
function distance(a, b) {
  let [before, last, row] = [[], [], [...b, ''].map((_, column) => column)]
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
  }
  return row[b.length]
}

// Letters that two words begin with alike
const same = (a, b) => ([...a].findIndex((letter, at) => letter !== b[at]) + 1 || a.length + 1) - 1

// What a word of the query stands for: [term, postings, weight, pages] of the word, of words that begin with it, else of words near it
async function meanings(word, isLast) {
  const root = stem(word)
  const exact = (await range(root, root)).map(([term, found]) => [term, found, 1])
  const begun = isLast && word.length > 2 ? (await range(word, word + '\uffff')).filter(([term]) => term !== root) : []
  const all = begun.reduce((sum, [, found]) => sum + found.length / 3, 0) // a rare longer word is no better than a common one
  const held = [...exact, ...begun.map(([term, found]) => [term, found, exact.length ? BEGINS / 2 : BEGINS, all])]
  return held.length || word.length < NEAR.from ? { held } : { held: await nearest(word, root), near: true }
}

async function nearest(word, root) {
  const swapped = root[1] + root[0]
  const pools = await Promise.all([root.slice(0, 2), swapped, root[1]].map(start => range(start, start + '\uffff')))
  const most = word.length < NEAR.long ? 1 : 2
  const found = pools.flat().map(([term, postings]) => [term, postings, Math.min(distance(root, term), distance(word, term))])
  const least = Math.min(most, ...found.map(([, , steps]) => steps))
  return found.filter(([, , steps]) => steps === least).map(([term, postings]) => [term, postings, NEAR.weight * (1 + same(root, term)) / (1 + root.length)])
}

// { near, results: [page, …] best first }; a page is fetched when it is asked for
export async function find(query) {
  const asked = [...new Set(words(query))]
  const understood = await Promise.all(asked.map((word, number) => meanings(word, number === asked.length - 1)))
  const scores = new Map()
  for (const [number, { held }] of understood.entries()) {
    for (const [, postings, weight, pages = postings.length / 3] of held) {
      const rare = Math.log(1 + TABLE.pages / pages)
      for (let at = 0; at < postings.length; at += 3) {
        const score = scores.get(postings[at]) || scores.set(postings[at], asked.map(() => [0, 0])).get(postings[at])
        const value = weight * rare * postings[at + 1]
        if (value > score[number][0]) score[number] = [value, postings[at + 2]]
      }
    }
  }
  const covered = parts => parts.filter(([value]) => value).length
  const total = parts => parts.reduce((sum, [value]) => sum + value, 0) * (covered(parts) / asked.length) ** 2
  const most = Math.max(...[...scores.values()].map(covered))
  const ranked = [...scores].filter(([, parts]) => covered(parts) > most / 2).map(([page, parts]) => ({ page, score: total(parts), section: parts.reduce((a, b) => (b[0] > a[0] ? b : a))[1] }))
  const terms = understood.flatMap(({ held }) => held.map(([term]) => term))
  return {
    near: understood.some(({ near }) => near),
    results: ranked.sort((a, b) => b.score - a.score).map(({ page, section }) => () => shown(page, section, terms, asked)),
  }
}

// Title, address, place in a report and the words around what was found: [text, isFound] pieces
async function shown(page, number, terms, asked) {
  const [title, url, sections, place] = await get(page)
  const [id, heading, text, leaf] = sections[number] || ['', '', '', '']
  const root = new URL('..', import.meta.url)
  const isFound = word => terms.includes(stem(word)) || asked.some(part => part.length > 4 ? word.includes(part) : part.length > 2 && word.startsWith(part))
  return { title, heading, place: place.replace('{}', leaf), url: new URL(url, root), section: new URL(url + (id && '#' + id), root), pieces: excerpt(text, isFound) }
}

const [BEFORE, AFTER] = [60, 130] // characters around the first word that was found

function excerpt(text, isFound) {
  const found = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) => words(word).some(isFound))
  const at = found.length ? found[0].index : 0
  const start = at > BEFORE ? text.indexOf(' ', at - BEFORE) + 1 : 0
  const end = at + AFTER < text.length ? text.lastIndexOf(' ', at + AFTER) : text.length
  const pieces = [[(start ? '… ' : ''), false]]
  let done = start
  for (const { 0: word, index } of found.filter(({ 0: word, index }) => index >= start && index + word.length <= end)) {
    pieces.push([text.slice(done, index), false], [word, true])
    done = index + word.length
  }
  return [...pieces, [text.slice(done, end) + (end < text.length ? ' …' : ''), false]]
}
