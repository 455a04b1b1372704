// Finds the words that a misspelt one is near. Stands behind engine.js in search/<locale>.js.
const NEAR = { weight: 0.5, from: 5, other: 6, long: 8, longest: 12 } // letters from which a letter may miss, be another, and two or three may be wrong
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

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

// The words that a word is with one typing error, in any of their forms: `funidng` is funding, of which the index has `fund`. Its first
// letter stands, so that few files are loaded. A letter of a short word is not too much, and no other
function* mended(word) {
  for (let at = 1; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after.length > 1) yield before + after[1] + after[0] + after.slice(2)
    for (const letter of LETTERS) yield before + letter + after
    for (const letter of word.length < NEAR.other ? [] : ['', ...LETTERS]) yield before + letter + after.slice(1)
  }
}

// What a word near another counts, the nearest first
const counted = (close, root) => close
  .map(([term, postings]) => [term, postings, NEAR.weight * (1 + same(root, term)) / (1 + root.length)])
  .sort((one, other) => other[2] - one[2] || other[1].length - one[1].length)

async function misspelt(word, root) {
  const others = new Set([...mended(word)].map(stem).filter(one => one !== root))
  return counted((await Promise.all([...others].map(known))).flat(), root)
}

// With more than one error, or one in its first letters
async function distant(word, root) {
  const swapped = root[1] + root[0]
  const pools = await Promise.all([root.slice(0, 2), swapped, root[1]].map(start => range(start, start + '\uffff')))
  const most = word.length < NEAR.long ? 1 : word.length < NEAR.longest ? 2 : 3
  const found = pools.flat().filter(isWord).map(([term, postings]) => [term, postings, Math.min(distance(root, term), distance(word, term))])
  const least = Math.min(most, ...found.map(([, , steps]) => steps))
  const isOther = term => term.length === root.length && [...term].sort().join() !== [...root].sort().join()
  return counted(found.filter(([term, , steps]) => steps === least && !(root.length < NEAR.other && isOther(term))), root)
}
