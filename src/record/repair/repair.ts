import { join } from 'node:path'
import { writeWhole } from '../../disk/index.ts'
import type { Sitting } from '../drafts/draft-file.ts'
import { temporaryPath } from '../record-folder.ts'
import { type Chain, readChain } from '../verify/read-chain.ts'
import { verify } from '../verify/verify.ts'
import { type Misplaced, misplacedFiles, putHome } from './misplaced.ts'
import { note, type Repair } from './note-repair.ts'
import { draftRepairs } from './repair-drafts.ts'

export interface RepairOptions {
  /** The text of a questionnaire by its hash, if anybody has it. */
  form(sha256: string): Uint8Array | undefined
  /** Ids that somebody declares lost, so that the log stops asking for them. */
  readonly lost: readonly string[]
}

/**
 * Everything that can be mended without a person's decision: moving files to where they belong, restoring
 * questionnaires, and saving what can be read after damage. Nothing readable is removed. Each repair is logged, so that
 * `verify` knows about it.
 */
export function* repairs(sitting: Sitting, options: RepairOptions): Generator<Repair> {
  const { folder } = sitting
  const chain = readChain(folder)
  const moved = misplacedFiles(folder, chain)
  if (moved.length > 0) yield homecoming(sitting, moved)
  yield* formRepairs(sitting, options)
  yield* draftRepairs(sitting, chain)
  for (const id of options.lost) yield lostRepair(sitting, chain, id)
}

function homecoming(sitting: Sitting, files: readonly Misplaced[]): Repair {
  return {
    what: files.map(({ from, what }) => `${what} goes from ${from} to where it belongs`).join('\n'),
    run: () => {
      for (const file of putHome(sitting.folder, files))
        note(sitting, { record: file.id, why: `put where it belongs: ${file.what}` })
    },
  }
}

/** Questionnaires that are needed but missing or changed, and whose text is available. */
function* formRepairs(sitting: Sitting, { form }: RepairOptions): Generator<Repair> {
  const { folder } = sitting
  for (const problem of verify(folder).problems) {
    const sha256 = /^questionnaire ([0-9a-f]{64}) (?:is missing|was changed)/.exec(problem)?.[1]
    const bytes = sha256 === undefined ? undefined : form(sha256)
    if (sha256 === undefined || bytes === undefined) continue
    yield {
      what: `questionnaire ${sha256} is put back`,
      run: () => {
        const path = join(folder.questionnaires, `${sha256}.yaml`)
        writeWhole(path, bytes, { naming: 'replace', disk: folder.disk, temporary: temporaryPath(folder) })
        note(sitting, { record: '-', why: `questionnaire ${sha256} put back` })
      },
    }
  }
}

function lostRepair(sitting: Sitting, chain: Chain, id: string): Repair {
  const known = chain.known.get(id)
  return {
    what: known === undefined ? `${id} is not in the log` : `${id} is noted as lost`,
    run: () => {
      if (known !== undefined) note(sitting, { record: id, why: 'lost' })
    },
  }
}
