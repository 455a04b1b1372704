// Looks up a query in the index that publishing/search made. Stemmer and TABLE stand before this text in search/<locale>.js, what ranks and shows behind it.
const FAR = 3 // files of terms that the beginning of a word may load
const APART = 0.4 // what a word counts that makes another with the word beside it
const PARTS = { first: 3, last: 5, only: 5 } // letters of a beginning that stands nowhere, of the last part of such a word, and of a beginning that is all that is known
const PART = 4 // letters of the shortest word that is looked for in a compound
const BEGINS = 0.6 // what a word that only begins with what was typed counts
const OTHERWISE = 0.8 // and what another form of a term counts, or a word that comes down to the same
const VERB = new RegExp(`^(?:${TABLE.before.replaceAll(' ', '|')})(.{4,})$`)
const PASSED = new Set(TABLE.passed_over.split(' '))
const PARTICLES = new Set(TABLE.before.split(' '))
const BETWEEN = 5 // words between the parts of a verb, at most
const ASKING = new Set(TABLE.asking.split(' '))
const DOING = new Set(TABLE.doing.split(' '))
const DEFINING = TABLE.defining.split(', ')
const UNMARKED = new Set(TABLE.unmarked.split(' '))
const SELF = new Set(TABLE.self.split(' ')) // who tells of himself does not ask what a word means
const NUMBER = /(^|[^\d.,])(\d{1,3}(?:[., ]\d{3})+)(?!\d)/gu
const INITIALS = /(^|[^\p{L}\p{N}])((?:\p{L}\.){2,})/gu
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

const found = text => text.match(/[\p{L}\p{N}]+/gu) || []
const joined = (text, parted) => text.replace(parted, (_, before, parts) => before + found(parts).join(''))
export const words = text => found([NUMBER, INITIALS].reduce(joined, text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()))
const [WHOLE, STEMMED] = TABLE.forms.map(forms => forms.map(([form, one]) => [new RegExp(form), one]))
const inOneForm = (word, forms) => forms.reduce((text, [form, one]) => text.replace(form, one), word)
export const stem = word => inOneForm(stemmer.stemWord(inOneForm(word, WHOLE)), STEMMED).replace(/[vz]$/, last => ({ v: 'f', z: 's' })[last])
const isApart = page => page >= TABLE.apart
const sum = values => values.reduce((total, value) => total + value, 0)
const rare = pages => Math.log(1 + TABLE.pages / pages)

// Stem → the stems of all words that come down to the same; the first of them stands for all in what was noted
const SAME = new Map(TABLE.same.split(';').reverse().flatMap(group => {
  const stems = words(group).map(stem)
  return stems.map(other => [other, stems])
}))
const LIGHT = new Set(words(TABLE.light).map(stem)) // the stems of words that say how rather than what
const COMPARING = new Set(words(TABLE.comparing).map(stem))
const meaning = root => SAME.get(root)?.[0] ?? root

// The words that say what is looked for, each stem once: those of a question only when there is nothing else
function meant(query) {
  const asked = [...new Map(words(query).map(word => [stem(word), word])).values()]
  const telling = asked.filter(word => !PASSED.has(word))
  return telling.length ? telling : asked
}

// Terms between two strings, from the files that can hold them
async function range(from, to) {
  const first = TABLE.shards.findLastIndex(start => start <= from)
  const numbers = TABLE.shards.map((_, number) => number).filter(number => number >= first && TABLE.shards[number] <= to).slice(0, FAR)
  const held = await Promise.all(numbers.map(number => get(`t${number}`)))
  return held.flatMap(terms => Object.entries(terms)).filter(([term]) => term >= from && term <= to)
}

const isWord = ([term]) => !term.includes(' ')

async function known(root) {
  const held = await get(`t${Math.max(0, TABLE.shards.findLastIndex(start => start <= root))}`)
  return Object.hasOwn(held, root) ? [[root, held[root]]] : []
}

const exactly = async root => (await known(root)).map(([term, postings]) => [term, postings, 1])

// The terms that a query holds, as answers and in other words: { roots, sign, value }
async function phrases(roots) {
  const held = await Promise.all(roots.map(root => range(root + ' ', root + ' \uffff')))
  const read = held.flat().map(([key, value]) => ({ roots: key.split(' ').slice(0, -1), sign: key.at(-1), value }))
  return read.filter(phrase => '=>'.includes(phrase.sign) && phrase.roots.every(root => roots.includes(root)))
}

// The terms whose forms have all words of a query: one form, or two beside each other, as `OPP ontwikkelingsperspectief`
function answering(held, roots) {
  const forms = new Map()
  for (const { sign, roots: parts, value } of held) {
    for (const term of sign === '=' ? value : []) {
      const key = term.slice(0, 2).join()
      forms.set(key, { term, parts: new Set([...(forms.get(key)?.parts || []), ...parts]) })
    }
  }
  return [...forms.values()].filter(({ parts }) => parts.size === roots.length).map(({ term }) => term)
}

// The terms that a question sets beside each other: `verschil leerplicht en kwalificatieplicht`
function compared(held, roots) {
  const terms = held.filter(({ sign }) => sign === '=')
  const isPart = parts => terms.some(({ roots }) => roots.length > parts.length && parts.every(root => roots.includes(root)))
  const whole = terms.filter(({ roots }) => !isPart(roots))
  const covered = new Set(whole.flatMap(({ roots }) => roots))
  return whole.length > 1 && roots.every(root => covered.has(root) || COMPARING.has(root)) ? whole.map(({ value }) => value[0]) : []
}

// The terms that the words together are; else those that they are when two beside each other are one: `wijk team`
async function termsOf(asked, roots, query) {
  const forms = await phrases(roots)
  const whole = answering(forms, roots)
  const held = whole.length || !words(query).some(word => COMPARING.has(stem(word))) ? whole : compared(forms, roots)
  const others = held.length ? [] : asked.slice(1).map((word, at) => [...asked.slice(0, at), asked[at] + word, ...asked.slice(at + 2)].map(stem))
  return [...held, ...(await Promise.all(others.map(async other => answering(await phrases(other), other)))).flat()]
}

// What a word of the query stands for: [term, postings, weight, pages] of the word, of words that begin with it, else of words near it
async function meanings(word, root, isLast, isTerm) {
  const exact = await exactly(root)
  const begun = isLast && word.length > 2 ? (await range(word, word + '\uffff')).filter(isWord).filter(([term]) => term !== root) : []
  const all = begun.reduce((sum, [, postings]) => sum + postings.length / 2, 0) // a rare longer word is no better than a common one
  const held = [...exact, ...begun.map(([term, postings]) => [term, postings, exact.length || isTerm ? BEGINS / 2 : BEGINS, all])]
  if (exact.length || isTerm) return { word, held }
  if (held.length) return { word, held, begun: true }
  const verb = await without(word)
  if (verb.length) return { word, held: verb, near: true }
  const close = word.length < NEAR.from ? [] : await misspelt(word, root)
  const split = close.length ? [] : (await parted(word)).filter(([, postings]) => postings.length)
  if (split.length) return { word, held: split, near: true, parts: split.map(([root]) => root) }
  const last = close.length || !TABLE.compounds ? [] : await onePart(word, LAST_PARTS)
  if (last.length) return { word, held: last, near: true, mended: last[0][0] }
  const near = close.length || word.length < NEAR.from ? close : await distant(word, root)
  const nearest = near.length || !TABLE.compounds ? near : await onePart(word, FIRST_PARTS)
  return { word, held: nearest, near: true, mended: nearest[0]?.[0] }
}

// The verb that a word is made of: `opstarten` → `starten`
async function without(word) {
  const [, rest] = word.match(VERB) || []
  return rest ? (await exactly(stem(rest))).map(([term, postings]) => [term, postings, OTHERWISE]) : []
}

// The pages that hold both words of a compound that stands nowhere itself
async function parted(word) {
  const places = [...Array(Math.max(0, word.length - 2 * PART + 1)).keys()].map(at => at + PART)
  for (const at of places.reverse()) {
    const [head, ...tails] = [word.slice(0, at), word.slice(at), word.slice(at).replace(/^s/, '')].filter(part => part.length >= PART).map(stem)
    if (!(await exactly(head)).length) continue
    for (const tail of new Set(tails)) {
      if ((await exactly(tail)).length) return otherwise([head, tail])
    }
  }
  return []
}

// The last part of a compound, which says what it is, where its beginning stands nowhere and people say that: `oefencasus` → `casus`; else its first
const LAST_PARTS = word => ends(word, PARTS.first, word.length - PARTS.last).map(at => word.slice(at))
const FIRST_PARTS = word => ends(word, PARTS.only, word.length - PARTS.first).reverse().map(at => word.slice(0, at))
const ends = (word, from, to) => [...Array(Math.max(0, to - from + 1)).keys()].map(at => at + from)

async function onePart(word, partsOf) {
  for (const part of partsOf(word)) {
    const root = stem(part)
    const [held, said] = await Promise.all([root, root + ' %'].map(exactly))
    if (held.length && said.length) return held.map(([term, postings]) => [term, postings, OTHERWISE])
  }
  return []
}

// The verbs of which one part stands further on: `pas ik een pagina aan` → aanpassen
const verbs = typed => typed.flatMap((last, at) => (PARTICLES.has(last) ? typed.slice(Math.max(0, at - BETWEEN), at).map(word => [[word], last + word]) : []))
const pairs = typed => typed.slice(1).map((second, at) => [[typed[at], second], typed[at] + second]).filter(([pair]) => pair.every(word => word.length > 2))

// The word that two words beside each other make together, or a verb and what it is written apart from, is meant rather than they, where it stands on the site: `leer plicht`
async function join(understood, query) {
  const typed = words(query)
  const made = [...pairs(typed), ...verbs(typed)]
  const found = await Promise.all(made.map(([, word]) => exactly(stem(word))))
  for (const [at, [parts, word]] of made.entries()) {
    const whole = found[at]
    for (const meaning of whole.length ? understood.filter(({ word }) => parts.includes(word)) : []) {
      meaning.held = [...meaning.held.map(([term, postings, weight, pages]) => [term, postings, weight * APART, pages]), ...whole]
      meaning.joined = stem(word)
    }
  }
}

// The pages that hold all words of another form of a term, each counted by the word that counts least on it
async function otherwise(form) {
  const postings = await Promise.all(form.map(async root => (await exactly(root))[0]?.[1] || []))
  const pages = postings.map(held => new Map(held.flatMap((page, at) => (at % 2 ? [] : [[page, held[at + 1]]]))))
  const both = [...pages[0].keys()].filter(page => pages.every(held => held.has(page)))
  return form.map(root => [root, both.flatMap(page => [page, Math.min(...pages.map(held => held.get(page)))]), OTHERWISE])
}

// The words that come down to the same as one of the query. However rare one of them is, it tells no more than all together
async function alike(root, held) {
  const others = (await Promise.all((SAME.get(root) || []).filter(other => other !== root).map(exactly))).flat()
  const pages = new Set([...held, ...others].flatMap(([, postings]) => postings.filter((_, at) => at % 2 === 0))).size
  return others.map(([term, postings]) => [term, postings, OTHERWISE, pages])
}

// Whether fewer than half of the words that say what is looked for stand on the site: what is found then may be far from what was meant
function isFaint(understood) {
  const telling = understood.filter(({ word }) => !LIGHT.has(stem(word)))
  return 2 * telling.filter(({ held }) => held.length).length < Math.max(1, telling.length)
}

// The terms whose meaning is asked: not by who tells of himself, asks what to do, or types what a page is called
async function answered(query, understood, titles) {
  const typed = words(query)
  const isNamed = (await Promise.all([...titles].map(get))).some(([title]) => words(title).join() === typed.join())
  if (isNamed || typed.some(word => SELF.has(word) || DOING.has(word))) return []
  const defining = DEFINING.filter(text => ` ${typed.join(' ')} `.includes(` ${text} `))
  const named = understood.filter(({ word }) => !defining.includes(word))
  const terms = await termsOf(named.map(({ word }) => word), named.map(({ word, mended }) => mended ?? stem(word)), query)
  return terms.filter(([, , isEveryday]) => !isEveryday || defining.length || typed.length === understood.length)
}

// { told, isSure, isFaint, answers, main, apart }: words that do not stand on the site as typed, and whether others do; terms; pages, best first, fetched when asked for
export async function find(query) {
  const asked = meant(query)
  const roots = asked.map(stem)
  const whole = await phrases(roots)
  const known = new Set(whole.flatMap(phrase => phrase.roots))
  const understood = await Promise.all(asked.map((word, at) => meanings(word, roots[at], at === asked.length - 1, known.has(roots[at]))))
  for (const { value, roots: parts } of whole.filter(({ sign }) => sign === '>')) {
    const held = (await Promise.all(value.map(otherwise))).flat()
    parts.forEach(root => understood[roots.indexOf(root)].held.push(...held))
  }
  await Promise.all(understood.map(async (one, at) => one.held.push(...await alike(roots[at], one.held))))
  await join(understood, query)
  const noted = await notes(understood, roots)
  const titles = await titled(noted, understood.length, words(query))
  const answers = await answered(query, understood, titles)
  const scores = scored(understood, noted)
  const said = await sayings(query, understood)
  answers.forEach(([page]) => [scores, said.pages].forEach(held => held.delete(page)))
  const telling = understood.filter(({ word }) => !UNMARKED.has(word))
  const shownFor = telling.length ? telling : understood
  const marked = { terms: new Set(shownFor.flatMap(({ held }) => held.map(([term]) => term))), asked: shownFor.map(({ word }) => word) }
  const ranked = ranking(scores, understood, { readers: await readers(query, roots), said, titles })
  const pages = held => held.map(page => () => shown(page, marked))
  return {
    isSure: understood.some(({ held, begun, near }) => held.length && !begun && !near),
    isFaint: isFaint(understood),
    told: understood.filter(({ begun, near }) => begun || near).map(({ word, begun, held }) => ({ word, how: begun ? 'begun' : held.length ? 'near' : 'none' })),
    answers: answers.map(([page, entry]) => () => answer(page, entry)),
    main: pages(ranked.filter(page => !isApart(page))),
    apart: pages(ranked.filter(isApart)),
  }
}
