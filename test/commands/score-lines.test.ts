import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { prescreen, prescreenIn } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PEOPLE = [
  '{"record":"p1","now_physical":["chest_pain"]}',
  '{"record":"p2","now_physical":"none","age":"400"}',
  '{"record":"p3",',
  '{"record":"p4","now_physical":"no such thing"}',
]

function linesOf(out: string): readonly Readonly<Record<string, unknown>>[] {
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

const LINES = ['score', 'ketamine-intake', '--lines', '--id', 'record', '--on', '2026-02-28']

describe('score --lines', () => {
  test('answers each line with one line, keeps the id, numbers nothing and exits 0', async () => {
    const { exit, out } = await prescreen(LINES, `${PEOPLE.join('\n')}\n`)
    const answers = linesOf(out)
    expect(exit).toBe(0)
    expect(answers.map(({ id, level }) => [id, level])).toEqual([
      ['p1', 'act-now'],
      ['p2', 'refer-before'],
      [null, 'not-scored'],
      ['p4', 'act-now'],
    ])
    for (const answer of answers) expect(answer).not.toHaveProperty('record')
  })

  test('says of a whole and of its parts the same, line by line', async () => {
    const whole = await prescreen(LINES, PEOPLE.join('\n'))
    const parts = await Promise.all(PEOPLE.map((line) => prescreen(LINES, `${line}\n`)))
    expect(parts.map(({ out }) => out).join('')).toBe(whole.out)
    expect(parts.map(({ exit }) => exit)).toEqual([0, 0, 0, 0])
  })

  test.each([{ brief: [] }, { brief: ['--brief'] }])(
    'writes what --to jsonl writes but the numbers of records and lines, with $brief',
    async ({ brief }) => {
      const lines = await prescreen([...LINES, ...brief], `${PEOPLE.join('\n')}\n`)
      const name = `all${brief.join('')}`
      writeFileSync(join(folder, `${name}.jsonl`), PEOPLE.join('\n'))
      const options = ['--id', 'record', '--on', '2026-02-28', '--to', 'jsonl', '-o', `${name}.out`, ...brief]
      await prescreenIn(folder, ['score', 'ketamine-intake', `${name}.jsonl`, ...options])
      const whole = linesOf(readFileSync(join(folder, `${name}.out`), 'utf8'))
      expect(lines.exit).toBe(0)
      expect(linesOf(lines.out)).toEqual(whole.map(({ record: _record, lines: _lines, ...rest }) => rest))
      expect(lines.out.includes('Reported')).toBe(brief.length === 0)
    },
  )

  test('writes nothing where nothing comes, and answers records without an answer too', async () => {
    expect(await prescreen(LINES, '')).toMatchObject({ exit: 0, out: '' })
    const { exit, out } = await prescreen(LINES, '{"record":"p5"}\n')
    expect([exit, linesOf(out).map(({ level, complete }) => [level, complete])]).toEqual([0, [['refer-before', false]]])
  })

  test('is refused with what it cannot do', async () => {
    expect((await prescreen([...LINES, '--shard', '1/2'])).exit).toBe(64)
    expect((await prescreen([...LINES, '--to', 'csv'])).err).toContain('--lines writes JSON Lines')
  })
})

describe('score --merge', () => {
  async function account(name: string, text: string): Promise<string> {
    writeFileSync(join(folder, `${name}.jsonl`), text)
    const options = ['--id', 'record', '--on', '2026-02-28', '--summary', `${name}.json`, '-o', `${name}.out.csv`]
    await prescreenIn(folder, ['score', 'ketamine-intake', `${name}.jsonl`, ...options])
    return `${name}.json`
  }

  const counts = (path: string) => {
    const { records, levels, rules, questions, unreadable, not_scored, incomplete } = JSON.parse(
      readFileSync(join(folder, path), 'utf8'),
    )
    return { records, levels, rules, questions, unreadable, not_scored, incomplete }
  }

  test('adds the accounts of parts to that of the whole', async () => {
    const whole = await account('whole', PEOPLE.join('\n'))
    const parts = [
      await account('one', PEOPLE.slice(0, 2).join('\n')),
      await account('two', PEOPLE.slice(2).join('\n')),
    ]
    const { exit, err } = await prescreenIn(folder, ['score', '--merge', ...parts, '--summary', 'sum.json'])
    expect([exit, err]).toEqual([
      0,
      '4 records = 3 scored + 1 not scored; ids that occur in two parts are not looked for\n',
    ])
    expect(counts('sum.json')).toEqual(counts(whole))
  })

  test('refuses a part named twice, another questionnaire, and what is no account', async () => {
    const one = await account('again', PEOPLE[0] ?? '')
    expect((await prescreenIn(folder, ['score', '--merge', one, one])).err).toContain('it is the same account as')
    writeFileSync(join(folder, 'none.json'), '{}')
    expect((await prescreenIn(folder, ['score', '--merge', one, 'none.json'])).exit).toBe(65)
    const other = {
      ...JSON.parse(readFileSync(join(folder, one), 'utf8')),
      questionnaire: { id: 'x', version: '1.0.0', sha256: 'y' },
    }
    writeFileSync(join(folder, 'other.json'), JSON.stringify(other))
    expect((await prescreenIn(folder, ['score', '--merge', one, 'other.json'])).err).toContain(
      'different questionnaires',
    )
  })
})

test('the manual shows what the filter answers', async () => {
  const manual = readFileSync(inProject('questionnaires/README.md'), 'utf8')
  const [, command = '', lines = '', shown = ''] =
    /```lines\n\$ npx prescreen ([^\n]+)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(manual) ?? []
  const form = /```yaml\n# a whole questionnaire\n([\s\S]*?)```/.exec(manual)?.[1] ?? ''
  writeFileSync(join(folder, 'my-clinic.yaml'), form)
  const { out } = await prescreenIn(folder, command.split(' '), lines)
  expect(
    linesOf(out)
      .map(({ id, level }) => `${id} ${level}\n`)
      .join(''),
  ).toBe(shown)
})
