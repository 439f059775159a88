import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Clinic, FORM } from '../support/clinic.ts'
import { inProject } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { inTerminal } from '../support/terminal.ts'

describe('a handout that could not be written is refused before the first question', () => {
  const refused = async (name: string) => {
    const clinic = new Clinic()
    const taken = clinic.file('n1.html', 'the person before')
    const { exit, out, err } = await clinic.run(
      ['screen', clinic.form, '--plain', '--handout', join(clinic.folder, name)],
      '2\n0\nu\nx\nf\n',
    )
    expect(readFileSync(taken, 'utf8')).toBe('the person before')
    expect([out, err.includes('A heart attack?'), existsSync(join(clinic.home, 'drafts'))]).toEqual(['', false, false])
    return { exit, err }
  }

  test('where there is a file of that name', async () => {
    const { exit, err } = await refused('n1.html')
    expect([exit, err]).toEqual([73, expect.stringMatching(/n1\.html: there is a file of that name already/)])
  })

  test('where there is no such folder', async () => {
    const { exit, err } = await refused('nowhere/n2.html')
    expect([exit, err]).toEqual([73, expect.stringMatching(/there is no such folder/)])
  })
})

test('a handout says its full path, how it is printed, and that it is open where records are not', async () => {
  const clinic = new Clinic()
  const keys = ['age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa']
  clinic.set(`recipients: [${keys.join(', ')}]\n`)
  const sheet = join(clinic.folder, 'sheet.html')
  const { err } = await clinic.run(['screen', clinic.form, '--plain', '--handout', sheet], '2\n0\nu\nx\nf\n')
  expect(err).toContain(`Handout written: ${sheet}. Open it in a browser and print it there.`)
  expect(err).toContain('It is not encrypted, as the records here are')
})

describe('settings set', () => {
  test('makes the file, changes one line of it, and leaves the others and their comments', async () => {
    const clinic = new Clinic()
    expect((await clinic.run(['settings', 'set', 'country', 'uk'])).exit).toBe(0)
    const path = join(clinic.folder, 'settings.yaml')
    writeFileSync(path, `# ours\ncountry: uk # of the clinic\nguard_time: 400\n`)
    await clinic.run(['settings', 'set', 'guard_time', '250'])
    await clinic.run(['settings', 'set', 'emergency', '999: say where you are'])
    expect(readFileSync(path, 'utf8')).toBe(
      '# ours\ncountry: uk # of the clinic\nguard_time: 250\nemergency: "999: say where you are"\n',
    )
    const { out } = await clinic.run(['settings', '--json'])
    expect(JSON.parse(out)).toMatchObject({
      country: 'uk',
      guard_time: 250,
      contacts: { emergency: '999: say where you are' },
    })
  })

  test.each([
    ['a country that is not known', ['country', 'xx'], 78, '`country` cannot be `xx`'],
    ['a number that is too large', ['guard_time', '9999'], 78, 'guard_time'],
    ['a key that is none', ['recipients', 'age1nonsense'], 78, '`recipients`, number 1: '],
    ['a setting that is not known', ['contry', 'uk'], 64, 'did you mean `country`?'],
    ['several values where there is one', ['country', 'uk', 'us'], 64, '`country` has one value'],
    ['a folder of handouts that is not there', ['handouts', '/no/such/sheets'], 73, '/no/such/sheets'],
    ['a folder of questionnaires that is a file', ['questionnaires', inProject('package.json')], 73, 'package.json'],
    ['records in a folder that is not there', ['records', '/no/such/records'], 73, '/no/such'],
    ['records in a file', ['records', inProject('package.json')], 73, 'package.json'],
    ['an anchor that is a folder', ['anchor', inProject('src')], 73, 'src'],
    ['an anchor in a folder that is not there', ['anchor', '/no/such/heads'], 73, '/no/such'],
  ])('changes nothing for %s, and says why', async (_, args, code, why) => {
    const clinic = new Clinic()
    clinic.set('country: us\n')
    const { exit, err } = await clinic.run(['settings', 'set', ...args])
    expect([exit, err]).toEqual([code, expect.stringContaining(why)])
    expect(readFileSync(join(clinic.folder, 'settings.yaml'), 'utf8')).toBe('country: us\n')
  })
})

test.each([
  ['records', 0],
  ['anchor', 0],
  ['handouts', 73],
  ['questionnaires', 73],
])('`settings set %s` of what is not there yet, in a folder that is: %i', async (key, code) => {
  const clinic = new Clinic()
  const { exit, err } = await clinic.run(['settings', 'set', key, join(clinic.folder, 'later')])
  expect([exit, err.includes('there is no such folder; make it first')]).toEqual([code, code !== 0])
})

test('a folder of own questionnaires is named in the settings; they are named by id, and before those that are shipped', async () => {
  const clinic = new Clinic()
  const own = join(clinic.folder, 'forms')
  mkdirSync(own)
  writeFileSync(join(own, 'our-visit.yaml'), FORM)
  writeFileSync(join(own, 'phq-9.yaml'), FORM.replace('title: visit', 'title: Ours'))
  await clinic.run(['settings', 'set', 'questionnaires', own])
  const { exit, out } = await clinic.run(['screen', 'our-visit', '--answers', '-', '--json'], '{"heart":"recent"}')
  expect([exit, JSON.parse(out).questionnaire.id]).toEqual([0, 'visit'])
  expect(
    JSON.parse((await clinic.run(['screen', 'phq-9', '--answers', '-', '--json'], '{}')).out).questionnaire.id,
  ).toBe('visit')
  expect((await clinic.run(['screen', 'our-visits', '--answers', '-'])).err).toContain('did you mean `our-visit`?')
})

test('a shell is told commands, options, and the ids of forms, drafts and records', async () => {
  const clinic = new Clinic()
  const record = await clinic.asks('A-1', '2', '0', 'u', 'x')
  await clinic.run(['screen', clinic.form, '--plain', '--ref', 'A-2'], '2\n')
  const [draft = ''] = readdirSync(join(clinic.home, 'drafts')).map((name) => name.replace('.jsonl', ''))
  const offered = async (...words: readonly string[]) =>
    (await clinic.run(['complete', '--', ...words])).out.split('\n').map((line) => line.split('\t')[0])
  expect(await offered('')).toEqual(expect.arrayContaining(['screen', 'resume', 'records', 'score', 'check']))
  expect(await offered('screen', '--')).toEqual(expect.arrayContaining(['--plain', '--ref', '--handout']))
  expect(await offered('screen', '')).toEqual(expect.arrayContaining(['ketamine-intake', 'bladder-follow-up']))
  expect(await offered('resume', '')).toEqual(expect.arrayContaining([draft]))
  expect(await offered('records', 'show', '')).toEqual(expect.arrayContaining([record]))
  for (const shell of ['bash', 'zsh', 'fish'])
    expect((await clinic.run(['complete', shell])).out).toContain('prescreen')
})

test('what is asked for ends well: help, the help of a command, and the version in every spelling', async () => {
  for (const args of [
    ['help'],
    ['help', 'screen'],
    ['--help'],
    ['screen', '--help'],
    ['version'],
    ['-V'],
    ['-v'],
    ['--version'],
  ])
    expect([args, (await prescreen(args)).exit]).toEqual([args, 0])
  expect((await prescreen(['help'])).out).toContain('  -h, --help ')
  expect((await prescreen(['nonsense'])).exit).toBe(64)
  expect((await prescreen(['screen', '--nonsense'])).exit).toBe(64)
})

test('a command that is called by its name is the one that the help of all commands lists', async () => {
  const [listed = ''] = (await prescreen(['--help'])).out.split('Examples:')
  const names = [...listed.matchAll(/^ {2}([a-z]+) [ <[]/gm)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(12)
  // Completion is added by a package, with a help of its own.
  for (const name of names.filter((one) => one !== 'help' && one !== 'complete')) {
    const alone = await prescreen([name, '--help'])
    expect(alone).toEqual(await prescreen(['help', name]))
    expect(alone.out).toContain(`Usage: prescreen ${name}`)
  }
})

test('a draft is gone on with at once where its last answer is new, and says how old that is', async () => {
  const clinic = new Clinic()
  await clinic.run(['screen', clinic.form, '--plain', '--ref', 'A-1'], '2\n')
  await inTerminal({ args: ['resume'], env: clinic.env, columns: 100 }, async (terminal) => {
    await terminal.waitFor('question 2 of')
    expect((await terminal.screen()).join(' ')).toContain('Resumed, reference A-1, last answer just now.')
  })
})

test('a draft that is gone on with line by line is not told of as somebody else’s, and another one of its reference is', async () => {
  const clinic = new Clinic()
  const begin = ['screen', clinic.form, '--plain', '--ref', 'A-1']
  expect((await clinic.run(begin, '2\n')).err).not.toContain('has a screening that is not finished')
  const resumed = await clinic.run(['resume', '--plain'], '0\n')
  expect(resumed.err).toContain('reference A-1')
  expect(resumed.err).toContain('begun just now, last answer just now')
  expect(resumed.err).not.toContain('has a screening that is not finished')
  expect((await clinic.run(begin, '2\n')).err).toContain('Reference A-1 has a screening that is not finished')
})
