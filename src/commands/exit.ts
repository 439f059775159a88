import type { Fault, Reason } from '../disk/index.ts'

/** Exit codes, those of sysexits where one fits. None says anything about a person but the three of `--exit-code`. */
export const Exit = {
  done: 0,
  found: 1,
  /** `check` and `diff --exit-code`: nothing wrong was found, but something could not be proved. */
  notProved: 3,
  /** Only with `--exit-code`. */
  refer: 10,
  actNow: 20,
  notFinished: 30,
  usage: 64,
  badData: 65,
  noInput: 66,
  internal: 70,
  cannotCreate: 73,
  ioError: 74,
  locked: 75,
  denied: 77,
  configuration: 78,
  hangUp: 129,
  interrupted: 130,
  quit: 131,
  alarm: 142,
  terminated: 143,
} as const

export type ExitCode = (typeof Exit)[keyof typeof Exit]

/** What a refusal of the file system is to whoever called the program. */
const EXITS: Readonly<Record<Reason, ExitCode>> = {
  missing: Exit.cannotCreate,
  exists: Exit.cannotCreate,
  'not-a-folder': Exit.cannotCreate,
  folder: Exit.cannotCreate,
  link: Exit.cannotCreate,
  'not-regular': Exit.cannotCreate,
  name: Exit.cannotCreate,
  'no-links': Exit.cannotCreate,
  'no-flush': Exit.cannotCreate,
  denied: Exit.denied,
  busy: Exit.locked,
  full: Exit.ioError,
  gone: Exit.ioError,
  closed: Exit.ioError,
  failed: Exit.ioError,
}

/** The exit code for a reason: what is missing could not be read, or could not be made. */
export function exitFor({ reason }: Pick<Fault, 'reason'>, doing: 'reading' | 'writing'): ExitCode {
  const exit = EXITS[reason]
  return doing === 'reading' && exit === Exit.cannotCreate ? Exit.noInput : exit
}
