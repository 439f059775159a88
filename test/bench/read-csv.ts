/* Reads a file of records with csv-parse and does nothing else: what a run of `score` is measured by. */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'

let records = 0
const parser = createReadStream(process.argv[2] ?? '').pipe(parse())
for await (const _ of parser) records += 1
process.stdout.write(`${records - 1}\n`)
