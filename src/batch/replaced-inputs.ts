import { resolve } from 'node:path'
import { visible } from '../diagnostics/index.ts'
import { fileIdentity } from '../disk/index.ts'
import { CannotScore } from './cannot-score.ts'
import type { ScoreOptions } from './options.ts'

/**
 * Throws when an output would replace something that the run reads: an input, the questionnaire or the column map,
 * under whatever name. Two outputs with the same name are refused as well.
 */
export async function refuseToReplaceInputs(files: readonly string[], options: ScoreOptions): Promise<void> {
  const { output, errors, summary, report, alsoRead } = options
  const outputs = [output, errors, summary, report].flatMap((path) => path ?? [])
  const read = [...files.map((file) => (file === '-' ? '/dev/stdin' : file)), ...alsoRead]
  const taken = new Map<string, string>()
  for (const path of read) {
    const identity = await fileIdentity(path)
    if (identity !== undefined) taken.set(identity, path === '/dev/stdin' ? 'standard input' : path)
  }
  const named = new Set<string>()
  for (const path of outputs) {
    const input = taken.get((await fileIdentity(path)) ?? '')
    if (input !== undefined)
      throw new CannotScore(
        'usage',
        `${visible(path)}: what is read in this run cannot be replaced by it (${visible(input)})`,
      )
    if (named.has(resolve(path))) throw new CannotScore('usage', `${visible(path)}: two outputs have this name`)
    named.add(resolve(path))
  }
}
