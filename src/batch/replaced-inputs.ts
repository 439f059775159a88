import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { visible } from '../diagnostics/index.ts'
import { CannotScore } from './cannot-score.ts'
import type { ScoreOptions } from './options.ts'

/**
 * Throws when an output would take the place of something that the run reads: an input, the questionnaire or the column
 * map, whatever name it goes by here. Two outputs of one name are refused as well.
 */
export async function refuseToReplaceInputs(files: readonly string[], options: ScoreOptions): Promise<void> {
  const { output, errors, summary, report, alsoRead } = options
  const outputs = [output, errors, summary, report].flatMap((path) => path ?? [])
  const read = [...files.map((file) => (file === '-' ? '/dev/stdin' : file)), ...alsoRead]
  const taken = new Map<string, string>()
  for (const path of read) {
    const identity = await identityOf(path)
    if (identity !== undefined) taken.set(identity, path === '/dev/stdin' ? 'standard input' : path)
  }
  const named = new Set<string>()
  for (const path of outputs) {
    const input = taken.get((await identityOf(path)) ?? '')
    if (input !== undefined)
      throw new CannotScore(
        'usage',
        `${visible(path)}: what is read in this run cannot be replaced by it (${visible(input)})`,
      )
    if (named.has(resolve(path))) throw new CannotScore('usage', `${visible(path)}: two outputs have this name`)
    named.add(resolve(path))
  }
}

/** Of a regular file, whatever path leads to it; undefined where there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined
}
