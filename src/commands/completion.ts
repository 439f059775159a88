import type { Command } from 'commander'
import { draftsIn, findRecords } from '../record/index.ts'
import { DEFAULTS } from '../settings/index.ts'
import { draftInWords } from './desk/draft-words.ts'
import { recordsToRead } from './desk/record-folder.ts'
import { settingsInForce } from './desk/settings.ts'
import type { Io } from './io.ts'
import { knownForms } from './open-questionnaire.ts'

/** A word that a shell can offer, and its meaning. */
type Offer = readonly [word: string, meaning: string]

/** Commands whose first argument is the id of a form, of a draft, or of a record. */
const FORMS: readonly string[] = ['screen', 'score', 'check', 'show', 'diff', 'explain', 'export']
const RECORDS: readonly string[] = ['records show', 'records correct', 'records rescore']

/** At most this many record ids are offered, the latest ones. */
const MOST_RECORDS = 200

/**
 * `prescreen complete <shell>` prints a shell's completion script. The script later calls `prescreen complete -- …` to
 * ask what may follow: commands and options, ids of forms, drafts and records. Only then is this loaded.
 */
export async function addCompletion(program: Command, io: Io): Promise<void> {
  const { default: tab } = await import('@bomb.sh/tab/commander')
  const root = tab(program)
  const offers = async (names: readonly string[], of: () => Promise<readonly Offer[]>) => {
    const asked = names.filter((name) => isAsked(name, io))
    if (asked.length === 0) return
    const found = await of()
    for (const name of asked) {
      const command = root.commands.get(name)
      const [first] = command?.arguments.values() ?? []
      if (command === undefined || first === undefined) continue
      // An argument of the same name replaces the one that knows no values.
      command.argument(
        first.name,
        (complete) => {
          for (const [word, meaning] of found) complete(word, meaning)
        },
        first.variadic,
      )
    }
  }
  await offers(FORMS, async () => (await knownForms(io)).map(({ id, title }) => [id, title]))
  await offers(['resume'], async () => {
    const found = draftsIn(await folderOf(io))
    return found.map((draft) => [draft.id, draftInWords(draft, io.now()).slice(1).join(', ')])
  })
  await offers(RECORDS, async () => {
    const found = [...findRecords(await folderOf(io), {})].slice(-MOST_RECORDS)
    return found.flatMap((one) => ('head' in one ? [[one.head.id, one.head.local] as const] : []))
  })
}

/**
 * Whether this is what is being completed, as in `prescreen complete -- records show 7f3a`. Nothing else is looked up.
 */
function isAsked(name: string, { args }: Io): boolean {
  return args.slice(2).join(' ').startsWith(`${name} `) || args.slice(2).join(' ') === name
}

async function folderOf(io: Io) {
  const settings = await settingsInForce(io)
  return recordsToRead(io, 'value' in settings ? settings.value : DEFAULTS)
}
