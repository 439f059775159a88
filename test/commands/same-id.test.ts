import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { headOf, inProject } from '../support/load.ts'
import { prescreenIn } from '../support/program.ts'

const ROOT = mkdtempSync(join(tmpdir(), 'same-id-'))
afterAll(() => rmSync(ROOT, { recursive: true }))

const SHIPPED = inProject('questionnaires/phq-9.yaml')
const OWN = `${headOf('phq-9')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
      - { id: tired, text: Are you tired?, type: yes_no, usual: no, worse: yes }
rules:
  - { id: TIRED, when: tired = yes, level: refer-discuss, because: Reported being tired., sources: [s] }
`
const CASES = `cases:\n  - name: one\n    answers: { tired: yes }\n    expect: { level: refer-discuss }\n`

let folders = 0
function folderWith(files: Readonly<Record<string, string>>): string {
  folders += 1
  const folder = join(ROOT, String(folders))
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const ANSWERS = { 'answers.json': '{}', 'table.csv': 'id\n1\n' }

describe('an id that could mean a file of this folder or a questionnaire that comes with the program', () => {
  const folder = folderWith({ ...ANSWERS, 'phq-9.yaml': OWN })

  test.each([
    ['screen', 64, ['screen', 'phq-9', '--answers', 'answers.json']],
    ['score', 64, ['score', 'phq-9', 'table.csv']],
    ['show', 64, ['show', 'phq-9']],
    ['export', 64, ['export', 'phq-9', '--to', 'sql', '--dialect', 'duckdb', '--id', 'id']],
    ['explain', 64, ['explain', 'phq-9', 'answers.json']],
    ['diff', 64, ['diff', 'phq-9', 'phq-9.yaml']],
    ['records rescore', 64, ['records', 'rescore', '--with', 'phq-9', '--dry-run']],
    ['check', 66, ['check', 'phq-9']],
  ])('is refused by %s, with both paths', async (_, code, args) => {
    const { exit, out, err } = await prescreenIn(folder, args)
    expect(err).toContain('`phq-9` could be phq-9.yaml in this folder, or one that comes with the program')
    expect(err).toContain(`name the one that is meant by its path: phq-9.yaml, or ${SHIPPED}`)
    expect(exit).toBe(code)
    expect(out).not.toMatch(/tired|interest/i)
  })

  test.each([
    ['the one here', 'phq-9.yaml', 'Are you tired?'],
    ['the one here, from the folder itself', './phq-9.yaml', 'Are you tired?'],
    ['the other one', SHIPPED, 'Little interest'],
  ])('is shown once a path says which: %s', async (_, path, words) => {
    const { exit, out } = await prescreenIn(folder, ['show', path])
    expect([exit, out.includes(words)]).toEqual([0, true])
  })

  test.each([
    ['has another name', { 'ours.yaml': OWN }, 'ours.yaml'],
    ['ends in .yml', { 'phq-9.yml': OWN }, 'phq-9.yml'],
    ['is called so and has errors', { 'phq-9.yaml': 'title: [' }, 'phq-9.yaml'],
  ])('is refused too where the file %s', async (_, files, name) => {
    const { exit, err } = await prescreenIn(folderWith(files as Record<string, string>), ['show', 'phq-9'])
    expect([exit, err]).toEqual([64, expect.stringContaining(`could be ${name} in this folder`)])
  })

  test('is taken where the file here is the same, and where only its cases or another form are here', async () => {
    const same = folderWith({ 'phq-9.cases.yaml': CASES, 'other.yaml': OWN.replace('id: phq-9', 'id: other') })
    copyFileSync(SHIPPED, join(same, 'phq-9.yaml'))
    expect((await prescreenIn(same, ['show', 'phq-9'])).exit).toBe(0)
  })

  test("is refused for a site's own questionnaire as well", async () => {
    const site = folderWith({ 'ours.yaml': OWN.replace('id: phq-9', 'id: ours') })
    const home = folderWith({ 'settings.yaml': `questionnaires: ${site}\n` })
    const here = folderWith({ 'ours.yml': OWN.replace('id: phq-9', 'id: ours').replace('tired?', 'very tired?') })
    const env = { PRESCREEN_CONFIG: home }
    const { exit, err } = await prescreenIn(here, ['show', 'ours'], '', env)
    expect([exit, err]).toEqual([
      64,
      expect.stringContaining("could be ours.yml in this folder, or one of this site's own"),
    ])
    expect((await prescreenIn(site, ['show', 'ours'], '', env)).exit).toBe(0)
  })
})

describe('is told where such a file is made and looked at', () => {
  test('by `new`, which writes it', async () => {
    const folder = folderWith({})
    const { exit, err, out } = await prescreenIn(folder, ['new', 'phq-9'])
    expect([exit, existsSync(join(folder, 'phq-9.yaml'))]).toEqual([0, true])
    expect(`${out}${err}`).toContain(
      'A questionnaire that comes with the program has the id phq-9 too: name this one by its path',
    )
    const other = await prescreenIn(folder, ['new', 'my-clinic'])
    expect(`${other.out}${other.err}`).not.toContain('too:')
  })

  test('by `check`, as a warning with a remedy that can be ignored with a reason', async () => {
    const folder = folderWith({ 'phq-9.yaml': OWN, 'phq-9.cases.yaml': CASES })
    const { exit, out } = await prescreenIn(folder, ['check'])
    expect(exit).toBe(1)
    expect(out).toContain('warning  a questionnaire that comes with the program has the id `phq-9` too  (id-taken)')
    expect(out).toContain('give this one an id of its own; until then name it by its path: phq-9.yaml')
    const path = join(folder, 'phq-9.yaml')
    writeFileSync(path, `${OWN}ignore: { id-taken: It replaces the other here. }\n`)
    expect((await prescreenIn(folder, ['check'])).out).not.toContain('id-taken')
  })

  test('and not of the shipped one itself, nor of a copy of it', async () => {
    const folder = folderWith({})
    for (const name of ['phq-9.yaml', 'phq-9.cases.yaml'])
      copyFileSync(inProject(`questionnaires/${name}`), join(folder, name))
    for (const args of [['check', 'phq-9'], ['check']])
      expect((await prescreenIn(folder, args)).out).not.toContain('id-taken')
  })
})

describe('a form whose file does not end in .yaml', () => {
  test.each(['q.yml', 'q.YML', 'q.txt'])(
    '%s is taken by every command, and none wants it overwritten',
    async (name) => {
      const form = OWN.replace('id: phq-9', 'id: q')
      const folder = folderWith({ ...ANSWERS, [name]: form })
      const cases = name === 'q.txt' ? 'q.txt.cases.yaml' : name.replace('q.', 'q.cases.')
      const said: string[] = []
      for (const [code, args] of [
        [1, ['check', name]],
        [0, ['screen', name, '--answers', 'answers.json']],
        [0, ['show', name]],
        [0, ['export', name, '--to', 'sql', '--dialect', 'duckdb', '--id', 'id']],
        [0, ['diff', name, name]],
        [0, ['rename', name, 'tired', 'weary']],
        [0, ['check', name, '--fix']],
      ] as const) {
        const { exit, out, err } = await prescreenIn(folder, args)
        said.push(out, err)
        expect([exit === 1 ? 0 : exit, args[0]]).toEqual([code === 1 ? 0 : code, args[0]])
      }
      expect(said.join('')).toContain(`save them as \`${cases}\` in the same folder`)
      expect(readFileSync(join(folder, name), 'utf8')).toBe(form.replaceAll(/\btired\b(?=,| =)/g, 'weary'))
      const before = readFileSync(join(folder, name), 'utf8')
      await prescreenIn(folder, ['check', name, '--add-case'])
      expect([readFileSync(join(folder, name), 'utf8'), existsSync(join(folder, cases))]).toEqual([before, true])
    },
  )

  test('cases with the other ending are read, and added to', async () => {
    const folder = folderWith({
      'q.yaml': OWN.replace('id: phq-9', 'id: q'),
      'q.cases.yml': CASES.replace('phq-9', 'q'),
    })
    const { out } = await prescreenIn(folder, ['check', 'q.yaml'])
    expect(out.split('\n')[0]).toContain('1 case')
    await prescreenIn(folder, ['check', 'q.yaml', '--add-case'])
    expect([
      existsSync(join(folder, 'q.cases.yaml')),
      readFileSync(join(folder, 'q.cases.yml'), 'utf8').length,
    ]).toEqual([false, expect.any(Number)])
  })

  test('cases named in place of the form lead to it', async () => {
    const folder = folderWith({ 'q.yml': OWN, 'q.cases.yml': CASES })
    const { exit, err } = await prescreenIn(folder, ['show', 'q.cases.yml'])
    expect([exit, err]).toEqual([64, 'prescreen: q.cases.yml holds cases, not questions\n   did you mean `q.yml`?\n'])
  })
})
