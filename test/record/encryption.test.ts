import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, describe, expect, test } from 'vitest'
import {
  decrypted,
  encrypted,
  type Identities,
  readIdentities,
  recipientProblem,
} from '../../src/record/records/encryption.ts'

const BYTES = new TextEncoder().encode('{"schema":"prescreen/record/1"}\n{"answers":{"age":40}}\n{"sha256":"…"}\n')

async function keyPair(): Promise<{ readonly secret: string; readonly recipient: string }> {
  const secret = await generateX25519Identity()
  return { secret, recipient: await identityToRecipient(secret) }
}

async function identities(...secrets: readonly string[]): Promise<Identities> {
  const read = await readIdentities(secrets.join('\n'))
  if ('problem' in read) throw new Error(read.problem)
  return read
}

describe('a record that is encrypted', () => {
  test('opens with the key of any recipient, byte for byte, and with no other', async () => {
    const [one, two, other] = [await keyPair(), await keyPair(), await keyPair()]
    const closed = await encrypted(BYTES, [one.recipient, two.recipient])
    expect(Buffer.from(closed).toString('latin1')).not.toMatch(/schema|answers|age":/)
    for (const { secret } of [one, two])
      expect(await decrypted(closed, await identities(other.secret, secret))).toEqual({ bytes: BYTES })
    expect(await decrypted(closed, await identities(other.secret))).toEqual({ problem: 'wrong-key' })
  })

  test('does not open once any byte of it was changed or cut off', async () => {
    const { secret, recipient } = await keyPair()
    const keys = await identities(secret)
    const closed = await encrypted(BYTES, [recipient])
    for (let at = 0; at < closed.length; at += 7) {
      const changed = closed.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await decrypted(changed, keys)).toHaveProperty('problem')
    }
    for (const length of [0, 1, 50, closed.length - 1])
      expect(await decrypted(closed.subarray(0, length), keys)).toHaveProperty('problem')
  })

  test('may be for keys that a computer of tomorrow does not break', async () => {
    const secret = await generateHybridIdentity()
    const closed = await encrypted(BYTES, [await identityToRecipient(secret)])
    expect(await decrypted(closed, await identities(secret))).toEqual({ bytes: BYTES })
  })
})

const AGE = '/usr/bin/age'
if (!existsSync(AGE))
  console.warn('the test with age itself is skipped: there is no /usr/bin/age (apt-get install age)')

describe.skipIf(!existsSync(AGE))('age itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'age-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const key = join(folder, 'key.txt')

  async function madeKey(): Promise<Identities> {
    if (!existsSync(key)) execFileSync(`${AGE}-keygen`, ['-o', key], { stdio: 'ignore' })
    return identities(...readFileSync(key, 'utf8').split('\n'))
  }

  test('opens what is encrypted here', async () => {
    const { recipients } = await madeKey()
    const path = join(folder, 'here.age')
    writeFileSync(path, await encrypted(BYTES, recipients))
    expect(new Uint8Array(execFileSync(AGE, ['-d', '-i', key, path]))).toEqual(BYTES)
  })

  test('encrypts what is opened here, with its own keys', async () => {
    const keys = await madeKey()
    const closed = execFileSync(AGE, ['-r', keys.recipients[0] ?? ''], { input: BYTES })
    expect(await decrypted(new Uint8Array(closed), keys)).toEqual({ bytes: BYTES })
    expect(readFileSync(key, 'utf8')).toContain(`# public key: ${keys.recipients[0]}`)
  })
})

describe('what is wrong with a key is said without repeating it', () => {
  test.each<[string, (secret: string, recipient: string) => string, string]>([
    [
      'a secret key on the machine that only encrypts',
      (secret) => secret,
      'it is a secret key; this machine wants only the public one',
    ],
    ['a key of ssh', () => 'ssh-ed25519 AAAA', 'SSH keys cannot be used; make a key with age-keygen'],
    ['something else', () => 'anna@example.org', 'it is not an age recipient, which begins with `age1`'],
    [
      'a slip of the pen',
      (_, recipient) => recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q')),
      'a letter in it is wrong or missing',
    ],
    ['a key that was cut off', (_, recipient) => recipient.slice(0, 30), 'a letter in it is wrong or missing'],
  ])('recipient: %s', async (_, written, problem) => {
    const { secret, recipient } = await keyPair()
    expect(await recipientProblem(written(secret, recipient))).toBe(problem)
    expect(await recipientProblem(recipient)).toBeUndefined()
  })

  test.each<[string, (secret: string, recipient: string) => string, string]>([
    [
      'the public key',
      (_, recipient) => `# mine\n${recipient}`,
      'line 2 is a public key; the secret one opens records',
    ],
    ['only remarks', () => '# created: 2026-11-22\n\n', 'there is no key in it'],
    ['a key that was cut off', (secret) => secret.slice(0, 40), 'line 1: a letter of the key is wrong or missing'],
    ['something else', () => 'hunter2', 'line 1 is not a key of age (`AGE-SECRET-KEY-1…`)'],
    [
      'a file behind a passphrase',
      () => 'age-encryption.org/v1\n-> scrypt',
      'it is encrypted itself: open it first, with `age -d`',
    ],
  ])('identity file: %s', async (_, written, problem) => {
    const { secret, recipient } = await keyPair()
    expect(await readIdentities(written(secret, recipient))).toEqual({ problem })
  })
})
