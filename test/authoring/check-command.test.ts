import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { replaceFile } from '../../src/disk/index.ts'
import { headOf, inProject } from '../support/load.ts'
import { prescreen, prescreenIn } from '../support/program.ts'
import { inTerminal } from '../support/terminal.ts'
import { until } from '../support/waits.ts'

const ROOT = mkdtempSync(join(tmpdir(), 'prescreen-check-'))
afterAll(() => rmSync(ROOT, { recursive: true }))

const GOOD = `${headOf('good')}sections:
  - id: one
    title: One
    questions:
      - id: smoker
        text: Do you smoke?
        type: yes_no
        usual: no
`
const WRONG = GOOD.replace('yes_no', 'yes-no')

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(ROOT, 'a-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const shown = (text: string, folder: string): string => text.replaceAll(folder, '…').replace(/\d+\.\d s/, '0.1 s')

test('nothing found: one line for each section, exit 0', async () => {
  const folder = folderWith({ 'good.yaml': GOOD })
  const { exit, out, err } = await prescreen(['check', join(folder, 'good.yaml')])
  expect([exit, err]).toEqual([0, ''])
  expect(shown(out, folder)).toMatchInlineSnapshot(`
    "good.yaml  1 question, 0 rules, 0 scores, 0 promises

      names     ok   every name exists
      sources   ok   0 sources; no day for the next review
      wording   ok   nothing decides for a clinician; every question is short and plain

    1 questionnaire: nothing found   0.1 s
    "
  `)
})

test('something found: the place, how to mend it, exit 1', async () => {
  const folder = folderWith({ 'good.yaml': WRONG })
  const { exit, out } = await prescreen(['check', join(folder, 'good.yaml')])
  expect(exit).toBe(1)
  expect(shown(out, folder)).toMatchInlineSnapshot(`
    "good.yaml  0 questions, 0 rules, 0 scores, 0 promises

    …/good.yaml:13:15  error  \`type\` cannot be \`yes-no\`  (unknown-type)
       type: yes-no
             ^^^^^^
       did you mean \`yes_no\`?

      names     !    1 finding
      sources   -    not checked to the end: the questionnaire is refused
      wording   -    not checked to the end: the questionnaire is refused

    1 questionnaire: 1 error   0.1 s
    "
  `)
})

describe('files and folders', () => {
  test('all that is shipped is without fault', async () => {
    const { exit, out } = await prescreen(['check'])
    expect(out.split('\n').at(-2)).toMatch(/\d+ questionnaires: nothing found/)
    expect(exit).toBe(0)
  })

  test('a hostile file among good ones is told, and the good ones are still checked', async () => {
    const folder = folderWith({
      'a-good.yaml': GOOD.replace('id: good', 'id: a-good'),
      'z-good.yaml': GOOD.replace('id: good', 'id: z-good'),
    })
    cpSync(inProject('test/fixtures/badinput/n-recursive-alias.yaml'), join(folder, 'hostile.yaml'))
    const { exit, out } = await prescreen(['check', folder, '--json'])
    const { files } = JSON.parse(out) as { files: { path: string; findings: { code: string }[] }[] }
    expect(exit).toBe(1)
    expect(files.map(({ path, findings }) => `${path.replace(`${folder}/`, '')} ${findings.length > 0}`)).toEqual([
      'a-good.yaml false',
      'hostile.yaml true',
      'z-good.yaml false',
    ])
  })

  test('a folder without a questionnaire is told, also where its name could be an id', async () => {
    const folder = folderWith({ 'notes.txt': 'none here' })
    mkdirSync(join(folder, 'empty'))
    for (const name of ['empty', folder]) {
      const { exit, err } = await prescreenIn(folder, ['check', name])
      expect([exit, err]).toEqual([66, `prescreen: there is no questionnaire in ${name}\n`])
    }
  })

  test('a file that may not be read is one finding', async () => {
    const folder = folderWith({ 'good.yaml': GOOD })
    mkdirSync(join(folder, 'other.yaml'))
    const { exit, out } = await prescreen(['check', folder, '--github'])
    expect([exit, shown(out, folder)]).toEqual([
      1,
      '::error file=…/other.yaml,line=1,col=1,title=unreadable-file::it is a folder\n',
    ])
  })

  test('a sidecar without its questionnaire is a finding', async () => {
    const folder = folderWith({ 'good.yaml': GOOD, 'gone.cases.yaml': 'cases: []\n', 'gone.fr.yaml': 'rules: []\n' })
    const { exit, out } = await prescreen(['check', folder])
    expect(exit).toBe(1)
    expect(out.match(/orphan-file/g)).toHaveLength(2)
  })

  describe('forms of one set', () => {
    const member = (id: string, question: string, rest = '') =>
      `${headOf(id)}set: desk\n${rest}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions: [{ id: ${question}, text: Now?, type: yes_no, usual: no }]
rules: [{ id: NOW, when: ${question} = yes, level: act-now, action: clinician-now, because: Now, sources: [s], basis: own }]
`
    const CASES =
      'cases:\n  - { name: no, expect: { raised: [] } }\n  - { name: yes, answers: { Q: yes }, expect: { level: act-now } }\n'
    const folderOfTwo = (rest = '') =>
      folderWith({
        'first.yaml': member('first', 'pain', 'ignore: { missing-in-set: "fits is asked there" }\n'),
        'first.cases.yaml': CASES.replace('Q', 'pain'),
        'second.yaml': member('second', 'fits', rest),
        'second.cases.yaml': CASES.replace('Q', 'fits'),
      })

    test('each is told which act-now questions of its set it lacks, in a folder and alone', async () => {
      const folder = folderOfTwo()
      for (const path of [folder, join(folder, 'second.yaml')]) {
        const { exit, out } = await prescreen(['check', path])
        expect([exit, out.match(/\(missing-in-set\)/g)?.length]).toEqual([1, 1])
        expect(out).toContain('decide act-now by questions that are not here: `pain` (first)  (missing-in-set)')
      }
    })

    test('what the reason of `ignore` names is excused, and nothing else', async () => {
      expect(
        (await prescreen(['check', folderOfTwo('ignore: { missing-in-set: pain is asked in the first }\n')])).exit,
      ).toBe(0)
      const other = await prescreen(['check', folderOfTwo('ignore: { missing-in-set: nothing is missing }\n')])
      expect(other.out).toContain('(missing-in-set)')
    })

    test('an `ignore` that excuses nothing is not used', async () => {
      const folder = folderWith({ 'first.yaml': member('first', 'pain', 'ignore: { missing-in-set: Nothing. }\n') })
      expect((await prescreen(['check', folder])).out).toContain('unused-ignore')
    })
  })

  test('a file that is not there: exit 66, and the others are still checked', async () => {
    const folder = folderWith({ 'good.yaml': GOOD })
    const { exit, out, err } = await prescreen(['check', join(folder, 'no.yaml'), join(folder, 'good.yaml')])
    expect([exit, shown(err, folder)]).toEqual([66, 'prescreen: …/no.yaml: there is no such file\n'])
    expect(out).toContain('good.yaml  1 question')
  })

  test('a misspelt id of a shipped one: did you mean', async () => {
    const { exit, err } = await prescreen(['check', 'ketamine-intak'])
    expect([exit, err]).toEqual([
      66,
      'prescreen: there is no questionnaire `ketamine-intak`; did you mean `ketamine-intake`?\n',
    ])
  })

  test('the cases of a questionnaire name it', async () => {
    const folder = folderWith({ 'good.yaml': GOOD, 'good.cases.yaml': 'cases: []\n' })
    const { exit, out } = await prescreen(['check', join(folder, 'good.cases.yaml')])
    expect([exit, out.split('\n')[0]]).toEqual([0, 'good.yaml  1 question, 0 rules, 0 scores, 0 promises, 0 cases'])
  })
})

describe('for programs', () => {
  test('--json has the schema, the place and the remedy', async () => {
    const folder = folderWith({ 'good.yaml': WRONG })
    const { out } = await prescreen(['check', folder, '--json'])
    const { schema, findings, files } = JSON.parse(out)
    expect([schema, findings]).toEqual(['prescreen/check/1', 1])
    expect(files[0].findings).toEqual([
      {
        code: 'unknown-type',
        severity: 'error',
        path: `${folder}/good.yaml`,
        line: 13,
        column: 15,
        end_line: 13,
        end_column: 21,
        message: '`type` cannot be `yes-no`',
        help: 'did you mean `yes_no`?',
        mend: { line: 13, column: 15, end_line: 13, end_column: 21, to: 'yes_no' },
      },
    ])
  })

  test('two forms of output at once are wrong usage', async () => {
    expect((await prescreen(['check', '--json', '--github'])).exit).toBe(64)
  })
})

describe('--fix', () => {
  test('mends spelling, says what it did, and keeps the rest of the file and its mode', async () => {
    const folder = folderWith({ 'good.yaml': `\ufeff${WRONG.replaceAll('\n', '\r\n')}` })
    const path = join(folder, 'good.yaml')
    chmodSync(path, 0o640)
    const { exit, err } = await prescreen(['check', path, '--fix'])
    expect([exit, shown(err, folder)]).toEqual([0, '…/good.yaml:13  mended: `yes-no` is now `yes_no`\n'])
    expect(readFileSync(path, 'utf8')).toBe(`\ufeff${GOOD.replaceAll('\n', '\r\n')}`)
    expect(statSync(path).mode & 0o777).toBe(0o640)
  })

  test('leaves a file alone in which nothing is to be mended', async () => {
    const path = join(folderWith({ 'good.yaml': GOOD }), 'good.yaml')
    const before = statSync(path).ino
    await prescreen(['check', path, '--fix'])
    expect(statSync(path).ino).toBe(before)
  })

  test('a file that is gone cannot be replaced', async () => {
    expect(await replaceFile(join(ROOT, 'none.yaml'), 'x')).toMatchObject({
      ok: false,
      fault: { reason: 'missing' },
    })
  })
})

test('--watch checks again when the file changes, and ends with Ctrl-C', async () => {
  const folder = folderWith({ 'good.yaml': WRONG })
  const child = spawn(process.execPath, [inProject('bin/prescreen.js'), 'check', join(folder, 'good.yaml'), '--watch'])
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    out += chunk
  })
  await until('watching', () => out.includes('watching'))
  writeFileSync(join(folder, 'good.yaml'), GOOD)
  await until('nothing found', () => out.includes('nothing found'))
  const ended = new Promise((resolve) => child.on('close', resolve))
  child.kill('SIGINT')
  expect(await ended).toBe(130)
})

test('--watch at a terminal shows the last report alone, its errors above its warnings', async () => {
  const folder = folderWith({ 'good.yaml': WRONG })
  await inTerminal({ args: ['check', join(folder, 'good.yaml'), '--watch'], rows: 16 }, async (terminal) => {
    await terminal.waitFor('watching; Ctrl-C ends it')
    writeFileSync(join(folder, 'good.yaml'), `${GOOD}\nnonsense: 1\n`)
    await terminal.waitFor('nonsense')
    const screen = (await terminal.screen()).join('\n')
    expect(screen).toMatch(/^good\.yaml/)
    expect(screen).not.toContain('watching')
    writeFileSync(join(folder, 'good.yaml'), GOOD)
    await terminal.waitFor('nothing found')
    expect((await terminal.screen()).join('\n')).not.toContain('nonsense')
    terminal.send('Ctrl-C')
    expect(await terminal.ended()).toBe(130)
  })
})

test('errors are told before warnings, each in the order of the file', async () => {
  const rules = 'rules:\n  - { id: R, when: smoker = yes, level: refer-discuss, because: Reported smoking. }\n'
  const cases = 'cases:\n  - { name: one, answers: { smoker: yes }, expect: { level: act-now } }\n'
  const folder = folderWith({ 'good.yaml': `${GOOD}${rules}`, 'good.cases.yaml': cases })
  const { out } = await prescreen(['check', join(folder, 'good.yaml')])
  const severities = [...out.matchAll(/^\S+:\d+:\d+ {2}(error|warning)/gm)].map(([, severity]) => severity)
  expect(severities).toEqual([...severities].sort())
  expect(new Set(severities)).toEqual(new Set(['error', 'warning']))
})

describe('explain', () => {
  test('prints the page of a code', async () => {
    expect((await prescreen(['explain', 'missing-source'])).out).toMatchInlineSnapshot(`
      "missing-source

        found       A rule cites no source.
        why         A clinician who is to sign the form, or who reads a result,
                    must be able to look up what a rule rests on.
        what to do  Add \`sources: […]\`; a rule that rests on ordinary caution
                    alone cites a source that says so.

        wrong       because: Reported a sign.

        right       because: Reported a sign.
                    sources: [label-a 2]
      "
    `)
  })

  test('knows the codes of the reader too', async () => {
    const { exit, out } = await prescreen(['explain', 'duplicate-key'])
    expect([exit, out.split('\n')[0]]).toEqual([0, 'duplicate-key'])
  })

  test('a misspelt code: did you mean', async () => {
    const { exit, err } = await prescreen(['explain', 'mising-source'])
    expect([exit, err]).toEqual([
      64,
      'prescreen: there is no finding `mising-source`\n   did you mean `missing-source`?\n',
    ])
  })
})
