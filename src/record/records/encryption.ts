/**
 * Encryption to age recipients (age-encryption.org/v1), so that a machine that writes records need not be able to read
 * them. The library is loaded only when a record is encrypted or opened, because most sites never do that.
 */
const library = (): Promise<typeof import('age-encryption')> => import('age-encryption')

/** Secret keys as `age-keygen` writes them, with the public key of each as its name. */
export interface Identities {
  readonly secrets: readonly string[]
  readonly recipients: readonly string[]
}

/** What is wrong with a public key, in a few words; undefined when records can be encrypted to it. */
export async function recipientProblem(recipient: string): Promise<string | undefined> {
  if (recipient.startsWith('AGE-SECRET-KEY-')) return 'it is a secret key; this machine wants only the public one'
  if (/^ssh-/.test(recipient)) return 'SSH keys cannot be used; make a key with age-keygen'
  if (!recipient.startsWith('age1')) return 'it is not an age recipient, which begins with `age1`'
  const { Encrypter } = await library()
  try {
    new Encrypter().addRecipient(recipient)
    return undefined
  } catch {
    return 'a letter in it is wrong or missing'
  }
}

/** Each of the recipients can open it alone. */
export async function encrypted(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const { Encrypter } = await library()
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(bytes)
}

/** The same as a stream, for what is too large for the memory. */
export async function encryptedStream(
  pieces: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await library()
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(streamOf(pieces))
}

/** Throws while it is read, if the encrypted bytes were changed. */
export async function decryptedStream(
  pieces: AsyncIterable<Uint8Array>,
  { secrets }: Identities,
): Promise<ReadableStream<Uint8Array> | { readonly problem: 'wrong-key' | 'damaged' }> {
  const { Decrypter } = await library()
  const decrypter = new Decrypter()
  for (const secret of secrets) decrypter.addIdentity(secret)
  try {
    return await decrypter.decrypt(streamOf(pieces))
  } catch (error) {
    const isOther = error instanceof Error && /no identity matched/.test(error.message)
    return { problem: isOther ? 'wrong-key' : 'damaged' }
  }
}

export function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const from = pieces[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await from.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await from.return?.()
    },
  })
}

/** The bytes, or why they stay closed. If the encrypted bytes were changed, nothing opens. */
export async function decrypted(
  bytes: Uint8Array,
  { secrets }: Identities,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: 'wrong-key' | 'damaged' }> {
  const { Decrypter } = await library()
  const decrypter = new Decrypter()
  for (const secret of secrets) decrypter.addIdentity(secret)
  try {
    return { bytes: await decrypter.decrypt(bytes) }
  } catch (error) {
    const isOther = error instanceof Error && /no identity matched/.test(error.message)
    return { problem: isOther ? 'wrong-key' : 'damaged' }
  }
}

/** Reads a file of secret keys: one on each line, and `#` before a remark. */
export async function readIdentities(text: string): Promise<Identities | { readonly problem: string }> {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const secrets = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (/^age-encryption\.org\/|^-----BEGIN AGE/.test(text))
    return { problem: 'it is encrypted itself: open it first, with `age -d`' }
  if (secrets.length === 0) return { problem: 'there is no key in it' }
  const { identityToRecipient } = await library()
  const recipients: string[] = []
  for (const secret of secrets) {
    // The line itself is never repeated: it may be most of a key.
    const place = `line ${lines.indexOf(secret) + 1}`
    if (/^age1/.test(secret)) return { problem: `${place} is a public key; the secret one opens records` }
    if (!/^AGE-SECRET-KEY-(PQ-)?1/.test(secret))
      return { problem: `${place} is not a key of age (\`AGE-SECRET-KEY-1…\`)` }
    try {
      recipients.push(await identityToRecipient(secret))
    } catch {
      return { problem: `${place}: a letter of the key is wrong or missing` }
    }
  }
  return { secrets, recipients }
}
