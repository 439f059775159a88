import { mkdirSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Fault, faultOf } from './fault.ts'
import { beginWhole, type Naming, refuseName, type WholeFile } from './whole-file.ts'

/** Whether it was written, or why not, in the terms of the file system. */
export type Written = { readonly ok: true } | { readonly ok: false; readonly fault: Fault }

/** Why no new file on this system can have that name; undefined where one can. Nothing is touched. */
export function faultOfName(path: string): Fault | undefined {
  try {
    refuseName(path)
    return undefined
  } catch (error) {
    return faultOf(error, path)
  }
}

/** Creates the missing folders above a file. Returns why they cannot be created; undefined when they exist. */
export function makeFoldersAbove(path: string): Fault | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return undefined
  } catch (error) {
    return faultOf(error, dirname(path))
  }
}

/** Bytes or a text. Given in pieces, the whole is never in memory. */
export type Content = string | Uint8Array | AsyncIterable<string | Uint8Array>

/** Writes a new file whole or not at all. An existing file is left alone. */
export async function writeNewFile(path: string, content: Content): Promise<Written> {
  return written(path, content, { naming: 'new', rights: 'own' })
}

/**
 * Replaces the contents of a file, whole or not at all. A link stays a link: the file that it points to is replaced.
 */
export async function replaceFile(path: string, content: Content): Promise<Written> {
  return written(path, content, { naming: 'keep-link', rights: 'own' })
}

/**
 * Writes new files that belong together and contain nothing about a person, with the user's usual rights. When one
 * cannot be written, those before it are removed again.
 */
export async function writeNewFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<Written> {
  for (const [index, { path, text }] of files.entries()) {
    const one = await written(path, text, { naming: 'new', rights: 'usual' })
    if (one.ok) continue
    for (const earlier of files.slice(0, index)) unlinkSync(earlier.path)
    return one
  }
  return { ok: true }
}

/**
 * Replaces files that belong together. All of them are on the disk before the first one gets its name, so that a full
 * disk or a kill before that changes none.
 */
export function replaceFiles(files: readonly { readonly path: string; readonly text: string }[]): Written {
  const begun: WholeFile[] = []
  let path = ''
  try {
    for (const file of files) {
      path = file.path
      const whole = beginWhole(path, 'keep-link')
      begun.push(whole)
      whole.write(new TextEncoder().encode(file.text))
      whole.finish()
    }
    for (const [index, whole] of begun.entries()) {
      path = files[index]?.path ?? path
      whole.publish()
    }
    return { ok: true }
  } catch (error) {
    return { ok: false, fault: faultOf(error, path) }
  } finally {
    for (const whole of begun) whole.abandon()
  }
}

interface How {
  readonly naming: Naming
  readonly rights: 'own' | 'usual'
}

async function written(path: string, content: Content, { naming, rights }: How): Promise<Written> {
  try {
    const file = beginWhole(path, naming, { rights })
    try {
      const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
      for await (const part of parts) file.write(typeof part === 'string' ? new TextEncoder().encode(part) : part)
      file.finish()
      file.publish()
      return { ok: true }
    } finally {
      file.abandon()
    }
  } catch (error) {
    return { ok: false, fault: faultOf(error, path) }
  }
}
