import { dirname } from 'node:path'
import { visible } from '../../diagnostics/index.ts'
import { faultInWords, faultOfName, reasonInWords } from '../../disk/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'

/**
 * Settings that name a place on disk, and what must be there when they are set: the folder itself, or only the folder
 * around it, where the program makes the folder or file when it first needs it.
 */
const PLACES = {
  records: { is: 'folder', needed: 'around' },
  questionnaires: { is: 'folder', needed: 'itself' },
  handouts: { is: 'folder', needed: 'itself' },
  anchor: { is: 'file', needed: 'around' },
} as const

/** Whether a setting names a place: a relative path is then meant from the folder in which `settings set` was called. */
export function isPlace(key: string): key is keyof typeof PLACES {
  return Object.hasOwn(PLACES, key)
}

/**
 * Why a setting cannot name this place, with what to do, after `…: `; undefined where it can. A misspelt folder is told
 * here, and not at the first person whose handout has no place to go.
 */
export async function refusedPlace(
  key: keyof typeof PLACES,
  path: string,
  io: Io,
): Promise<{ readonly why: string; readonly exit: ExitCode } | undefined> {
  const name = faultOfName(path)
  if (name !== undefined) return { why: faultInWords(name, 'writing'), exit: exitFor(name, 'writing') }
  const { is, needed } = PLACES[key]
  const found = await whatIsAt(path, io)
  if (found === is) return undefined
  if (found === 'file') return { why: 'it is a file; name a folder', exit: Exit.cannotCreate }
  if (found === 'folder') return { why: 'it is a folder; name a file', exit: Exit.cannotCreate }
  if (found !== 'missing') return { why: reasonInWords(found, 'reading'), exit: exitFor({ reason: found }, 'reading') }
  const folder = needed === 'around' ? dirname(path) : path
  if (folder !== path && (await whatIsAt(folder, io)) === 'folder') return undefined
  const which = folder === path ? 'it' : visible(folder)
  return { why: `there is no such folder; make ${which} first`, exit: Exit.cannotCreate }
}

async function whatIsAt(path: string, io: Io) {
  const read = await io.read(path)
  return 'reason' in read ? read.reason : 'file'
}
