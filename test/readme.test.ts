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

const SCREEN = /```screen ([^\n]+)\n([\s\S]*?)```/g

/** Screens are those of the golden files, without the empty lines that fill a terminal. */
test('the screens in the README are what a terminal shows', () => {
  const path = inProject('README.md')
  const golden = readFileSync(inProject('test/terminal/golden/80-utf-8.txt'), 'utf8')
  const pages = new Map(
    golden.split(/^== /m).map((page) => [page.split('\n', 1)[0] ?? '', page.slice(page.indexOf('\n') + 1)]),
  )
  const readme = readFileSync(path, 'utf8')
  let printed = readme
  for (const [whole, name = ''] of readme.matchAll(SCREEN)) {
    const page = (pages.get(name) ?? '').replace(/\n{3,}/g, '\n\n').trimEnd()
    printed = printed.replace(whole, `\`\`\`screen ${name}\n${page}\n\`\`\``)
  }
  if (process.env.PRESCREEN_UPDATE !== undefined) writeFileSync(path, printed)
  else expect(printed).toBe(readme)
})
