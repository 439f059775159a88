import { join } from 'node:path'
import {
  codeOf,
  type Disk,
  endedWithItsSystem,
  lifeOf,
  type Owner,
  processIn,
  processName,
  readRegular,
  removeIfThere,
  temporaryName,
  type Where,
  whereOf,
} from '../disk/index.ts'
import { isObject, parsed } from './drafts/stored-move.ts'

/** What a lock is on: `<name>` in `<folder>`. */
export interface Lockable {
  readonly disk: Disk
  readonly owner: Owner
  readonly folder: string
  readonly name: string
}

export interface Holder {
  readonly pid: number
  /** The name of the owner's computer; undefined where the lock does not say. */
  readonly host: string | undefined
  /** ISO instant, by the clock of the disk. */
  readonly since: string
  /** The owner is on another computer or in another container, so that nobody here can see whether it still runs. */
  readonly elsewhere: boolean
  /** Path of the lock. */
  readonly file: string
}

export interface Held {
  release(): void
  /** False once somebody took the lock over: then nothing may be written any more. */
  isHeld(): boolean
  /** Signals that the owner is alive, for those who cannot look. */
  renew(): void
}

export type Locked = Held | { readonly heldBy: Holder }

/**
 * Milliseconds without a sign of life after which an owner that cannot be looked at is taken for dead. A sign is given
 * more often than that.
 */
const LEASE_MS = 60_000
const RENEWAL_MS = 15_000

/** The contents of a lock, from which others can tell whose it is. */
interface LockText extends Where {
  readonly pid: number
}

/**
 * A lock is a file with its owner in its name: `drafts/7f3a-k2mp-9xqd.<where>-<pid>-<birth>.lock`. Whoever wants it
 * first creates a file of its own and then looks for others; if one of them is alive, it removes its own file again. So
 * two can never both stay, and removing what a dead process left can never hit a living one, because no two files have
 * the same name. For an owner on this system the process itself is looked up, however long it has been silent. Only an
 * owner elsewhere has a lease.
 */
export function lock(at: Lockable): Locked {
  const { disk, folder, name, owner } = at
  const own = `${name}.${processName(owner)}.lock`
  const path = join(folder, own)
  // Only this process makes a file of this name. If one exists already, it could not be removed when it was done with.
  const others = () => holdersOf(at).filter((other) => other !== own)
  const [before] = others()
  if (before !== undefined) return { heldBy: holderOf(at, before) }
  const text = Buffer.from(JSON.stringify({ ...whereOf(owner), pid: owner.pid } satisfies LockText))
  const sign = (flags: 'wx' | 'r+') => {
    const file = disk.openSync(path, flags, 0o600)
    try {
      // Whoever looks must be able to read whose lock it is.
      if (flags === 'wx') disk.fchmodSync(file, 0o600)
      disk.writeSync(file, text, 0, text.length, 0)
      return disk.fstatSync(file).ino
    } finally {
      disk.closeSync(file)
    }
  }
  const held: Held = {
    release: () => removeIfThere(disk, path),
    isHeld: () => disk.lstatSync(path, { throwIfNoEntry: false })?.ino === made,
    renew: () => {
      try {
        // The time of a write comes from the disk's own clock, which is the one that others compare with.
        if (held.isHeld()) sign('r+')
      } catch {
        // Whether the lock is still held is checked before the next write.
      }
    },
  }
  let made: number | undefined
  try {
    made = sign('wx')
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      held.release()
      throw error
    }
    made = disk.lstatSync(path).ino
  }
  try {
    const [since] = others()
    if (since === undefined) return held
    held.release()
    return { heldBy: holderOf(at, since) }
  } catch (error) {
    held.release()
    throw error
  }
}

/** Renews a lock for as long as this process runs, for locks that are held for long. */
export function keptAlive(held: Held): Held {
  const beat = setInterval(held.renew, RENEWAL_MS)
  beat.unref()
  const release = () => {
    clearInterval(beat)
    held.release()
  }
  return { ...held, release }
}

/**
 * Milliseconds: how long to wait in all, and how long for a single holder, here or elsewhere. A holder needs only a
 * few.
 */
export interface LockPatience {
  readonly all: number
  readonly here: number
  readonly elsewhere: number
}

/** Waits for a lock that others hold only for short tasks. Gives up early on a holder that makes no progress. */
export function waitForLock(at: Lockable, patience: LockPatience): Locked {
  const began = performance.now()
  let holder = ''
  let since = began
  for (;;) {
    const locked = lock(at)
    if ('release' in locked) return locked
    const now = performance.now()
    if (locked.heldBy.file !== holder) since = now
    holder = locked.heldBy.file
    const most = locked.heldBy.elsewhere ? patience.elsewhere : patience.here
    if (now - since > most || now - began > patience.all) return locked
    // Uneven pauses, so that two that collided once do not collide again.
    sleep(0.5 + Math.random() * 4)
  }
}

/** Everybody who has a lock in these folders, and on what. */
export function locksIn(
  { disk, owner }: Pick<Lockable, 'disk' | 'owner'>,
  folders: readonly string[],
): readonly (Holder & { readonly what: string })[] {
  return folders.flatMap((folder) => {
    const at = { disk, owner, folder, name: '' }
    return holdersOf(at).map((file) => ({ ...holderOf(at, file), what: file.replace(/(\.[^.]*){2}$/, '') }))
  })
}

/** Removes a lock whose owner cannot be looked at from here. False where the owner is alive on this system. */
export function takeOver({ disk }: Pick<Lockable, 'disk'>, { elsewhere, file }: Holder): boolean {
  if (elsewhere) removeIfThere(disk, file)
  return elsewhere
}

/** Whose lock it is, as words after `in use `. */
export function holderInWords({ pid, host, since, elsewhere, file }: Holder): string {
  const where = !elsewhere ? 'this computer' : host === undefined ? 'another computer' : `another system, \`${host}\``
  const time = `${since.slice(0, 16).replace('T', ' ')} UTC`
  const lockFile = file.replace(/^.*[/\\]/, '')
  return elsewhere
    ? `by process ${pid} of ${where} since ${time} (${lockFile}); if it no longer runs: prescreen records unlock`
    : `by process ${pid} of ${where} since ${time}`
}

/** Names of the locks of living owners. Those of dead ones are removed. */
function holdersOf(at: Lockable): readonly string[] {
  const { disk, folder, name, owner } = at
  return disk.readdirSync(folder).filter((file) => {
    const process = processIn(file)
    if (!file.startsWith(name === '' ? '' : `${name}.`) || !file.endsWith('.lock') || process === undefined)
      return false
    const life = lifeOf(process, owner)
    if (life === 'alive') return true
    if (life === 'unknown' && !isOver(at, file)) return true
    removeIfThere(disk, join(folder, file))
    return false
  })
}

/**
 * Whether an owner that cannot be looked at is known to be dead: its system was restarted, or its lease has run out.
 */
function isOver(at: Lockable, file: string): boolean {
  const { disk, folder, owner } = at
  const text = lockText(at, file)
  if (text !== undefined && endedWithItsSystem(text, owner)) return true
  const sign = disk.lstatSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs
  return sign !== undefined && nowOn(at) - sign > LEASE_MS
}

/** Milliseconds since 1970 by the clock of the disk, because the clock of this machine can differ from it by hours. */
function nowOn({ disk, folder, owner }: Lockable): number {
  const path = join(folder, temporaryName(owner))
  disk.closeSync(disk.openSync(path, 'wx', 0o600))
  const now = disk.lstatSync(path).mtimeMs
  removeIfThere(disk, path)
  return now
}

function holderOf(at: Lockable, name: string): Holder {
  const { disk, folder, owner } = at
  const process = processIn(name)
  const file = join(folder, name)
  return {
    pid: process?.pid ?? 0,
    host: lockText(at, name)?.host,
    since: new Date(disk.lstatSync(file, { throwIfNoEntry: false })?.birthtimeMs ?? 0).toISOString(),
    elsewhere: process === undefined || lifeOf(process, owner) === 'unknown',
    file,
  }
}

/** Undefined for a lock of an earlier version, or one whose owner has not written it yet. */
function lockText({ disk, folder }: Lockable, name: string): LockText | undefined {
  try {
    const value = parsed(readRegular(disk, join(folder, name)).toString())
    const right = isObject(value) && ['host', 'machine', 'boot', 'space'].every((key) => typeof value[key] === 'string')
    return right ? (value as unknown as LockText) : undefined
  } catch {
    return undefined
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
