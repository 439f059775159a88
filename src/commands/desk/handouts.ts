import { dirname, extname, join } from 'node:path'
import { visible } from '../../diagnostics/index.ts'
import { faultInWords, faultOfName, writeNewFile } from '../../disk/index.ts'
import { HANDOUT_FORMATS, type HandoutFormat, handout, type Visit } from '../../documents/index.ts'
import type { Settings } from '../../settings/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import type { Result } from './result.ts'

/** The format that the file's ending stands for; undefined where it is none of the three. */
export function handoutFormat(path: string): HandoutFormat | undefined {
  return HANDOUT_FORMATS.find((format) => path.toLowerCase().endsWith(`.${format}`))
}

/**
 * Whether a handout can be written under this name. A reason against it is reported before the first question, because
 * later the existing file would be taken for this person's.
 */
export async function refusedHandout(path: string | undefined, io: Io): Promise<ExitCode | undefined> {
  if (path === undefined) return undefined
  if (handoutFormat(path) === undefined) {
    io.err('prescreen: a handout is a .txt, .md or .html file\n')
    return Exit.usage
  }
  const refused = (why: string, exit: ExitCode) => {
    io.err(`prescreen: no handout: ${why}\n   nothing was asked or done; name another file\n`)
    return exit
  }
  const name = faultOfName(path)
  if (name !== undefined) return refused(`${visible(path)}: ${faultInWords(name, 'writing')}`, Exit.cannotCreate)
  const there = await io.read(path)
  if (!('reason' in there) || there.reason !== 'missing')
    return refused(`${visible(path)}: there is a file of that name already`, Exit.cannotCreate)
  const folder = await io.read(dirname(path))
  return 'reason' in folder && folder.reason === 'folder'
    ? undefined
    : refused(`${visible(path)}: there is no such folder`, Exit.cannotCreate)
}

/** The name of a handout says whose it is and when it was made: `prescreen-A-17-20261122-130512.html`. */
export function handoutName({ ref, at }: { readonly ref: string | undefined; readonly at: Date }): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}${pad(at.getMonth() + 1)}${pad(at.getDate())}`
  const time = `${pad(at.getHours())}${pad(at.getMinutes())}${pad(at.getSeconds())}`
  const whose = (ref ?? '')
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return ['prescreen', ...(whose === '' ? [] : [whose]), day, time].join('-')
}

/** Where `--handout` puts the sheet of the next person: next to that of the first, under a name of its own. */
export function nextHandout(first: string, person: Parameters<typeof handoutName>[0]): string {
  const ending = extname(first)
  return `${first.slice(0, first.length - ending.length)}-${handoutName(person).replace(/^prescreen-/, '')}${ending}`
}

/** Where `h` on the card puts a sheet. */
export function cardHandout({ handouts }: Settings, person: Parameters<typeof handoutName>[0], io: Io): string {
  return io.fullPath(join(handouts ?? '.', `${handoutName(person)}.html`))
}

export interface HandoutWritten {
  /** Full path. */
  readonly path: string
  readonly problem?: { readonly text: string; readonly exit: ExitCode }
}

/** Writes the handout. When it cannot, the result has the reason and its exit code. */
export async function writeHandout(
  path: string,
  screened: Result & { readonly visit: Visit },
  io: Io,
): Promise<HandoutWritten> {
  const full = io.fullPath(path)
  const written = await writeNewFile(path, handout(screened, handoutFormat(path) ?? 'txt'))
  if (written.ok) return { path: full }
  const why = faultInWords(written.fault, 'writing')
  return {
    path: full,
    problem: { text: `no handout: ${visible(full)}: ${why}`, exit: exitFor(written.fault, 'writing') },
  }
}

/** What is said about a handout: where it is, how it gets printed, and that it is not encrypted where records are. */
export function handoutInWords({ path, problem }: HandoutWritten, { recipients }: Settings): string {
  if (problem !== undefined) return `${problem.text[0]?.toUpperCase()}${problem.text.slice(1)}.`
  const print = path.toLowerCase().endsWith('.html')
    ? ' Open it in a browser and print it there.'
    : ' Print it as a text.'
  const open = recipients.length === 0 ? '' : ' It is not encrypted, as the records here are: delete it after printing.'
  return `Handout written: ${visible(path)}.${print}${open}`
}
