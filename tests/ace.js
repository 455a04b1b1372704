// What DAISY's Ace finds in a book, as JSON: a line for each. Arguments: the book and a folder for the report that Ace writes.
const { readFileSync } = require('node:fs')
const ace = require('@daisy/ace-core/lib/core/ace.js')
const browser = require('@daisy/ace-axe-runner-puppeteer')

const [book, outdir] = process.argv.slice(2)

const line = page => told =>
  `${page}: ${told['earl:test']['dct:title']}: ${told['earl:result']['dct:description']} ${told['earl:result'].html ?? ''}`

ace(book, { cwd: process.cwd(), outdir, silent: true }, browser).then(() => {
  const { assertions } = JSON.parse(readFileSync(`${outdir}/report.json`))
  console.log(JSON.stringify(assertions.flatMap(page => page.assertions.map(line(page['earl:testSubject'].url)))))
  process.exit()
})
