import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** The process that this program runs in, and what it can find out about others. */
export interface Owner {
  readonly pid: number
  isRunning(pid: number): boolean
  /** Milliseconds since 1970. */
  now(): number
  /** Where it runs. Where this is left out, it is looked up for this process. */
  readonly where?: Where
}

/** Process numbers only mean something within one namespace of one running system. */
export interface Where {
  readonly host: string
  /** The installation's own id, and that of its present start; empty where the system does not tell. */
  readonly machine: string
  readonly boot: string
  /** Namespace of process numbers: a container has its own. Empty where the system does not tell. */
  readonly space: string
}

/** The namespace of a Linux system itself, which has a fixed number: a process there is not in a container. */
const FIRST_SPACE = 'pid:[4026531836]'

let here: Where | undefined

export function whereOf({ where }: Owner): Where {
  here ??= {
    host: hostname(),
    machine: textOf(() => readFileSync('/etc/machine-id', 'utf8')),
    boot: textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    space: textOf(() => readlinkSync('/proc/self/ns/pid')),
  }
  return where ?? here
}

/** Identifies a process in the name of a file: where it runs, its number, and a digest of when it began. */
export interface ProcessName {
  readonly where: string
  readonly pid: number
  readonly birth: string
}

/** `<where>-<pid>-<birth>`, which no other process ever has. */
export function processName(owner: Owner): string {
  const known = NAMES.get(owner)
  if (known !== undefined) return known
  const name = `${placeOf(whereOf(owner))}-${owner.pid}-${birthOf(owner.pid, whereOf(owner))}`
  NAMES.set(owner, name)
  return name
}

/** A process keeps its name for its whole life, and each answer that is saved asks for it three times. */
const NAMES = new WeakMap<Owner, string>()

/** The process in the name of a lock or a half-written file; undefined for a name that is not ours. */
export function processIn(fileName: string): ProcessName | undefined {
  const parts = /\.([0-9a-f]{8})-(\d+)-([0-9a-f]{8})\.(?:lock|tmp)$/.exec(fileName)
  return parts === null ? undefined : { where: parts[1] ?? '', pid: Number(parts[2]), birth: parts[3] ?? '' }
}

/** A name for a half-written file that says whose it is, so that those of dead processes can be swept. */
export function temporaryName(owner: Owner, prefix = ''): string {
  return `.${prefix}${crypto().randomBytes(6).toString('hex')}.${processName(owner)}.tmp`
}

/** `unknown`: it runs where nobody can look from here. */
export type Life = 'alive' | 'dead' | 'unknown'

/** Whether a process runs. Its number can be given to another one after its end, but the time of its start cannot. */
export function lifeOf({ where, pid, birth }: ProcessName, owner: Owner): Life {
  const own = whereOf(owner)
  // Programs before version 0.2 named their computer by its host name alone.
  if (where !== placeOf(own) && where !== digest(own.host)) return 'unknown'
  return owner.isRunning(pid) && birth === birthOf(pid, own) ? 'alive' : 'dead'
}

/** Whether a process of this place ended because its whole system ended. Its number means nothing after that. */
export function endedWithItsSystem(its: Where, owner: Owner): boolean {
  const own = whereOf(owner)
  const isThisMachine = its.host === own.host && its.machine !== '' && its.machine === own.machine
  return isThisMachine && its.space === FIRST_SPACE && own.space === FIRST_SPACE && its.boot !== own.boot
}

/**
 * Whether this is the lock or the half-written file of a process that no longer runs, as far as can be seen from here.
 */
export function isOfTheDead(fileName: string, owner: Owner): boolean {
  const name = processIn(fileName)
  return name !== undefined && lifeOf(name, owner) === 'dead'
}

/** The process that this program is. */
export const SELF: Owner = { pid: process.pid, isRunning, now: Date.now }

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Without the host name where the system has something better, because it can change while the system runs. */
function placeOf({ host, boot, space }: Where): string {
  return boot === '' ? digest(host) : digest(`${boot} ${space}`)
}

/** The same for all processes where the system does not tell. */
function birthOf(pid: number, { boot }: Where): string {
  try {
    // The name of the program, in brackets, may contain anything. The start time is 20 fields after it.
    const [, after = ''] = /^.*\)(.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return digest(`${boot}\n${after.trim().split(' ')[19]}`)
  } catch {
    return '00000000'
  }
}

function digest(text: string): string {
  return crypto().createHash('sha256').update(text).digest('hex').slice(0, 8)
}

function textOf(read: () => string): string {
  try {
    return read().trim()
  } catch {
    return ''
  }
}

/** Loaded when a name is made, because most commands that only show something make none. */
function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto')
}
