import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDraft, sealedLines } from '../../src/record/drafts/draft-shape.ts'
import { draftsIn } from '../../src/record/drafts/find-drafts.ts'
import { readyRecordFolder } from '../../src/record/drafts/ready-folder.ts'
import { type RecordFolder, recordFolderAt } from '../../src/record/record-folder.ts'
import { encryptRecords } from '../../src/record/records/encrypted-records.ts'
import { findRecords } from '../../src/record/records/find.ts'
import { olderThan } from '../../src/record/records/purge.ts'
import { readRecord, sha256Of } from '../../src/record/records/record-shape.ts'
import { repairs } from '../../src/record/repair/repair.ts'
import { verify } from '../../src/record/verify/verify.ts'
import { FORM, given, newFolder, opened, owner, removeFolder, sittingAt, WALK, Walk } from './folder.ts'

/** Folders that are damaged; `PRESCREEN_DAMAGED_FOLDERS=2000` for the figures. */
const FOLDERS = Number(process.env.PRESCREEN_DAMAGED_FOLDERS ?? 200)
const SEED = Number(process.env.PRESCREEN_SEED ?? 15)

/** A small generator with a printed seed, so that a failure can be had again. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

let whole = ''
let form = Buffer.alloc(0)
beforeAll(async () => {
  const path = newFolder()
  const folder = opened(path)
  const old = new Walk(sittingAt(folder, 'AB')).does(...WALK)
  expect(old.last).toEqual({ ok: true })
  const key = await identityToRecipient(await generateX25519Identity())
  expect(await encryptRecords(folder, [key], { at: new Date().toISOString(), by: undefined })).toMatchObject({
    count: 1,
  })
  new Walk(sittingAt(folder)).does(...WALK)
  for (const more of [1, 2]) {
    const walk = new Walk(sittingAt(folder)).does(given('yes'), given(more), given(['rash']), given('some'))
    walk.store.release()
  }
  whole = path
  form = readFileSync(join(folder.questionnaires, readdirSync(folder.questionnaires)[0] ?? ''))
})
afterAll(() => removeFolder(whole))

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

type Damage = (path: string, random: (below: number) => number, home: string) => void

const DAMAGES: Readonly<Record<string, Damage>> = {
  flip: (path, random) => {
    const bytes = readFileSync(path)
    const at = random(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    writeFileSync(path, bytes)
  },
  truncate: (path, random) => truncateSync(path, random(lstatSync(path).size)),
  'drop the last line': (path) => {
    const lines = readFileSync(path, 'utf8').split('\n')
    writeFileSync(
      path,
      lines
        .slice(0, -2)
        .map((line) => `${line}\n`)
        .join(''),
    )
  },
  'drop a line': (path, random) => {
    const lines = readFileSync(path, 'utf8').split('\n')
    lines.splice(random(lines.length - 1), 1)
    writeFileSync(path, lines.join('\n'))
  },
  'double a line': (path, random) => {
    const lines = readFileSync(path, 'utf8').split('\n')
    const at = random(lines.length - 1)
    lines.splice(at, 0, lines[at] ?? '')
    writeFileSync(path, lines.join('\n'))
  },
  empty: (path) => truncateSync(path, 0),
  delete: (path) => rmSync(path),
  zeros: (path) => writeFileSync(path, Buffer.alloc(lstatSync(path).size)),
  append: (path, random) => appendFileSync(path, Buffer.from([random(256), 0, 200, random(256)])),
  'a pipe in its place': (path) => {
    rmSync(path)
    execFileSync('mkfifo', [path])
  },
  'a link in its place': (path) => {
    renameSync(path, `${dirname(path)}/elsewhere`)
    symlinkSync('elsewhere', path)
  },
  'a folder in its place': (path) => {
    rmSync(path)
    mkdirSync(path)
  },
  'under the name of another of its folder': (path, random) => {
    const others = readdirSync(dirname(path)).filter(
      (name) => join(dirname(path), name) !== path && /jsonl|yaml/.test(name),
    )
    const other = others[random(others.length)]
    const to = other === undefined ? join(dirname(path), 'zzzz-zzzz-zzzz.jsonl') : join(dirname(path), other)
    const bytes = existsSync(to) ? readFileSync(to) : undefined
    renameSync(path, to)
    if (bytes !== undefined) writeFileSync(path, bytes)
  },
  'in another folder': (path, _, home) => {
    mkdirSync(join(home, 'records/2020-01-01'), { recursive: true })
    renameSync(path, join(home, 'records/2020-01-01', path.replace(/^.*\//, '')))
  },
}

/** Everything in a folder that somebody could read: whole records and encrypted files by hash, sealed moves of drafts. */
function readable(folder: RecordFolder): ReadonlySet<string> {
  const found = new Set<string>()
  for (const name of filesIn(folder.path)) {
    const bytes = readFileSync(join(folder.path, name))
    if ('head' in readRecord(bytes) || bytes.subarray(0, 22).toString() === 'age-encryption.org/v1\n')
      found.add(sha256Of(bytes))
    if (readDraft(bytes) !== undefined || name.includes('drafts/'))
      for (const line of sealedLines(bytes))
        if ('move' in line) found.add(JSON.stringify([line.at, line.move, line.answer]))
  }
  return found
}

test(
  `${FOLDERS} folders with one damaged file each (seed ${SEED}): verify names it, nothing stops, repair loses nothing that can be read`,
  () => {
    const random = generator(SEED)
    const names = filesIn(whole).filter((name) => !name.endsWith('.lock'))
    const kinds = Object.keys(DAMAGES)
    const missed: string[] = []
    const lost: string[] = []
    const counts = { named: 0, clean: 0 }
    for (let n = 0; n < FOLDERS; n += 1) {
      const path = newFolder()
      cpSync(whole, path, { recursive: true })
      const name = names[n % names.length] ?? ''
      const kind = kinds[random(kinds.length)] ?? ''
      DAMAGES[kind]?.(join(path, name), random, path)
      const folder = recordFolderAt({ path, owner })
      const what = `${n}: ${name}: ${kind}`
      if (verify(folder).problems.length === 0) missed.push(what)
      else counts.named += 1
      // No other command is stopped by it.
      draftsIn(folder)
      const heads = [...findRecords(folder)]
      expect([what, heads.length > 0]).toEqual([what, true])
      expect([...olderThan(folder, '9999')].length).toBeGreaterThan(0)
      const before = readable(folder)
      const ready = readyRecordFolder({ path, parents: 'needed', owner })
      if ('folder' in ready) {
        const sitting = sittingAt(ready.folder)
        try {
          for (const one of repairs(sitting, {
            form: (sha256) => (sha256 === sha256Of(form) ? form : undefined),
            lost: [],
          }))
            one.run()
        } catch (error) {
          // Only the file system may refuse, as where a folder has the log's name.
          if (!/^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? '')) throw new Error(what, { cause: error })
        }
        if (verify(ready.folder).problems.length === 0) counts.clean += 1
      }
      const after = readable(folder)
      if ([...before].some((one) => !after.has(one))) lost.push(what)
      removeFolder(path)
    }
    console.log(
      `${FOLDERS} folders damaged: ${counts.named} named by verify, ${counts.clean} clean after repair, ${lost.length} in which something readable was lost`,
    )
    expect(missed).toEqual([])
    expect(lost).toEqual([])
  },
  60_000 + FOLDERS * 500,
)

test('the form of the folders is the one that they need', () => expect(form.toString()).toBe(FORM))
