import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIXED_WORDS } from '../../src/tables/index.ts'
import { inProject } from '../support/load.ts'

test('the manual lists every word that a template fills in, with what it stands for', () => {
  const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')
  const rows = [...manual.matchAll(/^\| (`[^|]+) \| `(yes|no|unsure|declined|unanswered)` \|$/gm)]
  const listed = rows.flatMap(([, words = '', meaning]) =>
    [...words.matchAll(/`([^`]+)`/g)].map(([, word]) => [word, meaning]),
  )
  expect(listed).toEqual(FIXED_WORDS)
})
