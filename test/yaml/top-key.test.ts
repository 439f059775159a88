import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readYaml, topKey } from '../../src/yaml/index.ts'
import { inProject } from '../support/load.ts'

const file = (text: string) => ({ path: 'form.yaml', bytes: new TextEncoder().encode(text), sha256: '' })

function titleIn(text: string): string | undefined {
  const node = topKey(file(text), 'title')
  return node?.kind === 'scalar' ? node.value : node?.kind
}

test.each([
  ['id: a\ntitle: Mood\nquestions: []\n', 'Mood'],
  ['title: "Mood: a form"', 'Mood: a form'],
  ['questions:\n  - title: not this one\n# title: nor this\ntitle : Mood # but this\n', 'Mood'],
  ['notice: |\n  title: not this one\ntitle: >\n  Mood and\n  sleep\nquestions: []\n', 'Mood and sleep\n'],
  ['\ufefftitle: Mood\r\nquestions: []\r\n', 'Mood'],
  ['{ "id": "a", "title": "Mood" }', 'Mood'],
  ['title: [a, b]\n', 'sequence'],
  ['id: a\n', undefined],
  ['- title: Mood\n', undefined],
  ['title: *mood\n', undefined],
  ['', undefined],
])('the title in %j is %j', (text, title) => {
  expect(titleIn(text)).toBe(title)
})

test('what is wrong further down is left to whoever reads the whole file', () => {
  expect(titleIn('title: Mood\nquestions: [\n')).toBe('Mood')
})

test('of every shipped file it is what the whole file says', () => {
  const names = readdirSync(inProject('questionnaires')).filter((name) => name.endsWith('.yaml'))
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) {
    const text = readFileSync(inProject(`questionnaires/${name}`), 'utf8')
    const whole = readYaml(file(text))
    const title = whole.ok && whole.value.root.kind === 'mapping' ? whole.value.root.entries.get('title') : undefined
    expect(titleIn(text), name).toBe(title?.value.kind === 'scalar' ? title.value.value : undefined)
  }
})
