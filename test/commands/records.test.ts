import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FORM, newFolder, removeFolder } from '../record/folder.ts'
import { inProject } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

let home = ''
let form = ''
beforeEach(() => {
  home = newFolder()
  form = join(dirname(home), 'small.yaml')
  writeFileSync(form, FORM)
})
afterEach(() => removeFolder(home))

const PAIN = 'y\n3\n0\n1\nfine\nf\n'
const CALM = 'n\n0\n1\nfine\nf\n'

function run(args: readonly string[], input = '') {
  return prescreen(args, input, { PRESCREEN_HOME: home, HOME: dirname(home) })
}

async function recorded(input = PAIN, ...options: readonly string[]): Promise<string> {
  const { out } = await run(['screen', form, '--plain', ...options], input)
  return /Record (\S{14})/.exec(out)?.[1] ?? `no record: ${out}`
}

async function draft(...options: readonly string[]): Promise<string> {
  const { err } = await run(['screen', form, '--plain', ...options], 'y\n3\n')
  return /prescreen resume (\S{14})/.exec(err)?.[1] ?? `no draft: ${err}`
}

const draftFile = (id: string) => join(home, 'drafts', `${id}.jsonl`)

describe('records list', () => {
  test('finds by day, level, questionnaire and reference, the last one first', async () => {
    const pain = await recorded(PAIN, '--ref', 'A-17', '--by', 'AB')
    const calm = await recorded(CALM, '--ref', 'B-2')
    const ids = async (...options: readonly string[]) => {
      const { out } = await run(['records', 'list', '--json', ...options])
      return (JSON.parse(out) as { records: readonly { id: string }[] }).records.map(({ id }) => id)
    }
    expect(await ids()).toEqual([calm, pain])
    expect(await ids('--level', 'refer-before')).toEqual([pain])
    expect(await ids('--ref', 'b-2')).toEqual([calm])
    expect(await ids('--questionnaire', 'other')).toEqual([])
    expect(await ids('--from', '2999-01-01')).toEqual([])
    expect((await run(['records', 'list', '--from', 'yesterday'])).exit).toBe(64)
    expect((await run(['records', 'list', '--level', 'high'])).exit).toBe(64)
    const { out, err } = await run(['records', 'list'])
    expect(out).toMatch(
      new RegExp(`${pain}  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d \\+00:00  refer-before   small 1\\.0\\.0  A-17 · by AB`),
    )
    expect(err).toBe('2 records.\n')
  })

  test('where there is no folder says so, and makes none', async () => {
    // A slip in a name, or a share that is not there, must not read as a folder in which all is well.
    for (const command of ['list', 'verify', 'export', 'repair --dry-run'])
      expect(await run(['records', ...command.split(' ')])).toEqual({
        exit: 66,
        out: '',
        err: `prescreen: ${home}: there is no record folder here\n`,
      })
    expect(existsSync(home)).toBe(false)
  })
})

describe('records show', () => {
  test('shows the card as it was, and with --history every change', async () => {
    const { out: card } = await run(['screen', form, '--plain'], 'y\n3\n0\n1\nfine\n1\nn\nf\n')
    const id = /Record (\S{14})/.exec(card)?.[1] ?? ''
    const { out, exit } = await run(['records', 'show', id.slice(0, 4).toUpperCase(), '--history'])
    expect(exit).toBe(0)
    expect(out.startsWith(card)).toBe(true)
    expect(out).toMatch(
      /Chest pain\? Yes\n[\s\S]*Chest pain\? Yes, changed to No\n.*Since how many days\? 3 days, set aside/,
    )
    expect(JSON.parse((await run(['records', 'show', id, '--json'])).out)).toMatchObject({
      schema: 'prescreen/record/1',
      id,
      answers: { chest: { value: 'no' } },
      aside: { since: { answer: { value: 3 } } },
    })
  })

  test.each(['zzzz', 'ab', '../../etc', ''])('%j is not a record', async (typed) => {
    expect(await run(['records', 'show', typed])).toMatchObject({ exit: 66, out: '' })
  })

  test('a record opens with the form that it was made with, whatever became of the file', async () => {
    const id = await recorded()
    writeFileSync(form, FORM.replace('Chest pain?', 'Something else?'))
    expect((await run(['records', 'show', id])).out).toContain('Chest pain? Yes')
  })
})

test('a correction is a new record that names the old one and the reason; the old one stays as it was', async () => {
  const id = await recorded(PAIN, '--ref', 'A-17')
  const day = readdirSync(join(home, 'records'))[0] ?? ''
  const before = readFileSync(join(home, 'records', day, `${id}.jsonl`))
  expect((await run(['records', 'correct', id, '--plain'], '1\nn\nf\n')).exit).toBe(64)
  const { out } = await run(['records', 'correct', id, '--plain', '--why', 'typing slip', '--by', 'CD'], '1\nn\nf\n')
  const next = /Record (\S{14})/.exec(out)?.[1] ?? ''
  expect(next).not.toBe(id)
  expect(readFileSync(join(home, 'records', day, `${id}.jsonl`))).toEqual(before)
  expect((await run(['records', 'list'])).out).toContain(`A-17 · by CD · corrects ${id}`)
  expect((await run(['records', 'show', next])).out).toContain(`Corrects record ${id}: typing slip`)
  expect((await run(['records', 'show', id])).out).toContain(` CORRECTED: record ${next} came after this one.\n`)
  expect((await run(['records', 'verify'])).exit).toBe(0)
})

describe('records purge', () => {
  test('with --dry-run only says what would go; without, it is gone, and the log says so', async () => {
    const id = await recorded()
    const open = await draft()
    const dry = await run(['records', 'purge', '--older-than', '0d', '--dry-run'])
    expect(dry.out).toContain(id)
    expect(dry.out).toContain(open)
    expect((await run(['records', 'list'])).out).toContain(id)
    expect((await run(['records', 'purge', '--older-than', '90d'])).err).toContain(
      'no records or drafts older than 90 days',
    )
    expect(await run(['records', 'purge', '--older-than', '0d'])).toMatchObject({
      exit: 64,
      err: expect.stringContaining('nobody can be asked here'),
    })
    expect((await run(['records', 'purge', '--older-than', '0d', '--yes'])).err).toBe(
      '2 gone for good; the log says so.\nWhat remains: 0 records and 0 drafts.\n',
    )
    expect((await run(['records', 'list'])).out).toBe('')
    expect(existsSync(draftFile(open))).toBe(false)
    expect((await run(['records', 'verify'])).out).toContain('0 records')
    expect((await run(['records', 'purge', '--older-than', 'soon'])).exit).toBe(64)
  })
})

test('records verify says what was done to a record or the log, and finds a hash that was printed', async () => {
  const { out: card } = await run(['screen', form, '--plain'], PAIN)
  const printed = /log ([0-9a-f]{16})/.exec(card)?.[1] ?? ''
  expect(await run(['records', 'verify', '--head', printed])).toMatchObject({ exit: 0 })
  const log = join(home, 'audit.jsonl')
  const whole = readFileSync(log, 'utf8')
  writeFileSync(log, whole.replace('"move":2', '"move":3'))
  expect(await run(['records', 'verify'])).toMatchObject({
    exit: 65,
    err: expect.stringContaining('log line 3 was changed'),
  })
  writeFileSync(log, `${whole.trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  expect((await run(['records', 'verify', '--head', printed])).err).toContain('its end was cut off')
})

describe('resume', () => {
  test('without a draft, or with several and nobody to choose, says so', async () => {
    expect(await run(['resume'])).toMatchObject({ exit: 66, err: 'There is no draft to continue.\n' })
    const one = await draft('--ref', 'A-1')
    const two = await draft('--ref', 'A-2')
    const several = await run(['resume'])
    expect(several.exit).toBe(64)
    for (const words of [one, two, 'reference A-1', 'reference A-2', '2 answered, question 3 of about 5'])
      expect(several.err).toContain(words)
    expect((await run(['resume', two, '--plain'], '0\n1\nfine\nf\n')).out).toContain('Reference A-2')
    expect((await run(['resume', two])).exit).toBe(66)
  })

  test('asks whose it is after half an hour, or when the clock went backwards, and leaves it at anything but y', async () => {
    for (const minutes of [31, -10]) {
      const id = await draft()
      const later = (input: string) => at(minutes, ['resume', id, '--plain'], input)
      expect(later('n\n').err).toContain('Are these the answers of the person who is here now?')
      expect(later('n\n').err).toContain('Left as it was.')
      expect(later('y\n0\n1\nfine\nf\n').out).toContain(`Record ${id}`)
    }
    const id = await draft()
    expect(at(29, ['resume', id, '--plain'], '0\n1\nfine\nf\n').out).toContain(`Record ${id}`)
  })

  test('goes on with the form that the draft was made with', async () => {
    await draft()
    writeFileSync(form, FORM.replace('Any of these?', 'Something else?'))
    expect((await run(['resume', '--plain'], '')).err).toContain('Any of these?')
  })

  test('a draft that was cut off is told, and its whole lines are kept', async () => {
    const id = await draft()
    truncateSync(draftFile(id), statSync(draftFile(id)).size - 5)
    const { err, out } = await run(['resume', id, '--plain'], '3\n0\n1\nfine\nf\n')
    expect(err).toContain('The last line of the draft was cut off')
    expect(err).toContain('1 answered')
    expect(out).toContain(`Record ${id}`)
    expect((await run(['records', 'verify'])).exit).toBe(0)
  })

  test('a draft that lost whole lines is told by the log', async () => {
    const id = await draft()
    const lines = readFileSync(draftFile(id), 'utf8').trimEnd().split('\n')
    writeFileSync(draftFile(id), `${lines.slice(0, -1).join('\n')}\n`)
    expect((await run(['resume', id, '--plain'])).err).toContain('the audit log knows of them')
  })

  test('a draft that was changed by hand is told, kept aside as it is, and used up to there', async () => {
    const id = await draft()
    const text = readFileSync(draftFile(id), 'utf8')
    const changed = text.replace('"value":"yes"', '"value":"no"')
    writeFileSync(draftFile(id), changed)
    const { err } = await run(['resume', id, '--plain'], 'y\n')
    expect(err).toContain(`Line 2 of the draft is damaged.`)
    expect(err).toContain('0 answered')
    expect(readFileSync(join(home, 'drafts', `${id}.damaged`), 'utf8')).toBe(changed)
    rmSync(draftFile(id))
    writeFileSync(draftFile(id), 'not a draft\n')
    expect(await run(['resume', id])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('its first line is damaged'),
    })
  })

  test('without its questionnaire it is left as it is', async () => {
    const id = await draft()
    for (const name of readdirSync(join(home, 'questionnaires'))) rmSync(join(home, 'questionnaires', name))
    expect(await run(['resume', id])).toMatchObject({
      exit: 65,
      err: expect.stringContaining('questionnaire that it was made with'),
    })
  })

  test('a second terminal is told who has the draft', async () => {
    const id = await draft()
    const first = spawn(process.execPath, [inProject('bin/prescreen.js'), 'resume', id, '--plain'], {
      env: { PATH: process.env.PATH, PRESCREEN_HOME: home, HOME: dirname(home) },
    })
    await new Promise((resolve) => first.stderr.once('data', resolve))
    const second = await run(['resume', id, '--plain'])
    expect(second).toMatchObject({
      exit: 75,
      err: expect.stringMatching(
        new RegExp(`^prescreen: draft ${id} is open in another window, since \\d\\d:\\d\\d\\n$`),
      ),
    })
    first.kill('SIGKILL')
    await new Promise((resolve) => first.on('close', resolve))
    expect((await run(['resume', id, '--plain'], '0\n1\nfine\nf\n')).exit).toBe(0)
  })
})

/** The program with its clock so many minutes on. */
function at(minutes: number, args: readonly string[], input: string) {
  const clock = `const D=Date;const by=${minutes * 60_000};globalThis.Date=class extends D{constructor(...a){super(...(a.length?a:[D.now()+by]))}static now(){return D.now()+by}}`
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(clock)}`, inProject('bin/prescreen.js'), ...args],
    {
      input,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', PRESCREEN_HOME: home, HOME: dirname(home) },
    },
  )
  return { out: stdout, err: stderr, exit: status }
}

/** The user that owns nothing, on Linux. */
const NOBODY = 65534

describe('the record folder', () => {
  test.each(['000', '022', '077', '777'])('with umask %s, files are 0600 and folders 0700', async (umask) => {
    const shell = `umask ${umask}; "${process.execPath}" "${inProject('bin/prescreen.js')}" screen "${form}" --plain`
    for (const input of [PAIN, 'y\n']) {
      const { stdout, stderr } = spawnSync('sh', ['-c', shell], {
        input,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, PRESCREEN_HOME: home, HOME: dirname(home) },
      })
      expect(stdout + stderr).toMatch(/Record |Kept; go on/)
    }
    const all = ['.', ...(readdirSync(home, { recursive: true }) as string[])]
    const modes = all.map((name) => {
      const { mode } = lstatSync(join(home, name))
      return `${lstatSync(join(home, name)).isDirectory() ? 'folder' : 'file'} ${(mode & 0o777).toString(8)}`
    })
    expect(new Set(modes)).toEqual(new Set(['folder 700', 'file 600']))
  })

  test('nothing is written through a link, or over a file', async () => {
    mkdirSync(home)
    const elsewhere = join(dirname(home), 'elsewhere')
    mkdirSync(elsewhere)
    symlinkSync(elsewhere, join(home, 'drafts'))
    expect(await run(['screen', form, '--plain'], 'y\n')).toMatchObject({
      exit: 73,
      err: expect.stringContaining('something else is in its place'),
    })
    rmSync(join(home, 'drafts'))
    writeFileSync(join(dirname(home), 'victim'), 'as it was')
    symlinkSync(join(dirname(home), 'victim'), join(home, 'audit.jsonl'))
    expect((await run(['screen', form, '--plain'], 'y\n')).err).toContain(
      'Not kept, and so not taken: something else is in its place',
    )
    expect(readFileSync(join(dirname(home), 'victim'), 'utf8')).toBe('as it was')
    expect(readdirSync(elsewhere)).toEqual([])
  })

  test('one that is missing, of which nobody said where it comes from, is named before anything is asked', async () => {
    rmSync(home, { recursive: true, force: true })
    const far = join(home, 'not', 'there')
    const { exit, err, out } = await prescreen(['screen', form, '--plain'], PAIN, {
      PRESCREEN_HOME: far,
      HOME: dirname(home),
    })
    expect({ exit, out }).toEqual({ exit: 73, out: '' })
    expect(err).toContain(`prescreen: the record folder ${far}: there is no such folder`)
    expect(err).toContain('--no-save')
    const without = await prescreen(['screen', form, '--plain', '--no-save'], PAIN, {
      PRESCREEN_HOME: far,
      HOME: dirname(home),
    })
    expect(without.exit).toBe(0)
    expect(without.out).not.toContain('Record')
    expect(existsSync(home)).toBe(false)
  })

  test.skipIf(process.getuid?.() !== 0)(
    'one that may only be read is named; what is in it can still be read',
    async ({ skip }) => {
      const id = await recorded()
      chmodSync(dirname(home), 0o755)
      for (const name of ['.', ...(readdirSync(home, { recursive: true }) as string[])])
        chmodSync(join(home, name), lstatSync(join(home, name)).isDirectory() ? 0o555 : 0o444)
      // Root may write anywhere; nobody may not.
      const as = (args: readonly string[]) =>
        spawnSync(process.execPath, [inProject('bin/prescreen.js'), ...args], {
          input: PAIN,
          encoding: 'utf8',
          cwd: '/',
          uid: NOBODY,
          gid: NOBODY,
          env: { PATH: process.env.PATH, PRESCREEN_HOME: home, HOME: '/', TZ: 'UTC' },
        })
      skip(as(['--version']).status !== 0, 'the project itself is in a folder that nobody may read')
      const list = as(['records', 'list'])
      expect(list.stdout).toContain(id)
      const screen = as(['screen', form, '--plain'])
      expect(screen.stderr + screen.stdout).toContain('this user may not read or write it')
      expect(screen.status).toBe(77)
    },
  )

  test('what is foreign in it is named, and the rest still works', async () => {
    const id = await recorded()
    const day = readdirSync(join(home, 'records'))[0] ?? ''
    writeFileSync(join(home, 'records', day, 'notes.txt'), 'hello')
    writeFileSync(join(home, 'records', day, 'aaaa-aaaa-aaaa.jsonl'), 'not a record')
    mkdirSync(join(home, 'records', 'old stuff'))
    writeFileSync(join(home, 'drafts', 'notes.txt'), 'hello')
    const { out, err, exit } = await run(['records', 'list'])
    expect(exit).toBe(65)
    expect(out).toContain(id)
    expect(err).toMatch(/notes\.txt: it is not a record\n/)
    expect(err).toMatch(/aaaa-aaaa-aaaa\.jsonl: its first line is damaged\n/)
    expect(err).toMatch(/old stuff: it is not a day with records\n/)
    expect((await run(['records', 'show', id])).exit).toBe(0)
    expect((await run(['resume'])).exit).toBe(66)
  })

  test('a record that was changed by hand is named; others are shown', async () => {
    const [one, other] = [await recorded(), await recorded(CALM)]
    const day = readdirSync(join(home, 'records'))[0] ?? ''
    const path = join(home, 'records', day, `${one}.jsonl`)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"value":3', '"value":4'))
    expect(await run(['records', 'show', one])).toMatchObject({
      exit: 65,
      err: `prescreen: record ${one}: it was changed after it was written\n`,
    })
    expect((await run(['records', 'show', other])).exit).toBe(0)
  })
})

const tmpfs =
  spawnSync('sh', ['-c', 'd=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d && umount $d && rmdir $d']).status === 0

test.skipIf(!tmpfs)(
  'on a disk of 64 KB that fills up, it is told, what was taken is kept, and nothing is half',
  async () => {
    mkdirSync(home)
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', home])
    try {
      let told = ''
      let people = 0
      for (; people < 60 && told === ''; people += 1) {
        const { err, exit } = await run(['screen', form, '--plain'], `y\n3\n0\n1\n${'long '.repeat(90)}\nf\n`)
        if (exit !== 0) told = err
      }
      expect(told).toContain('the disk is full')
      const { out } = await run(['records', 'verify', '--json'])
      expect(JSON.parse(out)).toMatchObject({ problems: [] })
      expect((await run(['records', 'list'])).out.split('\n').length).toBeGreaterThanOrEqual(people - 1)
      console.log(`the disk was full at person ${people}: ${told.trim().split('\n').at(-1)}`)
    } finally {
      spawnSync('umount', [home])
    }
  },
)

test.runIf(!tmpfs)('a full disk cannot be tried here: only root may mount a small one', () => {
  expect(tmpfs).toBe(false)
})
