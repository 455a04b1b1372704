// What is shown of a page that was found. Stands behind ranking.js in search/<locale>.js.
const root = new URL('..', import.meta.url)

// A term with what it means
async function answer(page, entry) {
  const [, url, , , , terms] = await get(page)
  const [id, title, text] = terms[entry]
  return { title, url: new URL(`${url}#${id}`, root), pieces: [[text, false]] }
}

// Title, address, place in a report, and the words around what was found, where most of it stands together: [text, isFound] pieces
async function shown(page, { terms, asked }) {
  const [title, url, sections, place, facts] = await get(page)
  const isLike = (word, part) => (part.length > 4 ? word.includes(part) : part.length > 2 && word.startsWith(part))
  const isFound = word => terms.has(stem(word)) || asked.some(part => isLike(word, part))
  const places = [...sections, ['', '', facts, sections[0]?.[3]]].map(([id, heading, text, leaf]) => ({ id, heading, leaf, ...densest(text, heading, isFound) }))
  const { id, heading, leaf, pieces } = places.reduce((best, other) => (other.worth > best.worth ? other : best))
  return { title, heading, place: place.replace('{}', leaf), url: new URL(url, root), section: new URL(url + (id && '#' + id), root), pieces }
}

const [BEFORE, AFTER] = [60, 130] // characters around the first word that is shown
const WORD = /\d{1,3}(?:[., \u00a0]\d{3})+(?!\d)|(?:\p{L}\.){2,}|[\p{L}\p{N}\p{M}]+/gu
const [DIFFERENT, HEADING] = [100, 1.5] // a second word counts more than the same word again, one in the heading more than one below it

const hits = (text, isFound) => [...text.matchAll(WORD)].filter(([word]) => words(word).some(isFound))
const different = found => new Set(found.flatMap(([word]) => words(word).map(stem))).size

// The piece of a text in which most of what was found stands together
function densest(text, heading, isFound) {
  const found = hits(text, isFound)
  const near = ({ index }) => found.filter(other => other.index >= index && other.index < index + AFTER)
  const groups = found.map(first => ({ at: first.index, worth: DIFFERENT * different(near(first)) + near(first).length }))
  const best = groups.reduce((best, other) => (other.worth > best.worth ? other : best), { at: 0, worth: 0 })
  const worth = best.worth + HEADING * DIFFERENT * different(hits(heading, isFound))
  return { worth, pieces: excerpt(text, best.at, found) }
}

function excerpt(text, at, found) {
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
