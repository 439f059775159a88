import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { reviewRows } from '../../src/terminal/review.ts'
import { Desk } from '../support/desk.ts'
import { headOf, questionnaire } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-partly-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FORM = `${headOf('signs')}sections:
  - id: now
    title: Right now
    questions:
      - id: signs
        text: Any of these right now?
        short: Signs now
        type: choices
        none: None of these
        if_unknown: refer-discuss
        options:
          chest: { label: Chest pain, points: 5 }
          cough: { label: A cough, points: 1 }
          rash: { label: A rash, points: -1 }
      - { id: breath, text: Hard to breathe?, type: yes_no, ask_if: signs has cough, if_unknown: refer-discuss }
scores:
  - { id: danger, title: Danger, sum: [signs] }
rules:
  - { id: CHEST, when: signs has chest, level: act-now, action: emergency, because: "Reported: {signs}." }
  - { id: MANY, when: count(signs) >= 2, level: refer-before, because: Reported several signs. }
  - { id: DANGER, when: danger >= 6, level: refer-before, because: "The sum is {danger}." }
`
writeFileSync(join(folder, 'signs.yaml'), FORM)

/** What is printed for these answers, written to a file of that name; dates are those of the day. */
async function guidanceOf(args: readonly string[], file?: readonly [name: string, text: string], input = '') {
  if (file !== undefined) writeFileSync(join(folder, file[0]), file[1])
  const { out, err } = await prescreenIn(folder, args, input)
  if (!out.includes('"schema"')) throw new Error(`${out}${err}`)
  const { record: _, id: __, ...guidance } = JSON.parse(out)
  return JSON.stringify(guidance)
}

const ticked = (codes: readonly string[]) =>
  ['chest', 'cough', 'rash', 'unsure', 'declined'].map((code) => (codes.includes(code) ? '1' : '0'))

/** Every way in which `chest`, and a word for the others, can be said in a file. */
function byFiles(other: string): Readonly<Record<string, () => Promise<string>>> {
  const screen = (name: string) => ['screen', 'signs.yaml', '--answers', name, '--json']
  const score = (name: string) => ['score', 'signs.yaml', name, '--to', 'jsonl']
  const record = `record,signs,breath\n1,chest;${other},yes\n`
  return {
    'a list in YAML': () => guidanceOf(screen('a.yaml'), ['a.yaml', `signs: [chest, ${other}]\nbreath: yes\n`]),
    'words in YAML': () => guidanceOf(screen('b.yaml'), ['b.yaml', `signs: ${other}; Chest pain\nbreath: yes\n`]),
    'a list in JSON': () =>
      guidanceOf(screen('c.json'), ['c.json', `{"signs": ["${other}", "chest"], "breath": "yes"}`]),
    'a cell': () => guidanceOf(score('d.csv'), ['d.csv', record]),
    'a list in JSON Lines': () =>
      guidanceOf(score('e.jsonl'), ['e.jsonl', `{"record":1,"signs":["chest","${other}"],"breath":true}\n`]),
  }
}

/** The same typed line by line, asked once. */
function guidanceByKeys(typed: string): () => Promise<string> {
  let said: Promise<string> | undefined
  return () => {
    said ??= guidanceOf(['screen', 'signs.yaml', '--json', '--plain', '--no-save'], undefined, `${typed}\ng\ny\nf\n`)
    return said
  }
}

/** The record with that reference, and all of its kind as a table that `score` reads. */
async function recordOf(ref: string) {
  const { out: listed } = await prescreenIn(folder, ['records', 'list', '--ref', ref, '--json'])
  const { out } = await prescreenIn(folder, ['records', 'show', /"id": *"([^"]+)"/.exec(listed)?.[1] ?? '', '--json'])
  const { out: exported } = await prescreenIn(folder, ['records', 'export', '--ref', ref])
  return { record: JSON.parse(out), exported }
}

describe.each([
  ['unsure', '1 u', 'Chest pain, and not sure about the others'],
  ['declined', 'd 1', 'Chest pain, and prefer not to say about the others'],
])('chest pain, and of the others "%s"', (other, typed, inWords) => {
  const byKeys = guidanceByKeys(typed)

  test('acts on what was named, and leaves open what only the others decide', async () => {
    expect(JSON.parse(await byKeys())).toMatchObject({
      level: 'act-now',
      action: 'emergency',
      complete: true,
      findings: [
        {
          rule: 'CHEST',
          because: `Reported: ${inWords}.`,
          answers: [{ question: 'signs', state: other, value: ['chest'], text: inWords }],
        },
        { kind: 'unknown', question: 'signs', state: other, level: 'refer-discuss', undetermined: ['MANY', 'DANGER'] },
      ],
      scores: { danger: { low: 4, high: 6 } },
      undetermined: ['MANY', 'DANGER'],
    })
  })

  test.each(Object.entries(byFiles(other)))('%s says the same as the keys do, byte for byte', async (_, guidance) => {
    expect(await guidance()).toBe(await byKeys())
  })

  test('so do columns for each answer', async () => {
    const header = ['chest', 'cough', 'rash', 'unsure', 'declined'].map((code) => `signs___${code}`)
    const table = `record,${header},breath\n1,${ticked(['chest', other])},yes\n`
    expect(await guidanceOf(['score', 'signs.yaml', 'f.csv', '--to', 'jsonl'], ['f.csv', table])).toBe(await byKeys())
  })

  test('a record of it says the same, and so does what is exported of it', async () => {
    const said = await byKeys()
    await prescreenIn(folder, ['screen', 'signs.yaml', '--plain', '--ref', other], `${typed}\ng\ny\nf\n`)
    const { record, exported } = await recordOf(other)
    expect(record.answers.signs).toEqual({ state: other, codes: ['chest'] })
    expect(JSON.stringify(record.guidance)).toBe(said)
    expect(exported).toContain(`"chest;${other}"`)
    expect(
      await guidanceOf(['score', 'signs.yaml', 'r.csv', '--id', '_record', '--to', 'jsonl'], ['r.csv', exported]),
    ).toBe(said)
  })

  test('scored again under a form without another option it stays what it was; without this one it cannot be read whole', async () => {
    writeFileSync(join(folder, 'fewer.yaml'), FORM.replace('1.0.0', '2.0.0').replace(/ +rash:.*\n/, ''))
    writeFileSync(join(folder, 'none.yaml'), FORM.replace('1.0.0', '2.1.0').replace(/ +chest:.*\n|.*CHEST.*\n/g, ''))
    const { record } = await recordOf(other)
    const again = async (form: string) => {
      const { out } = await prescreenIn(folder, ['records', 'rescore', record.id, '--with', form])
      return out
    }
    expect(await again('fewer.yaml')).not.toContain('not carried over')
    expect(await again('none.yaml')).toContain(
      `not carried over: signs: ${inWords}. \`chest\` (Chest pain) is not an option any more`,
    )
  })

  test('a case of the form is judged the same', async () => {
    const cases = `cases:
  - name: chest pain
    answers: { signs: [chest, ${other}], breath: yes }
    expect:
      level: act-now
      complete: true
      raised: [CHEST]
      unknown: [signs]
      scores: { danger: { low: 4, high: 6 } }
`
    writeFileSync(join(folder, 'signs.cases.yaml'), cases)
    const { out } = await prescreenIn(folder, ['check', 'signs.yaml', '--json'])
    rmSync(join(folder, 'signs.cases.yaml'))
    expect(out).toContain('"rule-never-silent"')
    expect(out).not.toMatch(/"case-|"severity": ?"error"/)
  })

  test('card and result row say both halves', async () => {
    writeFileSync(join(folder, 'g.yaml'), `signs: [chest, ${other}]\nbreath: yes\n`)
    const card = await prescreenIn(folder, ['screen', 'signs.yaml', '--answers', 'g.yaml'])
    expect(card.out).toContain(`Signs now: ${inWords}`)
    await prescreenIn(folder, ['screen', 'signs.yaml', '--answers', 'g.yaml', '--handout', `${other}.txt`])
    expect(readFileSync(join(folder, `${other}.txt`), 'utf8')).toMatch(new RegExp(`! +Signs now: ${inWords}`))
    const { out } = await prescreenIn(folder, ['score', 'signs.yaml', 'd.csv'])
    const [header = '', row = ''] = out.split('\n')
    const cells = Object.fromEntries(header.split(',').map((name, at) => [name, row.split(',')[at]]))
    expect(cells).toMatchObject({ level: 'act-now', raised: 'CHEST', undetermined: 'MANY;DANGER', [other]: 'signs' })
    expect(cells.unreadable).toBe('')
  })
})

test('a reason names the others also where only some of what was named made its rule true', async () => {
  writeFileSync(join(folder, 'h.yaml'), 'signs: [chest, rash, unsure]\n')
  const { out } = await prescreenIn(folder, ['screen', 'signs.yaml', '--answers', 'h.yaml'])
  expect(out.match(/Signs now: Chest pain; A rash, and not sure about the others/g)?.length).toBeGreaterThan(1)
})

test('what was named is marked on the review as part of a reason; what only could be is not', () => {
  const form = questionnaire(FORM)
  const chest = new Desk(form).says(['chest', 'unsure']).goesOn().reviews().screening
  expect(reviewRows(chest)[0]).toMatchObject({ mark: '!', answer: 'Chest pain, and not sure about the others' })
  expect(reviewRows(new Desk(form).says(['rash', 'unsure']).says('no').reviews().screening)[0]?.mark).toBe('?')
})

test('beside what cannot be read chest pain counts in every file alike', async () => {
  const files = byFiles('itchh')
  const said = await Promise.all(Object.values(files).map((guidance) => guidance()))
  const [first = ''] = said
  expect(JSON.parse(first)).toMatchObject({
    level: 'act-now',
    complete: false,
    findings: [{ rule: 'CHEST' }, { kind: 'unreadable' }, { kind: 'incomplete' }],
    scores: { danger: { low: 4, high: 6 } },
  })
  // The raw text is as each file wrote it.
  const withoutRaw = said.map((one) => one.replaceAll(/"raw":"[^"]*"|`[^`]*`/g, ''))
  expect(new Set(withoutRaw).size).toBe(1)
})
