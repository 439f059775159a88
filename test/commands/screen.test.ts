import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Guidance } from '../../src/rules/index.ts'
import { inProject } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'prescreen-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const EXAMPLE = 'questionnaires/examples/ketamine-intake.answers.yaml'

async function screened(answers: string, ...options: readonly string[]) {
  return prescreen(['screen', 'ketamine-intake', '--answers', '-', ...options], answers)
}

describe('the result of a file of answers', () => {
  test('the card leads with the level and ends with the statement', async () => {
    const { exit, out, err } = await prescreen(['screen', 'ketamine-intake', '--answers', EXAMPLE])
    expect(out.split('\n')[1]).toBe(' ! REFER     Refer to clinician before anything goes ahead')
    expect(out).toContain('This form does not decide anything. A clinician decides.')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
  })

  test('--json prints the guidance and nothing else', async () => {
    const { out } = await prescreen(['screen', 'ketamine-intake', '--answers', EXAMPLE, '--json'])
    const guidance = JSON.parse(out) as Guidance
    expect(guidance).toMatchObject({
      schema: 'prescreen/guidance/1',
      level: 'refer-before',
      complete: true,
      action: null,
    })
    expect(guidance.findings.map((finding) => finding.rule ?? finding.question)).toEqual([
      'B-MI-RECENT',
      'B-MED-MAOI',
      'ketamine_allergy',
      'D-BP-140',
      'D-MED-SED',
      'D-ESCORT',
      'D-PALPITATIONS',
      'bp_diastolic',
    ])
  })

  test('a reference and initials stand on the card, and control characters in them are shown, not obeyed', async () => {
    const { out } = await prescreen([
      'screen',
      'ketamine-intake',
      '--answers',
      EXAMPLE,
      '--ref',
      'A-17\u001b[31m',
      '--by',
      'ho',
    ])
    expect(out).toContain('Reference A-17\\u{1b}[31m · by ho')
  })

  test.each([
    ['LANG=C', { LANG: 'C' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('with %s the card is plain ASCII', async (_, env) => {
    const { out } = await prescreen(['screen', 'ketamine-intake', '--answers', EXAMPLE], '', env)
    expect(out).toMatch(/^[\x20-\x7e\n]+$/)
  })
})

describe('exit codes', () => {
  const benign = 'now_physical: none\n'
  test.each([
    ['a finished form says nothing about the level', EXAMPLE, [], 0],
    ['10: refer', EXAMPLE, ['--exit-code'], 10],
    ['30: not finished', file('open.yaml', benign), ['--exit-code'], 30],
    ['20: act now wins over not finished', file('now.yaml', 'now_physical: [chest_pain]\n'), ['--exit-code'], 20],
    ['65: a value outside its limits wins over both', file('range.yaml', 'bp_systolic: 400\n'), ['--exit-code'], 65],
    ['66: no such file', join(folder, 'nowhere.yaml'), [], 66],
    ['66: a folder', folder, [], 66],
  ])('%s', async (_, answers, options, code) => {
    const { exit } = await prescreen(['screen', 'ketamine-intake', '--answers', answers, ...options])
    expect(exit).toBe(code)
  })

  test.each([
    ['an unknown questionnaire', ['screen', 'ketamin-intake'], 66, 'did you mean `ketamine-intake`?'],
    ['an unknown option', ['screen', '--jsn'], 64, 'Did you mean --json?'],
    ['an unknown command', ['scren'], 64, 'Did you mean screen?'],
    ['nothing at all, without a terminal', [], 64, 'Usage: prescreen'],
  ])('%s', async (_, args, code, says) => {
    const { exit, out, err } = await prescreen(args)
    expect(err).toContain(says)
    expect({ exit, out }).toEqual({ exit: code, out: '' })
  })
})

describe('an answers file that is wrong', () => {
  test('an unknown question is refused by name, with the one that was meant', async () => {
    const { exit, out, err } = await screened('now_physical: none\nbp_sistolic: 120\n')
    expect(err).toMatchInlineSnapshot(`
      "-:2:1  error  unknown question \`bp_sistolic\`  (unknown-question)
         bp_sistolic: 120
         ^^^^^^^^^^^
         did you mean \`bp_systolic\`?
      -: 1 error
      "
    `)
    expect({ exit, out }).toEqual({ exit: 65, out: '' })
  })

  test('a wrong code and a number outside its limits are findings: the rest still counts', async () => {
    const { exit, out, err } = await screened(
      'heart_attack: lt6wk\nbp_systolic: 400\nnow_physical: [chest_pain]\n',
      '--json',
    )
    expect(err).toMatchInlineSnapshot(`
      "-:1:15  warning  \`lt6wk\` is not among the answers of \`heart_attack\`  (unreadable-answer)
         heart_attack: lt6wk
                       ^^^^^
         did you mean \`lt6w\`?
      -:2:14  warning  \`400\` is outside 50 to 300 mmHg  (out-of-range-answer)
         bp_systolic: 400
                      ^^^
      "
    `)
    const guidance = JSON.parse(out) as Guidance
    const found = guidance.findings.filter((finding) => ['unreadable', 'out-of-range'].includes(finding.kind))
    expect(found.map(({ kind, question, level }) => [kind, question, level])).toEqual([
      ['out-of-range', 'bp_systolic', 'act-now'],
      ['unreadable', 'heart_attack', 'refer-before'],
    ])
    expect({ exit, level: guidance.level }).toEqual({ exit: 65, level: 'act-now' })
  })

  test('a key that appears twice refuses the file, naming both places', async () => {
    const { exit, out, err } = await screened('{"age": 40,\n "age": 17}')
    expect(err).toContain('-:2:2  error  the key `age` appears twice  (duplicate-key)')
    expect(err).toContain('it is on line 1 already')
    expect({ exit, out }).toEqual({ exit: 65, out: '' })
  })
})

describe('the walk', () => {
  const one = file(
    'one.yaml',
    `format: prescreen/1
id: one
version: 1.0.0
title: One thing
language: en
status: draft
sections:
  - id: only
    title: Only
    questions:
      - id: pain
        text: Pain in the chest now?
        type: yes_no
        if_unknown: act-now
      - id: pulse
        text: Pulse?
        type: integer
        hard: { min: 20, max: 250 }
        soft: { min: 40, max: 140 }
rules:
  - id: PAIN
    when: pain = yes
    level: act-now
    action: emergency
    because: Reported pain in the chest now.
`,
  )

  test.each([
    ['no verdict, but no flag either, when nothing is reported', 'n\n72\nf\n', 'none-raised', true],
    ['back corrects an answer', 'n\n<\ny\ng\n72\nf\n', 'act-now', true],
    ['act now interrupts, and finishing there is told', 'y\nf\n', 'act-now', false],
    ['an unusual number is asked again before it is kept', 'n\n200\nn\n72\nf\n', 'none-raised', true],
    [
      'what cannot be read is asked again; Enter alone never answers',
      '\nmaybe\nn\n\n7o\n900\n72\nf\n',
      'none-raised',
      true,
    ],
  ])('%s', async (_, typed, level, complete) => {
    const { out } = await prescreen(['screen', one, '--json'], typed)
    expect(JSON.parse(out)).toMatchObject({ level, complete })
  })

  test('input that ends early gives no result and exit 65', async () => {
    const { exit, out, err } = await prescreen(['screen', one], 'n\n')
    expect(err).toMatch(/The input ended before the form did\. Kept; go on with: prescreen resume \S+\n$/)
    expect({ exit, out }).toEqual({ exit: 65, out: '' })
  })
})

describe('settings', () => {
  test('are shown with their place, and the country’s numbers', async () => {
    const config = mkdtempSync(join(folder, 'config-'))
    writeFileSync(join(config, 'settings.yaml'), 'country: nz\n')
    const { exit, out } = await prescreen(['settings'], '', { PRESCREEN_CONFIG: config })
    expect(out).toContain(`Settings: ${config}/settings.yaml\n`)
    expect(out).toContain('emergency        111   (not looked up; check before relying on it)')
    expect(exit).toBe(0)
  })

  test('that are wrong stop the program with 78, before anybody is asked', async () => {
    const config = mkdtempSync(join(folder, 'config-'))
    writeFileSync(join(config, 'settings.yaml'), 'country: nowhere\n')
    const { exit, out, err } = await prescreen(['screen', 'ketamine-intake', '--answers', EXAMPLE], '', {
      PRESCREEN_CONFIG: config,
    })
    expect(err).toContain('settings.yaml:1:10  error  `country` cannot be `nowhere`  (unknown-country)')
    expect({ exit, out }).toEqual({ exit: 78, out: '' })
  })
})

describe('the handout', () => {
  test('is written once; a file that is there is not touched, and 73 says so', async () => {
    const path = join(folder, 'sheet.md')
    const args = ['screen', 'ketamine-intake', '--answers', EXAMPLE, '--handout', path]
    expect((await prescreen(args)).exit).toBe(0)
    const { exit, err } = await prescreen(args)
    expect(err).toContain('there is a file of that name already')
    expect(exit).toBe(73)
  })

  test('of another kind is refused', async () => {
    const { exit, err } = await prescreen([
      'screen',
      'ketamine-intake',
      '--answers',
      EXAMPLE,
      '--handout',
      'sheet.docx',
    ])
    expect({ exit, err }).toEqual({ exit: 64, err: 'prescreen: a handout is a .txt, .md or .html file\n' })
  })
})

describe('which questionnaire', () => {
  test('with answers in a file and no name, none is guessed', async () => {
    const { exit, out, err } = await prescreen(['screen', '--answers', EXAMPLE])
    expect([exit, out]).toEqual([64, ''])
    expect(err).toMatch(/^prescreen: name a questionnaire: the path of a file, or one of bladder-follow-up, /)
  })

  test('cases are no questionnaire', async () => {
    const path = inProject('questionnaires/ketamine-intake.cases.yaml')
    const { exit, err } = await prescreen(['screen', path, '--answers', EXAMPLE])
    expect([exit, err.split('\n')[1]]).toEqual([64, `   did you mean \`${path.replace('.cases', '')}\`?`])
  })
})
