import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inProject } from './support/load.ts'
import { prescreen, steady } from './support/program.ts'

const BLOCK = /```console\n\$ prescreen ([^\n]+)\n([\s\S]*?)```/g

/** Each transcript is what the program prints; with PRESCREEN_UPDATE set they are written anew. */
test('the transcripts in the README are what the program prints', async () => {
  const path = inProject('README.md')
  const readme = readFileSync(path, 'utf8')
  const blocks = [...readme.matchAll(BLOCK)]
  expect(blocks.length).toBeGreaterThan(1)
  let printed = readme
  for (const [whole, command = ''] of blocks) {
    const { out, err } = await prescreen(command.split(' '))
    printed = printed.replace(whole, `\`\`\`console\n$ prescreen ${command}\n${steady(`${err}${out}`)}\`\`\``)
  }
  if (process.env.PRESCREEN_UPDATE !== undefined) writeFileSync(path, printed)
  else expect(printed).toBe(readme)
})
