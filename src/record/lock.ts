import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { codeOf, type Disk, removeIfThere } from '../disk/index.ts'

/** The process that this program is, and what it can say of others. */
export interface Owner {
  readonly pid: number
  isRunning(pid: number): boolean
  /** Milliseconds since 1970. */
  now(): number
}

export interface Holder {
  readonly pid: number
  /** ISO instant. */
  readonly since: string
  /** On another computer, where nobody here can see whether it still runs. */
  readonly elsewhere: boolean
}

export type Locked = { readonly release: () => void } | { readonly heldBy: Holder }

/**
 * A lock is a file with its owner in its name: `drafts/7f3a-k2mp-9xqd.<host>-<pid>-<birth>.lock`. Who wants it makes
 * an own file first and looks second; who then sees a living other takes the own one away. Two can never both stay,
 * and taking away what a dead process left can never hit a living one, because no two have the same name.
 */
export function lock(disk: Disk, folder: string, name: string, owner: Owner): Locked {
  const own = `${name}.${nameOf(owner.pid)}.lock`
  // Only this process makes a file of this name: one that is there could not be taken away when it was done with.
  const others = () => holdersOf(disk, folder, name, owner).filter((other) => other !== own)
  const before = others()
  if (before.length > 0) return { heldBy: holder(disk, folder, before) }
  const path = join(folder, own)
  try {
    disk.closeSync(disk.openSync(path, 'wx', 0o600))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const release = () => removeIfThere(disk, path)
  try {
    const since = others()
    if (since.length === 0) return { release }
    release()
    return { heldBy: holder(disk, folder, since) }
  } catch (error) {
    release()
    throw error
  }
}

/** Waits for the lock: short tasks only, a few milliseconds each. Gives up after `patience` milliseconds. */
export function waitForLock(disk: Disk, folder: string, name: string, owner: Owner, patience: number): Locked {
  const until = performance.now() + patience
  for (;;) {
    const locked = lock(disk, folder, name, owner)
    if ('release' in locked || performance.now() > until) return locked
    // Uneven pauses, so that two that met once do not meet again.
    sleep(0.5 + Math.random() * 4)
  }
}

/** A name for a half-written file, which shows whose it is: those of dead processes are swept. */
export function temporaryName({ pid }: Owner): string {
  return `.${randomBytes(6).toString('hex')}.${nameOf(pid)}.tmp`
}

/** Whether this is the lock or the half-written file of a process of this computer that no longer runs. */
export function isOfTheDead(fileName: string, owner: Owner): boolean {
  const parts = partsOf(fileName)
  return parts !== undefined && !isElsewhere(parts) && !isAlive(parts, owner)
}

/** Whether a process that no longer runs left this lock behind: it was killed, and its terminal with it. */
export function wasLeftBehind(disk: Disk, folder: string, name: string, owner: Owner): boolean {
  return disk.readdirSync(folder).some((file) => file.startsWith(`${name}.`) && isOfTheDead(file, owner))
}

function holdersOf(disk: Disk, folder: string, name: string, owner: Owner): readonly string[] {
  return disk.readdirSync(folder).filter((file) => {
    if (!file.startsWith(`${name}.`) || !file.endsWith('.lock') || partsOf(file) === undefined) return false
    if (!isOfTheDead(file, owner)) return true
    removeIfThere(disk, join(folder, file))
    return false
  })
}

function holder(disk: Disk, folder: string, names: readonly string[]): Holder {
  const file = names[0] ?? ''
  const parts = partsOf(file)
  const made = disk.lstatSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return {
    pid: parts?.pid ?? 0,
    since: new Date(made).toISOString(),
    elsewhere: parts !== undefined && isElsewhere(parts),
  }
}

interface Parts {
  readonly host: string
  readonly pid: number
  readonly birth: string
}

function partsOf(fileName: string): Parts | undefined {
  const parts = /\.([0-9a-f]{8})-(\d+)-([0-9a-f]{8})\.(?:lock|tmp)$/.exec(fileName)
  return parts === null ? undefined : { host: parts[1] ?? '', pid: Number(parts[2]), birth: parts[3] ?? '' }
}

function isElsewhere({ host }: Parts): boolean {
  return host !== short(hostname())
}

/** The number of a dead process is given out again; its moment of birth is not. */
function isAlive({ pid, birth }: Parts, owner: Owner): boolean {
  return owner.isRunning(pid) && birth === birthOf(pid)
}

function nameOf(pid: number): string {
  return `${short(hostname())}-${pid}-${birthOf(pid)}`
}

/** A digest of when a process began, since which start of the computer; the same for all where the system does not tell. */
function birthOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    // The name of the program, in brackets, may hold anything; the start stands 20 fields after it.
    const [, after = ''] = /^.*\)(.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return short(`${boot}${after.trim().split(' ')[19]}`)
  } catch {
    return '00000000'
  }
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
