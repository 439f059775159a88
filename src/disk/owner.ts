import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** The process that this program is, and what it can say of others. */
export interface Owner {
  readonly pid: number
  isRunning(pid: number): boolean
  /** Milliseconds since 1970. */
  now(): number
  /** Where it runs; that of this process where it is left out. */
  readonly where?: Where
}

/** Numbers of processes mean something only within one namespace of one running system. */
export interface Where {
  readonly host: string
  /** What the installation is called by itself, and this start of it; empty where the system does not say. */
  readonly machine: string
  readonly boot: string
  /** Namespace of process numbers: a container has its own. Empty where the system does not say. */
  readonly space: string
}

/** The namespace that a Linux system itself runs in, by its fixed number: a process there is in no container. */
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

/** What names a process in the name of a file: where it runs, its number, and a digest of when it began. */
export interface ProcessName {
  readonly where: string
  readonly pid: number
  readonly birth: string
}

/** `<where>-<pid>-<birth>`, which no other process ever has. */
export function processName(owner: Owner): string {
  return `${placeOf(whereOf(owner))}-${owner.pid}-${birthOf(owner.pid, whereOf(owner))}`
}

/** The process in the name of a lock or a half-written file; undefined for a foreign name. */
export function processIn(fileName: string): ProcessName | undefined {
  const parts = /\.([0-9a-f]{8})-(\d+)-([0-9a-f]{8})\.(?:lock|tmp)$/.exec(fileName)
  return parts === null ? undefined : { where: parts[1] ?? '', pid: Number(parts[2]), birth: parts[3] ?? '' }
}

/** A name for a half-written file that shows whose it is: those of dead processes are swept. */
export function temporaryName(owner: Owner, prefix = ''): string {
  return `.${prefix}${crypto().randomBytes(6).toString('hex')}.${processName(owner)}.tmp`
}

/** `unknown`: it runs where nobody here can see it. */
export type Life = 'alive' | 'dead' | 'unknown'

/** Whether a process runs. Its number is given out again after its end; its moment of birth is not. */
export function lifeOf({ where, pid, birth }: ProcessName, owner: Owner): Life {
  const own = whereOf(owner)
  // Programs before version 0.2 named their computer by its host name alone.
  if (where !== placeOf(own) && where !== digest(own.host)) return 'unknown'
  return owner.isRunning(pid) && birth === birthOf(pid, own) ? 'alive' : 'dead'
}

/** Whether a process of this place was ended by the end of the whole system: its number meant something before that. */
export function endedWithItsSystem(its: Where, owner: Owner): boolean {
  const own = whereOf(owner)
  const isThisMachine = its.host === own.host && its.machine !== '' && its.machine === own.machine
  return isThisMachine && its.space === FIRST_SPACE && own.space === FIRST_SPACE && its.boot !== own.boot
}

/** Whether this is the lock or the half-written file of a process that no longer runs, as far as can be seen here. */
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
    // It runs, as somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The host name is no part of it where the system has better: it changes while the system runs. */
function placeOf({ host, boot, space }: Where): string {
  return boot === '' ? digest(host) : digest(`${boot} ${space}`)
}

/** The same for all processes where the system does not tell. */
function birthOf(pid: number, { boot }: Where): string {
  try {
    // The name of the program, in brackets, may hold anything; the start is 20 fields after it.
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

/** Taken when a name is made: most commands that only show something make none. */
function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto')
}
