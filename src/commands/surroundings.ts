type Env = Readonly<Record<string, string | undefined>>

/** Whether the terminal's locale shows ASCII only: nothing in the environment says UTF-8. */
export function isAscii(env: Env): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '')
  return env.TERM === 'dumb' || locale === undefined || !/utf-?8/i.test(locale)
}

/** The day at this place, `2026-11-22`: the date of the answers. */
export function localDay(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

/** Date and time at this place with the offset from UTC: `2026-11-22 13:05 +00:00`. */
export function localTime(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  const offset = -now.getTimezoneOffset()
  const size = Math.abs(offset)
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.trunc(size / 60))}:${pad(size % 60)}`
  return `${localDay(now)} ${pad(now.getHours())}:${pad(now.getMinutes())} ${zone}`
}
