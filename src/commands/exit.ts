import type { Fault, Reason } from '../disk/index.ts'

/** Exit codes, from sysexits where one fits. Only the three of `--exit-code` say anything about a person. */
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

/** The exit code for each reason that a file system refuses something. */
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

/**
 * The exit code for a reason. What is missing means another code when it could not be read than when it could not be
 * created.
 */
export function exitFor({ reason }: Pick<Fault, 'reason'>, doing: 'reading' | 'writing'): ExitCode {
  const exit = EXITS[reason]
  return doing === 'reading' && exit === Exit.cannotCreate ? Exit.noInput : exit
}
