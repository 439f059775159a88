/* Parses each line of JSON and does nothing else: what reading lines of JSON is measured by. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

let records = 0
for await (const line of createInterface({ input: createReadStream(process.argv[2] ?? '') }))
  if (typeof JSON.parse(line) === 'object') records += 1
process.stdout.write(`${records}\n`)
