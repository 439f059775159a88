import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { differences, loadCases } from '../../src/authoring/index.ts'
import { type Level, type Questionnaire, rank } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { inProject, load, problemsOf, questionnaire, told, yamlFile } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prescreen-new-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const written = () => readdirSync(folder).sort()
const text = (name: string) => readFileSync(join(folder, name), 'utf8')
const SCHEMAS = ['prescreen-1.schema.json', 'prescreen-cases-1.schema.json']
const makes = (...args: readonly string[]) => prescreenIn(folder, ['new', ...args])

describe('a new questionnaire', () => {
  test('stands beside its cases, and what to do next is said', async () => {
    const { exit, out, err } = await makes('my-clinic', '--title', 'Questions before a first visit')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatchInlineSnapshot(`
      "Wrote my-clinic.yaml and my-clinic.cases.yaml: an example with comments, and people to try it on.
      Beside them prescreen-1.schema.json and prescreen-cases-1.schema.json, from which editors know the keys.

      Next:
        edit it     put your own questions, rules and sources into my-clinic.yaml
        screen it   prescreen screen my-clinic.yaml
        check it    prescreen check my-clinic.yaml
      "
    `)
    expect(written()).toEqual(['my-clinic.cases.yaml', 'my-clinic.yaml', ...SCHEMAS])
    const form = questionnaire(text('my-clinic.yaml'))
    expect([form.id, form.title]).toEqual(['my-clinic', 'Questions before a first visit'])
  })

  test('loads without a word, and so do its cases, which all hold', async () => {
    await makes('my-clinic')
    expect(problemsOf(text('my-clinic.yaml'))).toEqual([])
    const form = questionnaire(text('my-clinic.yaml'))
    const cases = casesOf(form)
    expect(cases.flatMap((one) => differences(form, one).map((line) => `${one.name}: ${line}`))).toEqual([])
    const raised = cases.map((one) => guide(form, one.answers, one.on).findings.map(({ rule }) => rule))
    for (const { id } of form.rules) {
      expect(raised.some((rules) => rules.includes(id))).toBe(true)
      expect(raised.some((rules) => !rules.includes(id))).toBe(true)
    }
  })

  test('shows one of each thing that an author needs first, done as it should be', async () => {
    await makes('my-clinic')
    const form = questionnaire(text('my-clinic.yaml'))
    expect(form.questions.map(({ type }) => type)).toEqual(['choice', 'yes_no', 'integer', 'choices'])
    expect(form.questions.filter(({ askIf }) => askIf !== undefined).length).toBe(1)
    expect(form.questions.filter(({ usual }) => usual === undefined)).toEqual([])
    expect(form.questions.filter((question) => question.text.length > 60 && question.short === question.text)).toEqual(
      [],
    )
    expect(form.rules.filter(({ sources }) => sources.length === 0)).toEqual([])
    expect(form.promises.length).toBe(1)
    const lowered = form.questions.filter(
      ({ ifUnknown }, index) => ifUnknown !== undefined && rank(ifUnknown) < open(form, index),
    )
    expect(lowered.map(({ ifUnknownBecause }) => ifUnknownBecause)).toEqual([expect.any(String)])
  })

  test('can be screened as it is', async () => {
    await makes('my-clinic')
    const { exit, out } = await prescreenIn(
      folder,
      ['screen', 'my-clinic.yaml', '--answers', '-', '--json'],
      'heart_attack: recent\nhigh_bp: no\nnow: none\n',
    )
    expect({ exit, level: (JSON.parse(out) as { level: Level }).level }).toEqual({ exit: 0, level: 'refer-before' })
  })

  test('has the id in words as its title, if none is given', async () => {
    await makes('first-visit-2')
    expect(questionnaire(text('first-visit-2.yaml')).title).toBe('First visit 2')
  })

  test.each([
    'Pain: where?',
    "Anna's form",
    'a # b',
    '"quoted"',
    '- dash',
    '{x}',
    'null',
    '~',
    'no',
    '010',
    'x:',
    '日本',
    "'",
    '\\n',
  ])('may have the title %s', async (title) => {
    expect((await makes('x', '--title', title)).exit).toBe(0)
    expect(questionnaire(text('x.yaml')).title).toBe(title)
  })

  /** Level that "not sure" would have without `if_unknown`, as a number. */
  function open(form: Questionnaire, index: number): number {
    const levels = (form.rulesReading[index] ?? []).map(({ level }) => rank(level))
    return Math.min(rank('refer-before'), Math.max(...levels))
  }

  function casesOf(form: Questionnaire) {
    const file = yamlFile(text('my-clinic.cases.yaml'))
    const read = file.ok ? loadCases(file.value, form) : file
    if (!read.ok) throw new Error(told(read.diagnostics).join('\n'))
    expect(read.warnings).toEqual([])
    return read.value
  }
})

describe('the first line names the schema for editors', () => {
  const named = (name: string) => /^# yaml-language-server: \$schema=(\S+)\n/.exec(text(name))?.[1]

  test('beside the form, where the program is installed elsewhere: whoever gets the folder has it', async () => {
    await makes('x')
    expect([named('x.yaml'), named('x.cases.yaml')]).toEqual(SCHEMAS.map((name) => `./${name}`))
    for (const name of SCHEMAS)
      expect(text(name)).toBe(readFileSync(inProject(`questionnaires/schema/${name}`), 'utf8'))
  })

  test('of a second form is the one that is there', async () => {
    writeFileSync(join(folder, SCHEMAS[0] ?? ''), 'mine')
    expect((await makes('x')).exit).toBe(0)
    expect((await makes('y')).exit).toBe(0)
    expect(text(SCHEMAS[0] ?? '')).toBe('mine')
    expect(named('y.yaml')).toBe(`./${SCHEMAS[0]}`)
  })

  test('by a relative path, where it is installed below the folder', async () => {
    const installed = join(folder, 'node_modules/prescreen')
    for (const name of ['bin', 'dist', 'package.json'])
      cpSync(inProject(name), join(installed, name), { recursive: true })
    symlinkSync(inProject('node_modules'), join(installed, 'node_modules'))
    execFileSync(process.execPath, [join(installed, 'bin/prescreen.js'), 'new', 'x'], { cwd: folder })
    expect(named('x.yaml')).toBe('./node_modules/prescreen/questionnaires/schema/prescreen-1.schema.json')
    expect(written()).toEqual(['node_modules', 'x.cases.yaml', 'x.yaml'])
  })
})

test.skipIf(process.platform === 'win32')(
  'colleagues may read a form as they may read other files of its author',
  async () => {
    const modes = []
    for (const umask of ['022', '007']) {
      const make = `umask ${umask}; '${process.execPath}' '${inProject('bin/prescreen.js')}' new x${umask}`
      execFileSync('sh', ['-c', make], { cwd: folder })
      modes.push((statSync(join(folder, `x${umask}.yaml`)).mode & 0o777).toString(8))
    }
    expect(modes).toEqual(['644', '660'])
  },
)

describe('both files or none', () => {
  test.each(['my-clinic.yaml', 'my-clinic.cases.yaml'])('when %s is there already, it is left alone', async (name) => {
    writeFileSync(join(folder, name), 'mine')
    const { exit, out, err } = await makes('my-clinic')
    expect({ exit, out }).toEqual({ exit: 73, out: '' })
    expect(err).toBe(
      `prescreen: ${name}: there is a file of that name already, and it was left alone\n   choose another id, or move that file away; nothing was written\n`,
    )
    expect(written()).toEqual([name])
    expect(text(name)).toBe('mine')
  })

  test('a link that leads nowhere is a file of that name too', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'my-clinic.cases.yaml'))
    expect((await makes('my-clinic')).exit).toBe(73)
    expect(written()).toEqual(['my-clinic.cases.yaml'])
  })
})

describe('what cannot be used', () => {
  test.each([
    ['My Clinic', 'my-clinic'],
    ['my_clinic', 'my-clinic'],
    ['my-clinic.yaml', 'my-clinic'],
    ['my-clinic.cases.yaml', 'my-clinic'],
    ['forms/my-clinic', 'my-clinic'],
    ['../my-clinic', 'my-clinic'],
    ['Café Ärzte', 'cafe-arzte'],
    ['2nd-visit', 'nd-visit'],
    ['a'.repeat(61), 'a'.repeat(60)],
  ])('the id %s: %s is suggested', async (id, suggested) => {
    const { exit, out, err } = await makes(id)
    expect({ exit, out }).toEqual({ exit: 64, out: '' })
    expect(err).toContain(`\`${id}\` cannot be the id of a questionnaire\n`)
    expect(err).toContain(`such as \`prescreen new ${suggested}\`\n`)
    expect(written()).toEqual([])
  })

  test.each(['', '病院', '12', '--', '__proto__'])('the id %j', async (id) => {
    const { exit, err } = await makes('--title', 'T', '--', id)
    expect(exit).toBe(64)
    expect(err).toContain('a letter first')
    expect(written()).toEqual([])
  })

  test('no id', async () => {
    const { exit, err } = await makes()
    expect(exit).toBe(64)
    expect(err).toContain("missing required argument 'id'")
  })

  test.each([
    ['', 'the title is empty'],
    [' \n ', 'the title is empty'],
    ['a\u200bb', 'this cannot be a title: a character that cannot be seen (U+200B)'],
    ['a\u001b[31mb', 'this cannot be a title: '],
  ])('the title %j', async (title, problem) => {
    const { exit, err } = await makes('x', '--title', title)
    expect(exit).toBe(64)
    expect(err).toContain(problem)
    expect(err).not.toContain('\u001b')
    expect(written()).toEqual([])
  })

  test('a title of several lines becomes one line', async () => {
    await makes('x', '--title', ' One\n  two ')
    expect(load(text('x.yaml')).ok && questionnaire(text('x.yaml')).title).toBe('One two')
  })
})
