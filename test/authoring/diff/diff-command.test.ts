import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProject } from '../../support/load.ts'
import { prescreen, prescreenIn } from '../../support/program.ts'

const [OLD, NOW] = ['1.0.0', '1.1.0'].map((version) => inProject(`test/fixtures/two-versions/${version}.yaml`)) as [
  string,
  string,
]
const text = readFileSync(OLD, 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'prescreen-diff-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The old version and one edit of it. */
async function edited(
  edits: readonly (readonly [from: string, to: string])[],
  options: readonly string[] = ['--json'],
) {
  const changed = edits.reduce((all, [from, to]) => {
    expect(all).toContain(from)
    return all.replace(from, to)
  }, text)
  const path = join(folder, 'edited.yaml')
  writeFileSync(path, changed)
  return prescreen(['diff', OLD, path, ...options])
}

async function jsonOf(edits: Parameters<typeof edited>[0]) {
  return JSON.parse((await edited(edits)).out)
}

describe('what an author reads first', () => {
  test('is who is lowered, by which rule, with the person nearest to the usual answers', async () => {
    const { out, exit } = await edited([['top_number >= 160', 'top_number >= 180']], [])
    expect(exit).toBe(0)
    expect(out.split('\n').slice(3, 11).join('\n')).toContain(
      'LOWERED     Somebody gets a less serious level than before: HIGH.',
    )
    expect(out).toContain(
      'Refer before anything goes ahead → No flag raised\n  • HIGH: Top number: 160 mmHg. Now nothing is raised.',
    )
  })

  test('is that nobody is, where a rule says more', async () => {
    const { out } = await edited([['top_number >= 160', 'top_number >= 150']], [])
    expect(out).toContain('NOBODY      gets a less serious level than before.')
    expect(out.replace(/\s+/g, ' ')).toContain(
      'No flag raised → Refer before anything goes ahead: Top number: 150 mmHg. Now by HIGH.',
    )
  })

  test('is that nobody gets another level, where words are all that is different', async () => {
    const { out } = await edited([['Are you pregnant?', 'Are you pregnant now?']], [])
    expect(out).toContain('NOBODY      gets another level than before.')
    expect(out).toContain('Text: was “Are you pregnant?”; now “Are you pregnant now?”')
    expect(out.replace(/\s+/g, ' ')).toContain('only words are different, which promises at least 1.0.1')
  })
})

describe('the levels of all possible people', () => {
  test('say who is lowered by a level, with how many sheets', async () => {
    const { lowered, raised, sheets } = await jsonOf([
      ['level: act-now\n    action: clinician-now', 'level: refer-discuss'],
    ])
    expect(lowered.map(({ from, to, by }: { from: string; to: string; by: object }) => [from, to, by])).toEqual([
      ['act-now', 'refer-before', { rule: 'HEART' }],
      ['act-now', 'refer-discuss', { rule: 'HEART' }],
      ['refer-before', 'refer-discuss', 'not-known'],
    ])
    expect(raised).toEqual([])
    expect(sheets.lowered.by_value).toBe(true)
    // 110 numbers under 160; six lists with chest pain or sight, each also beside "not sure" and "prefer not to say".
    expect(sheets.lowered.levels['act-now']['refer-discuss']).toBe(String(110 * 6 * 3))
  })

  test('name a person who is lowered only by an answer to what is gone', async () => {
    const { lowered } = await jsonOf([
      [
        '      - id: pregnant\n        text: Are you pregnant?\n        short: Pregnant\n        type: yes_no\n        usual: no\n',
        '',
      ],
      [
        '  - id: PREGNANT\n    when: pregnant = yes\n    level: refer-before\n    because: Reported a pregnancy.\n    sources: [own]\n',
        '',
      ],
      ['  - id: pregnancy\n    when: pregnant = yes\n    at_least: refer-before\n', ''],
    ])
    expect(lowered).toHaveLength(2)
    expect(lowered[0]).toMatchObject({
      from: 'refer-before',
      to: 'none-raised',
      by: { rule: 'PREGNANT' },
      no_longer_asked: true,
      person: { unusual: [{ question: 'pregnant', in: 'old', answer: { kind: 'given', value: 'yes' } }] },
    })
  })

  test('hold an option that is gone for what `rescore` makes of it', async () => {
    const { lowered, raised, kept_answers } = await jsonOf([
      ['          sight: A change in sight\n', ''],
      ['has any of (chest_pain, sight)', 'has chest_pain'],
    ])
    expect(lowered.map(({ from, to }: { from: string; to: string }) => [from, to])).toEqual([
      ['act-now', 'refer-before'],
    ])
    expect(lowered[0].person.new.answers.symptoms).toMatchObject({ kind: 'rejected' })
    expect(raised).toEqual([])
    expect(kept_answers.not_carried[0].why).toContain('`sight` (A change in sight) is not an option any more')
  })

  test('hold a number outside narrower limits for what it is then: at least to refer, and what the rules would say', async () => {
    const { lowered, raised } = await jsonOf([['max: 300', 'max: 150']])
    expect(lowered).toEqual([])
    expect(raised.map(({ from, to }: { from: string; to: string }) => [from, to])).toEqual([
      ['none-raised', 'refer-before'],
    ])
  })
})

describe('promises, kept answers and the version', () => {
  const CASES: readonly [string, Parameters<typeof edited>[0], object][] = [
    [
      'a promise that is gone',
      [['  - id: pregnancy\n    when: pregnant = yes\n    at_least: refer-before\n', '']],
      { weaker_promises: [{ id: 'pregnancy', how: 'gone' }] },
    ],
    [
      'one of a less serious level',
      [['at_least: act-now', 'at_least: refer-before']],
      { weaker_promises: [{ id: 'chest-pain', how: 'lower' }] },
    ],
    [
      'one about fewer people',
      [['    when: symptoms has chest_pain\n', '    when: symptoms has chest_pain and top_number > 100\n']],
      { weaker_promises: [{ id: 'chest-pain', how: 'fewer' }] },
    ],
    [
      'one about more people',
      [['    when: symptoms has chest_pain\n', '    when: symptoms has chest_pain or symptoms has sight\n']],
      { weaker_promises: [] },
    ],
    ['one under another name', [['- id: pregnancy', '- id: expecting']], { weaker_promises: [] }],
    [
      'an option that is gone wants the first number',
      [['          headache: A bad headache\n', '']],
      { version: { fits: false, raise: 'first', least: '2.0.0' } },
    ],
    [
      'a rule wants the second',
      [
        ['top_number >= 160', 'top_number >= 150'],
        ['version: 1.0.0', 'version: 1.1.0'],
      ],
      { version: { fits: true, raise: 'second', least: '1.1.0' } },
    ],
    [
      'a limit wants the second',
      [['max: 300', 'max: 250']],
      { version: { fits: false, raise: 'second', least: '1.1.0' } },
    ],
    [
      'words want the third',
      [
        ['A bad headache', 'A headache'],
        ['version: 1.0.0', 'version: 1.0.1'],
      ],
      { version: { fits: true, raise: 'third', least: '1.0.1' } },
    ],
    [
      'another unit wants the first',
      [['unit: mmHg', 'unit: kg']],
      { version: { fits: false, raise: 'first', least: '2.0.0' } },
    ],
  ]
  test.each(CASES)('%s', async (_, edits, expected) => {
    expect(await jsonOf(edits)).toMatchObject(expected)
  })
})

describe('how it ends', () => {
  test('`--exit-code` is 1 where somebody is lowered or a promise is weaker, and 0 where nobody is', async () => {
    const option = ['--exit-code']
    expect((await edited([['top_number >= 160', 'top_number >= 180']], option)).exit).toBe(1)
    expect((await edited([['at_least: act-now', 'at_least: refer-before']], option)).exit).toBe(1)
    expect((await edited([['top_number >= 160', 'top_number >= 150']], option)).exit).toBe(0)
  })

  test('Markdown says the rule in its own words and has lines to sign', async () => {
    const { out } = await edited([['top_number >= 160', 'top_number >= 180']], ['--as', 'markdown'])
    expect(out).toContain('- **HIGH** (Recorded a top number of 160 mmHg or more.): Top number: 160 mmHg.')
    expect(out).toMatch(/Signature: \.{40}\n$/)
  })

  test('two forms without a common question, a file that is none, and a wrong --as are told', async () => {
    const none = join(folder, 'none.yaml')
    writeFileSync(none, 'symptoms: headache\n')
    const [apart, wrong, as] = await Promise.all([
      prescreen(['diff', OLD, 'phq-9']),
      prescreen(['diff', none, NOW]),
      prescreen(['diff', OLD, NOW, '--as', 'html']),
    ])
    expect([apart.exit, wrong.exit, as.exit]).toEqual([65, 65, 64])
    expect(apart.err).toContain('`blood-pressure` and `phq-9` have no question in common')
    expect(wrong.err).toContain('unknown key `symptoms` in a questionnaire')
    expect(as.err).toContain('--as cannot be `html`')
    expect([apart.out, wrong.out, as.out]).toEqual(['', '', ''])
  })
})

describe('a form as it stood at a commit', () => {
  const repository = join(folder, 'repository')
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=N', '-c', 'user.email=n@example.org', ...args], { cwd: repository })
  beforeAll(() => {
    execFileSync('git', ['init', '-q', repository])
    writeFileSync(join(repository, 'form.yaml'), text)
    git('add', '.')
    git('commit', '-q', '-m', 'A form')
    writeFileSync(join(repository, 'form.yaml'), text.replace('top_number >= 160', 'top_number >= 170'))
  })
  const diffIn = (cwd: string, ...args: string[]) => prescreenIn(cwd, ['diff', ...args])

  test('is compared with the file of now', async () => {
    const { out, err } = await diffIn(repository, 'HEAD:form.yaml', 'form.yaml')
    expect(err).toBe('')
    expect(out).toContain('HIGH: Top number: 160 mmHg. Now nothing is raised.')
  })

  test.each([
    ['no-such:form.yaml', 'there is no commit, branch or tag `no-such`'],
    ['HEAD:no-such.yaml', '`HEAD` has no file `no-such.yaml`'],
    ['--help:form.yaml', "unknown option '--help:form.yaml'"],
  ])('%s is told, and nothing is written', async (named, message) => {
    const before = readdirSync(repository)
    const { exit, out, err } = await diffIn(repository, named, 'form.yaml')
    expect(err).toContain(message)
    expect(out).toBe('')
    expect(exit).toBeGreaterThanOrEqual(64)
    expect(readdirSync(repository)).toEqual(before)
  })

  test('is told where there is no repository', async () => {
    const { exit, err } = await diffIn(folder, 'HEAD:form.yaml', OLD)
    expect(exit).toBe(66)
    expect(err).toContain('this folder is in no git repository')
  })
})
