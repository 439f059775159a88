import { join } from 'node:path'
import {
  codeOf,
  type Disk,
  isOfTheDead,
  lifeOf,
  type Owner,
  processIn,
  processName,
  removeIfThere,
} from '../disk/index.ts'

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
  const own = `${name}.${processName(owner)}.lock`
  // Only this process makes a file of this name: one that is there could not be taken away when it was done with.
  const others = () => holdersOf(disk, folder, name, owner).filter((other) => other !== own)
  const before = others()
  if (before.length > 0) return { heldBy: holder(disk, folder, { names: before, owner }) }
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
    return { heldBy: holder(disk, folder, { names: since, owner }) }
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

/** Whether a process that no longer runs left this lock behind: it was killed, and its terminal with it. */
export function wasLeftBehind(disk: Disk, folder: string, name: string, owner: Owner): boolean {
  return disk.readdirSync(folder).some((file) => file.startsWith(`${name}.`) && isOfTheDead(file, owner))
}

function holdersOf(disk: Disk, folder: string, name: string, owner: Owner): readonly string[] {
  return disk.readdirSync(folder).filter((file) => {
    if (!file.startsWith(`${name}.`) || !file.endsWith('.lock') || processIn(file) === undefined) return false
    if (!isOfTheDead(file, owner)) return true
    removeIfThere(disk, join(folder, file))
    return false
  })
}

function holder(
  disk: Disk,
  folder: string,
  { names, owner }: { readonly names: readonly string[]; readonly owner: Owner },
): Holder {
  const file = names[0] ?? ''
  const process = processIn(file)
  const made = disk.lstatSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return {
    pid: process?.pid ?? 0,
    since: new Date(made).toISOString(),
    elsewhere: process !== undefined && lifeOf(process, owner) === 'unknown',
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
