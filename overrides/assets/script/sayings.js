// How much a query sounds like what people say who look for a page (publishing/site/search/sayings.py). Stands behind ranking.js in search/<locale>.js.
const SAID = 1.75 // what the page counts that a query sounds most like, beside 1 of the page that has most of its words
const SOUNDS = 0.8 // share of it that makes a page a result that has little of the query itself

// The words, pairs of words and meanings under which it is looked up; `roots` has every word that was typed, `telling` those that say what is looked for
const grams = (roots, telling) => new Set([
  ...telling,
  ...roots.slice(1).map((root, at) => `${roots[at]} ${root}`),
  ...roots.filter(root => SAME.has(root)).map(root => '=' + meaning(root)),
])

// How much each page sounds like it, 1 for the most, and which words of the query stand in any note
async function sayings(query, understood) {
  const telling = understood.map(({ word, mended, parts }) => parts ?? [mended ?? stem(word)])
  const mended = new Map(understood.map(({ word }, number) => [stem(word), telling[number]]))
  const typed = words(query)
  const roots = typed.map(stem).flatMap(root => mended.get(root) ?? [root])
  const held = (await Promise.all([...grams(roots, [...telling.flat(), ...verbs(typed).map(([, word]) => stem(word))])].map(gram => exactly(gram + ' %')))).flat()
  const pages = new Map()
  for (const [, postings] of held) {
    for (let at = 0; at < postings.length; at += 2) pages.set(postings[at], (pages.get(postings[at]) || 0) + postings[at + 1])
  }
  const most = Math.max(1, ...pages.values())
  const found = new Set(held.map(([key]) => key))
  const isHeard = root => found.has(root + ' %') || found.has(`=${meaning(root)} %`)
  return { pages: new Map([...pages].map(([page, weight]) => [page, weight / most])), heard: telling.map(parts => parts.some(isHeard)) }
}
