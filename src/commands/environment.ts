import type { Settings } from '../settings/index.ts'
import type { Io } from './io.ts'

interface Size {
  readonly columns: number
  readonly rows: number
}

type Env = Readonly<Record<string, string | undefined>>

/** Whether the reader gets ASCII only, because nothing in the environment says UTF-8. */
export function isAscii({ env, system, interactive }: Pick<Io, 'env' | 'system' | 'interactive'>): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '')
  if (env.TERM === 'dumb') return true
  // Windows sets no locale. Its console accepts Unicode; a pipe is read in whatever code page is set.
  if (locale === undefined) return system !== 'win32' || !interactive
  return !/utf-?8/i.test(locale)
}

/** The local day, such as `2026-11-22`: the date of the answers. */
export function localDay(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

/** Local date and time with the offset from UTC: `2026-11-22 13:05 +00:00`. */
export function localTime(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  const offset = -now.getTimezoneOffset()
  const size = Math.abs(offset)
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.trunc(size / 60))}:${pad(size % 60)}`
  return `${localDay(now)} ${pad(now.getHours())}:${pad(now.getMinutes())} ${zone}`
}

/** Line by line instead of on the full screen: because it was asked for, or because this terminal can do no more. */
export function isLineMode(io: Io, asked: true | undefined): boolean {
  const { env, terminal } = io
  if (asked || env.TERM === 'dumb' || isSet(env.PRESCREEN_ACCESSIBLE) || isSet(env.ACCESSIBLE)) return true
  return terminal === undefined || sizeOf(terminal.output).columns < 36
}

/** The size of the terminal. Some serial lines and remote logins report 0, which says nothing. */
export function sizeOf({ columns, rows }: Size): Size {
  return { columns: columns || 80, rows: rows || 24 }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0'
}

/** How many colours to use: flags of the environment before the settings, and none when NO_COLOR is set. */
export function colourLevel(
  setting: Settings['colours'],
  env: Env,
  output: { getColorDepth(): number },
): 0 | 1 | 2 | 3 {
  if (isSet(env.FORCE_COLOR)) return env.FORCE_COLOR === '2' ? 2 : env.FORCE_COLOR === '3' ? 3 : 1
  if ((env.NO_COLOR ?? '') !== '' || env.FORCE_COLOR === '0' || setting === 'never') return 0
  const depth = output.getColorDepth()
  if (depth >= 24) return 3
  if (depth >= 8) return 2
  return depth >= 4 || setting === 'always' ? 1 : 0
}
