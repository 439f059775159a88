import { cpuUsage, memoryUsage } from 'node:process'
import { fateOf } from './fate.ts'
import { filesIn, generated, STORED } from './hostile-files.ts'

/** Prints for each hostile file the processor time in ms and the memory in MB; run in a process with a small heap. */
fateOf('warm-up.yaml', new TextEncoder().encode('a: b\n'))
const folders = process.argv.slice(2)
for (const { name, bytes } of [STORED, ...folders].flatMap(filesIn).concat(generated())) {
  const content = bytes()
  const before = cpuUsage()
  fateOf(name, content)
  const { user, system } = cpuUsage(before)
  console.log(JSON.stringify({ name, ms: Math.round((user + system) / 1000), mb: Math.round(memoryUsage.rss() / 1e6) }))
}
