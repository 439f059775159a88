import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { headOf } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

const ROOT = mkdtempSync(join(tmpdir(), 'prescreen-proof-'))
afterAll(() => rmSync(ROOT, { recursive: true }))

const FORM = `${headOf('proofs')}sources:
  s: { title: S }
sections:
  - id: one
    title: One
    questions:
      - id: top
        text: What was the top number?
        type: integer
        unit: mmHg
        short: Top number
        hard: { min: 50, max: 300 }
        usual: 118
        worse: higher
      - id: pain
        text: Is there pain?
        type: yes_no
        usual: no
        worse: yes
rules:
  - id: HIGH
    when: top >= 180
    level: refer-before
    because: Recorded {top}.
    sources: [s]
    basis: own
  - id: PAIN
    when: pain = yes
    level: refer-discuss
    because: Reported pain.
    sources: [s]
    basis: own
promises:
  - id: very-high
    when: top >= 180
    at_least: refer-before
`
const BROKEN = FORM.replace('when: top >= 180\n    level', 'when: top >= 190\n    level')
const CASES = `# People, and what must be said of them.
cases:
    - name: high   # keep this remark
      answers: {top: 200,  pain: yes}
      expect: { level: refer-before }

    - name: nothing
      expect:  { level: none-raised, raised: [] }
    - {name: at the limit, answers: {top: 190}, expect: { level: refer-before }}
    - {name: below it,     answers: {top: 189}, expect: { level: none-raised }}
    - {name: pain alone, answers: {pain: yes}, expect: { level: refer-discuss }}
# the end`

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(ROOT, 'a-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

test('a promise that does not hold is told with the person who shows it, exit 1', async () => {
  const folder = folderWith({ 'proofs.yaml': BROKEN, 'proofs.cases.yaml': CASES })
  const { exit, out } = await prescreen(['check', join(folder, 'proofs.yaml')])
  expect(exit).toBe(1)
  expect(out.replaceAll(folder, '…').replace(/\d+\.\d s/, '0.1 s')).toMatchInlineSnapshot(`
    "proofs.yaml  2 questions, 2 rules, 0 scores, 1 promise, 5 cases

    …/proofs.yaml:41:11  error  promise \`very-high\` wants at least \`refer-before\`, and this person ends at \`none-raised\`  (promise-broken)
       when: top >= 180
             ^^^^^^^^^^
       Top number: 180 mmHg
       all else as usual

      names     ok   every name exists, every rule has a source
      sources   ok   1 source; no day for the next review
      wording   ok   nothing decides for a clinician; every question is short and plain
      logic     ok   every question can be asked; every rule can fire, stay silent, and matter
      promises  !    1 finding
      unknown   ok   no open answer that a rule needs ends at none-raised, or below its question's level for unknown
      worse     ok   2 answers declared worse never lower the level
      cases     ok   5 cases as expected; all 11 possible slips would be noticed

    1 questionnaire: 1 error   0.1 s
    "
  `)
})

test('what could not be proved is exit 3, said with its name, and also data', async () => {
  const wide = FORM.replace('{ min: 50, max: 300 }', '{ min: 0, max: 1000000 }')
    .replace(
      '      - id: pain\n',
      '      - id: other\n        text: And now?\n        type: integer\n        usual: 1\n      - id: pain\n        record_only: For the file.\n',
    )
    .replace('when: pain = yes', 'when: top * other > 9000')
    .replace('promises:\n', 'promises:\n  - { id: product, when: other * top > 9000, at_least: refer-discuss }\n')
    .concat('ignore: { slip-unnoticed: Few people are tried here. }\n')
  const folder = folderWith({ 'proofs.yaml': wide })
  const [few = ''] = CASES.split('    - {name: at the limit')
  writeFileSync(join(folder, 'proofs.cases.yaml'), few.replace('pain: yes', 'other: 400'))
  const { exit, out } = await prescreen(['check', join(folder, 'proofs.yaml'), '--json'])
  const { findings, files } = JSON.parse(out) as {
    findings: number
    files: { sections: { name: string; state: string; says: string }[] }[]
  }
  expect([exit, findings]).toEqual([3, 0])
  const open = files[0]?.sections.filter(({ state }) => state === 'unproved')
  expect(open?.map(({ says }) => says).join()).toContain('not proved: ')
})

describe('--add-case', () => {
  test('adds the person at the end, to be filled in, and leaves all else as it is', async () => {
    const folder = folderWith({ 'proofs.yaml': BROKEN, 'proofs.cases.yaml': CASES })
    const { err } = await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])
    expect(err.replaceAll(folder, '…')).toBe(
      '…/proofs.cases.yaml  added: promise-broken: very-high; say what is expected of this person\n',
    )
    expect(read(folder, 'proofs.cases.yaml')).toBe(`${CASES}

    # Found by check: the form said none-raised.
    - name: 'promise-broken: very-high'
      answers:
        top: 180
      expect: todo
`)
    const { out } = await prescreen(['check', join(folder, 'proofs.yaml')])
    expect(out).toContain('(case-todo)')
  })

  test('adds nobody twice', async () => {
    const folder = folderWith({ 'proofs.yaml': BROKEN, 'proofs.cases.yaml': CASES })
    await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])
    const once = read(folder, 'proofs.cases.yaml')
    expect((await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])).err).toBe('')
    expect(read(folder, 'proofs.cases.yaml')).toBe(once)
  })

  test('keeps line ends and the byte order mark', async () => {
    const windows = `\ufeff${CASES.replaceAll('\n', '\r\n')}`
    const folder = folderWith({ 'proofs.yaml': BROKEN, 'proofs.cases.yaml': windows })
    await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])
    const after = read(folder, 'proofs.cases.yaml')
    expect(after.startsWith(windows)).toBe(true)
    expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('begins a cases file where there is none', async () => {
    const folder = folderWith({ 'proofs.yaml': BROKEN })
    await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])
    expect(read(folder, 'proofs.cases.yaml')).toContain('cases:\n\n  # Found by check: the form said none-raised.\n')
  })

  test('leaves a list in brackets alone, and says so', async () => {
    const folder = folderWith({ 'proofs.yaml': BROKEN, 'proofs.cases.yaml': 'cases: []\n' })
    const { exit, err } = await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])
    expect([exit, err.includes('written in brackets')]).toEqual([65, true])
    expect(read(folder, 'proofs.cases.yaml')).toBe('cases: []\n')
  })

  test('writes nothing where nothing was found', async () => {
    const cases = CASES.replace('190', '180').replace('189', '179')
    const folder = folderWith({ 'proofs.yaml': FORM, 'proofs.cases.yaml': cases })
    expect(await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])).toMatchObject({ exit: 0, err: '' })
    expect(read(folder, 'proofs.cases.yaml')).toBe(cases)
  })

  test('begins with everybody who would tell a slip, and where each is filled in nothing is left', async () => {
    const folder = folderWith({ 'proofs.yaml': FORM })
    await prescreen(['check', join(folder, 'proofs.yaml'), '--add-case'])
    const cases = read(folder, 'proofs.cases.yaml')
    expect(cases).toMatchInlineSnapshot(`
      "cases:

        # Found by check: expecting \`level\`, this person would tell
        #   HIGH: \`top > 180\` for \`top >= 180\`
        #   HIGH: \`top < 180\` for \`top >= 180\`
        #   HIGH: \`top >= 181\` for \`top >= 180\`
        #   HIGH: \`level: act-now\`
        #   HIGH: \`level: refer-discuss\`
        #   HIGH: without the rule
        - name: 'Top number: 180 mmHg'
          answers:
            top: 180
          expect: todo

        # Found by check: expecting \`level\`, this person would tell
        #   HIGH: \`top >= 179\` for \`top >= 180\`
        - name: 'Top number: 179 mmHg'
          answers:
            top: 179
          expect: todo

        # Found by check: expecting \`level\`, this person would tell
        #   PAIN: \`pain != yes\` for \`pain = yes\`
        #   PAIN: \`pain = no\` for \`pain = yes\`
        - name: 'the usual answers'
          expect: todo

        # Found by check: expecting \`level\`, this person would tell
        #   PAIN: \`level: refer-before\`
        #   PAIN: without the rule
        - name: 'Is there pain? Yes'
          answers:
            pain: yes
          expect: todo
      "
    `)
    expect((await prescreen(['check', join(folder, 'proofs.yaml')])).out).toContain('wait for a case that says')
    const filled = cases
      .replace('pain: yes\n    expect: todo', 'pain: yes\n    expect: { level: refer-discuss }')
      .replace('top: 180\n    expect: todo', 'top: 180\n    expect: { level: refer-before }')
      .replaceAll('expect: todo', 'expect: { level: none-raised }')
    writeFileSync(join(folder, 'proofs.cases.yaml'), filled)
    const { exit, out } = await prescreen(['check', join(folder, 'proofs.yaml')])
    expect(out).toContain('all 11 possible slips would be noticed')
    expect(exit).toBe(0)
  })
})
