import { win32 } from 'node:path'

/** Names that Windows takes for devices, whatever the ending: what is written to `con.yaml` goes to the console. */
const DEVICE = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\.|$)/i
/** A colon would write into a hidden stream of the file, which no list of files shows. */
const NOT_IN_NAMES = /[<>:"|?*\u0000-\u001f]/
/** Most programs on Windows, including Explorer, cannot open a longer path. In UTF-16 units, with the drive. */
const LONGEST_PATH = 259

/**
 * Why a path cannot be the name of a new file on Windows, as a sentence without its end; undefined where it can.
 * Source: "Naming Files, Paths, and Namespaces" in Microsoft's documentation of Win32.
 */
export function windowsNameProblem(path: string): string | undefined {
  const whole = win32.resolve(path)
  const { root } = win32.parse(path)
  const parts = path.slice(root.length).split(/[\\/]/)
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') continue
    if (DEVICE.test(part)) return `Windows keeps the name \`${part}\` for a device; choose another`
    const sign = NOT_IN_NAMES.exec(part)?.[0]
    if (sign !== undefined) return `no name on Windows may hold ${sign < ' ' ? 'a control character' : `\`${sign}\``}`
    if (/[. ]$/.test(part)) return `Windows drops a full stop or a space at the end of \`${part}\`; leave it out`
  }
  if (whole.length > LONGEST_PATH)
    return `the path has ${whole.length} characters, and Windows shows files only up to ${LONGEST_PATH}; choose a shorter name or folder`
  return undefined
}
