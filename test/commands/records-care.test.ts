import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Clinic } from '../support/clinic.ts'
import { prescreen } from '../support/program.ts'

const FEVER = ['2', '1 2', '-12.5', 'words'] as const

/** Two drafts and a record in a folder of their own. */
async function busyClinic(): Promise<Clinic> {
  const clinic = new Clinic()
  await clinic.asks('A-1', '2', '1 3', '-12.5', 'words')
  await clinic.run(['screen', clinic.form, '--ref', 'D-1'], '1\n0\n')
  await clinic.run(['screen', clinic.form, '--ref', 'D-2'], '1\n')
  return clinic
}

function draftsOf({ home }: Clinic): readonly string[] {
  return readdirSync(join(home, 'drafts')).filter((name) => name.endsWith('.jsonl'))
}

const hasAge = spawnSync('age', ['--version']).error === undefined

/** Secret and public key, made by age itself. */
function keyOf(clinic: Clinic, name: string): { readonly file: string; readonly recipient: string } {
  const file = join(clinic.folder, name)
  execFileSync('age-keygen', ['-o', file], { stdio: 'ignore' })
  return { file, recipient: execFileSync('age-keygen', ['-y', file], { encoding: 'utf8' }).trim() }
}

describe('drafts under each other’s names', () => {
  test('are refused by name, neither is lost, and repair gives each its own', async () => {
    const clinic = await busyClinic()
    const [one = '', other = ''] = draftsOf(clinic).map((name) => join(clinic.home, 'drafts', name))
    renameSync(one, `${one}.x`)
    renameSync(other, one)
    renameSync(`${one}.x`, other)
    const id = basename(one, '.jsonl')
    const refused = await clinic.run(['resume', id, '--plain'], '1\nx\nf\n')
    expect([refused.exit, refused.err]).toEqual([65, expect.stringContaining('it holds another draft')])
    expect((await clinic.records('verify')).exit).toBe(65)
    const dry = await clinic.records('repair', '--dry-run')
    expect(dry.out).toContain(`draft ${id} goes from`)
    expect((await clinic.records('verify')).exit).toBe(65)
    expect((await clinic.records('repair', '--by', 'AB')).exit).toBe(0)
    expect((await clinic.records('verify')).err).toBe('')
    expect(readFileSync(one, 'utf8')).toContain(`"id":"${id}"`)
  })
})

describe('records repair', () => {
  test('puts a record back into the folder of its day', async () => {
    const clinic = await busyClinic()
    const [path = ''] = clinic.files
    mkdirSync(join(clinic.home, 'records/2020-01-01'))
    renameSync(path, join(clinic.home, 'records/2020-01-01', basename(path)))
    expect((await clinic.records('export')).err).toContain('is in the wrong place')
    expect((await clinic.records('repair')).exit).toBe(0)
    expect(clinic.files).toEqual([path])
    const again = await clinic.records('repair')
    expect([again.exit, again.err]).toEqual([0, expect.not.stringContaining('for you to decide')])
    expect(again.err).toContain('There is nothing that can be mended without you.\n')
  })

  test('saves what stands behind a damaged line of a draft', async () => {
    const clinic = new Clinic()
    await clinic.run(['screen', clinic.form, '--ref', 'D'], '2\n1 3\n-12.5\n')
    const [name = ''] = draftsOf(clinic)
    const path = join(clinic.home, 'drafts', name)
    const lines = readFileSync(path, 'utf8').split('\n')
    const at = lines.findIndex((line) => line.includes('"question":"signs"'))
    writeFileSync(path, lines.map((line, index) => (index === at ? line.replace('"n":', '"m":') : line)).join('\n'))
    const { out, exit } = await clinic.records('repair')
    expect([out, exit]).toEqual([expect.stringContaining('1 answer behind the damage is saved'), 0])
    const resumed = await clinic.run(['resume', '--plain'], 'g\n1 3\nfine\nf\n')
    expect(resumed.exit).toBe(0)
    expect((await clinic.records('export')).out).toContain('-12.5')
    expect((await clinic.records('verify')).exit).toBe(0)
  })

  test('puts a questionnaire back from a file, by its hash alone', async () => {
    const clinic = await busyClinic()
    for (const name of readdirSync(join(clinic.home, 'questionnaires')))
      rmSync(join(clinic.home, 'questionnaires', name))
    expect((await clinic.records('verify')).err).toContain('is missing (visit 1.0.0 of record')
    expect((await clinic.records('repair', '--from', clinic.file('other.yaml', 'x: 1\n'))).exit).toBe(65)
    expect((await clinic.records('repair', '--from', clinic.form)).exit).toBe(0)
  })

  test('takes the word of a person for what is lost', async () => {
    const clinic = await busyClinic()
    const [path = ''] = clinic.files
    const id = basename(path, '.jsonl')
    rmSync(path)
    const { exit, err } = await clinic.records('repair')
    expect([exit, err]).toEqual([65, expect.stringContaining(`record ${id} of`)])
    expect(err).toContain('What is left is for you to decide: ')
    expect((await clinic.records('repair', '--lost', id, '--by', 'AB')).exit).toBe(0)
  })
})

describe('records backup', () => {
  test('is one tar that restores to the same folder, drafts too, and says what is in it', async () => {
    const clinic = await busyClinic()
    const file = join(clinic.folder, 'b.tar')
    const made = await clinic.records('backup', file, '--by', 'AB')
    expect(made.out).toMatch(/b\.tar: 1 record, 2 drafts\. log [0-9a-f]{64}\n/)
    const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).split('\n')
    expect(names).toContain('manifest.json')
    expect(names).toContain('audit.jsonl')
    const home = join(clinic.folder, 'again')
    const env = { PRESCREEN_HOME: home, PRESCREEN_CONFIG: clinic.folder }
    const restored = await prescreen(['records', 'restore', file], '', env)
    expect([restored.exit, restored.out]).toEqual([0, expect.stringContaining('all as they were written')])
    expect((await prescreen(['records', 'list'], '', env)).out).toBe((await clinic.records('list')).out)
    expect((await prescreen(['resume', '--plain', draftsOf(clinic)[0]?.slice(0, 14) ?? ''], '', env)).exit).toBe(65)
    expect(await prescreen(['records', 'restore', file], '', env)).toMatchObject({
      exit: 73,
      err: expect.stringContaining('there is something in it already'),
    })
    expect(await clinic.records('backup', file)).toMatchObject({ exit: 73 })
    expect(readdirSync(clinic.folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 3000)],
    ['changed', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"words"', '"sdrow"'), 'latin1')],
    ['no tar', () => Buffer.from('hello')],
  ])('that is %s restores nothing', async (_, damaged) => {
    const clinic = await busyClinic()
    const file = join(clinic.folder, 'b.tar')
    await clinic.records('backup', file)
    writeFileSync(file, damaged(readFileSync(file)))
    const home = join(clinic.folder, 'again')
    const restored = await prescreen(['records', 'restore', file], '', {
      PRESCREEN_HOME: home,
      PRESCREEN_CONFIG: clinic.folder,
    })
    expect(restored).toMatchObject({ exit: 65, err: expect.stringContaining('nothing was restored') })
    expect(existsSync(home)).toBe(false)
  })
})

describe.runIf(hasAge)('keys', () => {
  test('are changed by command: age opens every record with the new one, and the old one can go', async () => {
    const clinic = new Clinic()
    const [old, now] = [keyOf(clinic, 'old.txt'), keyOf(clinic, 'new.txt')]
    clinic.set(`recipients: [${old.recipient}]\n`)
    await clinic.asks('A-1', ...FEVER.slice(0, 2), 'ok', ...FEVER.slice(2))
    await clinic.asks('A-2', '1', '0', '0', 'words')
    clinic.set(`recipients: [${now.recipient}]\n`)
    expect(await clinic.records('reencrypt', '--identity', now.file)).toMatchObject({
      exit: 65,
      err: expect.stringContaining('keep the old key'),
    })
    expect((await clinic.records('reencrypt', '--identity', old.file, '--by', 'AB')).exit).toBe(0)
    rmSync(old.file)
    for (const path of clinic.files)
      expect(execFileSync('age', ['-d', '-i', now.file, path], { encoding: 'utf8' })).toContain('prescreen/record/1')
    expect(await clinic.records('verify', '--identity', now.file)).toMatchObject({ exit: 0, err: '' })
    expect((await clinic.records('list', '--identity', now.file)).out).toContain('A-1')
  })

  test('a copy that somebody opened is encrypted to the recipients of now, never thrown away for the old one', async () => {
    const clinic = new Clinic()
    const [old, now] = [keyOf(clinic, 'old.txt'), keyOf(clinic, 'new.txt')]
    clinic.set(`recipients: [${old.recipient}]\n`)
    await clinic.asks('A-1', '1', '0', '0', 'words')
    const [path = ''] = clinic.files
    execFileSync('age', ['-d', '-i', old.file, '-o', path.replace(/\.age$/, ''), path])
    clinic.set(`recipients: [${now.recipient}]\n`)
    await clinic.asks('A-2', '1', '0', '0', 'words')
    expect(execFileSync('age', ['-d', '-i', now.file, path], { encoding: 'utf8' })).toContain('A-1')
    expect((await clinic.records('verify', '--identity', now.file)).exit).toBe(0)
  })

  test('an open record whose contents are not those of the log is left, and the encrypted one beside it too', async () => {
    const clinic = new Clinic()
    const { file, recipient } = keyOf(clinic, 'key.txt')
    clinic.set(`recipients: [${recipient}]\n`)
    await clinic.asks('A-1', '1', '0', '0', 'words')
    const [path = ''] = clinic.files
    writeFileSync(path.replace(/\.age$/, ''), 'garbage')
    const closed = readFileSync(path)
    const { err } = await clinic.run(['screen', clinic.form, '--ref', 'A-2'], '1\n0\n0\nwords\nf\n')
    expect(err).toContain('not encrypted: record')
    expect(readFileSync(path)).toEqual(closed)
    expect(execFileSync('age', ['-d', '-i', file, path], { encoding: 'utf8' })).toContain('A-1')
  })

  test('that are gone from the settings stop the program: nothing is written open beside what is closed', async () => {
    const clinic = new Clinic()
    clinic.set(`recipients: [${keyOf(clinic, 'key.txt').recipient}]\n`)
    await clinic.asks('A-1', '1', '0', '0', 'words')
    clinic.set('')
    rmSync(join(clinic.folder, 'settings.yaml'))
    const { exit, err } = await clinic.run(['screen', clinic.form], '1\n0\n0\nwords\nf\n')
    expect([exit, err]).toEqual([78, expect.stringContaining('the settings name no `recipients`')])
    expect(clinic.files).toHaveLength(1)
  })

  test('a backup is encrypted where records are, and needs the key', async () => {
    const clinic = await busyClinic()
    const { file: key, recipient } = keyOf(clinic, 'key.txt')
    clinic.set(`recipients: [${recipient}]\n`)
    expect((await clinic.records('backup', join(clinic.folder, 'b.tar'))).exit).toBe(64)
    const file = join(clinic.folder, 'b.tar.age')
    expect((await clinic.records('backup', file)).exit).toBe(0)
    expect(readFileSync(file).includes('D-1')).toBe(false)
    const env = { PRESCREEN_HOME: join(clinic.folder, 'again'), PRESCREEN_CONFIG: clinic.folder }
    expect((await prescreen(['records', 'restore', file], '', env)).err).toContain(
      'it is encrypted: --identity FILE opens it',
    )
    expect((await prescreen(['records', 'restore', file, '--identity', key], '', env)).exit).toBe(0)
  })
})

test('records are not encrypted anew where the settings name nobody to encrypt them to', async () => {
  const clinic = await busyClinic()
  expect(await clinic.records('reencrypt', '--identity', 'key.txt')).toMatchObject({
    exit: 78,
    err: 'prescreen: the settings name no `recipients` to encrypt to\n',
  })
})

describe('records close', () => {
  test('makes a record, not finished, of a draft that nobody will finish', async () => {
    const clinic = await busyClinic()
    const closed = await clinic.records('close', '--older-than', '0d', '--by', 'AB')
    expect([closed.exit, closed.err]).toEqual([0, '2 drafts closed, as records that are not finished.\n'])
    expect(draftsOf(clinic)).toEqual([])
    expect((await clinic.records('list')).out.match(/not finished/g)).toHaveLength(2)
    expect((await clinic.records('verify')).exit).toBe(0)
  })

  test('leaves drafts that are younger, or that are not named', async () => {
    const clinic = await busyClinic()
    expect(await clinic.records('close', '--older-than', '1d')).toMatchObject({
      exit: 0,
      err: '0 drafts closed, as records that are not finished.\n',
    })
    const [one = '', other = ''] = draftsOf(clinic)
    const closed = await clinic.records('close', one.replace('.jsonl', ''))
    expect([closed.exit, closed.err]).toEqual([0, '1 draft closed, as a record that is not finished.\n'])
    expect(draftsOf(clinic)).toEqual([other])
    expect(await clinic.records('close', 'zzzz')).toMatchObject({ exit: 66 })
  })
})

describe('records unlock', () => {
  test('says whose a lock is, and takes over what another system left', async () => {
    const clinic = await busyClinic()
    const lock = join(clinic.home, 'audit.deadbeef-1234-cafecafe.lock')
    writeFileSync(lock, JSON.stringify({ host: 'desk-old', machine: 'm', boot: 'b', space: 's', pid: 1234 }))
    const { err } = await clinic.run(['screen', clinic.form, '--ref', 'X'], '1\n')
    expect(err).toContain('by process 1234 of another system, `desk-old` since')
    expect(err).toContain('audit.deadbeef-1234-cafecafe.lock')
    expect((await clinic.records('unlock')).exit).toBe(75)
    expect((await clinic.records('unlock', '--yes')).exit).toBe(0)
    expect((await clinic.run(['screen', clinic.form, '--ref', 'X'], '1\n')).err).toContain('prescreen resume')
  })
})

describe('an anchor', () => {
  test('shows a folder that was put back whole, and one that cannot be reached stops nothing', async () => {
    const clinic = new Clinic()
    const anchor = join(clinic.folder, 'far/heads')
    clinic.set(`anchor: ${anchor}\n`)
    const first = await clinic.run(['screen', clinic.form, '--ref', 'A-1'], '1\n0\n0\nwords\nf\n')
    expect([first.exit, first.err]).toEqual([
      0,
      expect.stringContaining('the heads that it lacks are added the next time'),
    ])
    mkdirSync(join(clinic.folder, 'far'))
    await clinic.asks('A-2', '1', '0', '0', 'words')
    expect(await clinic.records('verify')).toMatchObject({ exit: 0, err: '' })
    const lines = readFileSync(join(clinic.home, 'audit.jsonl'), 'utf8').split('\n').length - 1
    expect(readFileSync(anchor, 'utf8').split('\n').length - 1).toBe(lines)
    execFileSync('cp', ['-r', clinic.home, `${clinic.home}.old`])
    await clinic.asks('A-3', '1', '0', '0', 'words')
    rmSync(clinic.home, { recursive: true })
    renameSync(`${clinic.home}.old`, clinic.home)
    expect((await clinic.records('verify')).err).toContain('put back to an earlier state')
  })
})

describe('who read what', () => {
  test('is in the log before anything is shown, with initials', async () => {
    const clinic = await busyClinic()
    const id = basename(clinic.files[0] ?? '', '.jsonl')
    await clinic.records('show', id, '--by', 'AB')
    await clinic.records('export', '--by', 'CD')
    const log = readFileSync(join(clinic.home, 'audit.jsonl'), 'utf8')
    expect(log).toContain(`"by":"AB","record":"${id}","what":"read","why":"show"`)
    expect(log).toContain('"by":"CD","record":"-","what":"exported","why":"1 record"')
  })
})

describe('what a person said', () => {
  test('reaches no terminal as something to obey, nor a spreadsheet as something to run', async () => {
    const clinic = new Clinic()
    await clinic.run(
      ['screen', clinic.form, '--ref', "x;=cmd|' /C calc'!A0"],
      'never\nnone\n0\na\u001b]0;x\u0007\u009bb\u202e\nf\n',
    )
    for (const args of [['export'], ['export', '--as', 'jsonl'], ['list'], ['list', '--json']])
      expect((await clinic.records(...args)).out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect((await clinic.records('export')).out).toContain(`"x;'=cmd|' /C calc'!A0"`)
    expect((await clinic.run(['check', 'x\u001b[31m'])).err).not.toContain('\u001b')
  })
})
