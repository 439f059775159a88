import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { decrypted, encrypted, readIdentities } from '../../src/record/records/encryption.ts'
import { Clinic } from '../support/clinic.ts'

const clinic = new Clinic()
let recipient: string
let key: string
let wrong: string
let other: string

beforeAll(async () => {
  const secret = await generateX25519Identity()
  recipient = await identityToRecipient(secret)
  key = clinic.file('key.txt', `# of the clinic\n${secret}\n`)
  const stranger = await generateX25519Identity()
  other = await identityToRecipient(stranger)
  wrong = clinic.file('wrong.txt', stranger)
  clinic.set(`recipients: [${recipient}]\n`)
})

const MARK = 'zebra-crossing'

test('what is finished is encrypted when the person is done: no answer and no reference is left in the folder', async () => {
  const id = await clinic.asks(MARK, '2', '1 3', '-12.5', MARK)
  expect(clinic.files).toEqual([expect.stringMatching(new RegExp(`${id}\\.jsonl\\.age$`))])
  for (const path of [...clinic.files, join(clinic.home, 'audit.jsonl')])
    expect(readFileSync(path, 'latin1')).not.toContain(MARK)
})

test('without a key a record is listed by its day, and stays closed', async () => {
  const { out } = await clinic.records('list')
  expect(out).toMatch(/^[0-9a-z-]{14} {2}\d{4}-\d\d-\d\d {2}encrypted\n$/)
  const { exit, err } = await clinic.records('show', out.slice(0, 14))
  expect({ exit, err }).toEqual({
    exit: 65,
    err: `prescreen: record ${out.slice(0, 14)}: it is encrypted: --identity FILE opens it\n`,
  })
})

test('with the key it is listed, found, shown and exported as any other', async () => {
  const list = await clinic.records('list', '--identity', key)
  expect(list.out).toContain(`refer-discuss  visit 1.0.0  ${MARK}`)
  const id = list.out.slice(0, 14)
  expect((await clinic.records('list', '--identity', key, '--level', 'act-now')).err).toBe('No record.\n')
  expect((await clinic.records('show', id, '--identity', key)).out).toContain(`Record ${id} · Reference ${MARK}`)
  expect((await clinic.records('export', '--identity', key)).out).toContain(`,recent,"rash;cough",-12.5,${MARK}\n`)
})

test('without the key no file of an export is made, so that its name is free for the export with the key', async () => {
  const path = join(clinic.home, 'export.csv')
  const { exit, err } = await clinic.records('export', '-o', path)
  expect(exit).toBe(65)
  expect(err).toContain('it is encrypted: --identity FILE opens it')
  expect(err).toContain('nothing was exported: 1 record could not be read\n')
  expect(existsSync(path)).toBe(false)
  expect((await clinic.records('export', '-o', path, '--identity', key)).err).toBe('1 record exported.\n')
  expect(readFileSync(path, 'utf8')).toContain(MARK)
  rmSync(path)
})

test('a wrong key is named by its public half', async () => {
  const id = (await clinic.records('list')).out.slice(0, 14)
  const { exit, out, err } = await clinic.records('show', id, '--identity', wrong)
  expect({ exit, out, err }).toEqual({
    exit: 65,
    out: '',
    err: `prescreen: record ${id}: this key does not open it: ${other}\n`,
  })
})

describe('the log', () => {
  test('knows the encrypted file: a changed one is found without any key', async () => {
    expect((await clinic.records('verify')).exit).toBe(0)
    const [path = ''] = clinic.files
    const whole = readFileSync(path)
    writeFileSync(path, whole.subarray(0, whole.length - 1))
    expect((await clinic.records('verify')).err).toContain('was changed after it was written')
    expect(
      (await clinic.records('show', (await clinic.records('list')).out.slice(0, 14), '--identity', key)).err,
    ).toContain('it was changed after it was written')
    writeFileSync(path, whole)
    expect((await clinic.records('verify')).exit).toBe(0)
  })

  test('with the key what is inside is held against the log too', async () => {
    const { exit, err } = await clinic.records('verify', '--identity', key)
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect((await clinic.records('verify')).err).toBe(
      'not looked at: what is in 1 encrypted record: --identity FILE opens them\n',
    )
    expect((await clinic.records('verify', '--identity', wrong)).err).toContain(`this key does not open it: ${other}`)
  })

  test('a record that somebody else put in its place is found, although anybody can encrypt to a public key', async () => {
    const [path = ''] = clinic.files
    const whole = readFileSync(path)
    writeFileSync(path, await encrypted(new TextEncoder().encode('{}'), [recipient]))
    expect((await clinic.records('verify')).err).toContain('was changed after it was written')
    expect((await clinic.records('verify', '--identity', key)).err).toContain('it does not hold what was recorded')
    writeFileSync(path, whole)
  })
})

describe('a kill while a record is encrypted', () => {
  /** The folder as a kill at this point leaves it; then somebody else is asked. */
  async function after(kill: (path: string, plain: Uint8Array) => Promise<void>): Promise<Clinic> {
    const place = new Clinic()
    await place.asks('A-1', '2', '1 3', '-12.5', 'words')
    const [path = ''] = place.files
    await kill(path, readFileSync(path))
    place.set(`recipients: [${recipient}]\n`)
    await place.asks('A-2', '1', '0', '0', 'words')
    return place
  }

  test.each<[string, (path: string, plain: Uint8Array) => Promise<void>]>([
    ['before anything is written', async () => undefined],
    [
      'between the encrypted file and the log, and so before the open one is taken away',
      async (path, plain) => writeFileSync(`${path}.age`, await encrypted(plain, [recipient])),
    ],
  ])('%s loses nothing, and the next person ends it', async (_, kill) => {
    const place = await after(kill)
    expect(place.files.every((path) => path.endsWith('.jsonl.age'))).toBe(true)
    expect(place.files).toHaveLength(2)
    const keys = join(place.folder, 'key.txt')
    writeFileSync(keys, readFileSync(key))
    const { out } = await place.records('list', '--identity', keys)
    expect(out).toContain('A-1')
    expect(out).toContain('A-2')
    expect((await place.records('verify')).exit).toBe(0)
  })

  test('with both files there the record is one, and it is purged whole', async () => {
    const place = new Clinic()
    const id = await place.asks('A-1', '2', '1 3', '-12.5', 'words')
    const [path = ''] = place.files
    writeFileSync(`${path}.age`, await encrypted(readFileSync(path), [recipient]))
    expect((await place.records('list')).err).toBe('1 record.\n')
    expect((await place.records('show', id)).exit).toBe(0)
    await place.records('purge', '--older-than', '0d', '--yes')
    expect(place.files).toEqual([])
    expect((await place.records('verify')).exit).toBe(0)
  })
})

test('scoring again needs the key, and encrypts what comes of it', async () => {
  const text = readFileSync(clinic.form, 'utf8').replace('1.0.0', '1.0.1')
  const next = clinic.file('next.yaml', text)
  expect((await clinic.records('rescore', '--with', next)).exit).toBe(65)
  expect((await clinic.records('rescore', '--with', next, '--identity', key)).exit).toBe(0)
  expect(clinic.files.every((path) => path.endsWith('.age'))).toBe(true)
  expect((await clinic.records('list', '--identity', key)).out).toContain('visit 1.0.1')
})

test('the encrypted file holds the record byte for byte', async () => {
  const place = new Clinic()
  await place.asks('A-1', '2', '1 3', '-12.5', 'words')
  const [path = ''] = place.files
  const plain = readFileSync(path)
  place.set(`recipients: [${recipient}]\n`)
  await place.asks('A-2', '1', '0', '0', 'words')
  const identities = await readIdentities(readFileSync(key, 'utf8'))
  if ('problem' in identities) throw new Error(identities.problem)
  expect(await decrypted(readFileSync(`${path}.age`), identities)).toEqual({ bytes: new Uint8Array(plain) })
})

describe('settings that could not encrypt stop the program before anybody is asked', () => {
  test.each([
    [
      'a secret key',
      () => readFileSync(key, 'utf8').trim().split('\n').at(-1) ?? '',
      'there is a secret key of age in it',
    ],
    [
      'a slip',
      () => `${recipient.slice(0, -1)}b`,
      'the settings, `recipients`, number 2: a letter in it is wrong or missing',
    ],
  ])('%s, which is not repeated', async (_, written, problem) => {
    const place = new Clinic()
    place.set(`recipients:\n  - ${recipient}\n  - ${written()}\n`)
    const { exit, out, err } = await place.run(['screen', place.form], '1\n')
    expect({ exit, out }).toEqual({ exit: 78, out: '' })
    expect(err).toContain(problem)
    expect(err).not.toContain(written().slice(0, 30))
    rmSync(place.folder, { recursive: true, force: true })
  })
})

test('the handout of an encrypted record can be written anew by who has the key', async () => {
  const id = (await clinic.records('list', '--identity', key, '--ref', MARK)).out.slice(0, 14)
  const sheet = join(clinic.folder, 'sheet.html')
  expect((await clinic.records('show', id, '--handout', sheet)).exit).toBe(65)
  await clinic.records('show', id, '--identity', key, '--handout', sheet)
  const text = readFileSync(sheet, 'utf8')
  expect(text).toContain(`Record ${id} · Reference ${MARK}`)
  expect(text).toMatch(/ · log [0-9a-f]{64}/)
})
