import type { Command } from 'commander'
import { draftsIn, findRecords } from '../record/index.ts'
import { DEFAULTS } from '../settings/index.ts'
import { draftInWords } from './desk/draft-words.ts'
import { recordsToRead } from './desk/record-folder.ts'
import { settingsInForce } from './desk/settings.ts'
import type { Io } from './io.ts'
import { knownForms } from './open-questionnaire.ts'

/** A word that a shell can offer, and what it means. */
type Offer = readonly [word: string, meaning: string]

/** Commands whose first argument is the id of a form, of a draft, or of a record. */
const FORMS: readonly string[] = ['screen', 'score', 'check', 'show', 'diff', 'explain', 'export']
const RECORDS: readonly string[] = ['records show', 'records correct', 'records rescore']

/** Record ids that are offered; of more, the last ones. */
const MOST_RECORDS = 200

/**
 * `prescreen complete <shell>` prints the script of a shell, which then asks `prescreen complete -- …` what may follow:
 * commands and options, ids of forms, drafts and records. Loaded only then.
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
      // Under the same name it takes the place of the argument that nothing is known of.
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

/** Only what is asked for is looked up: `prescreen complete -- records show 7f3a`. */
function isAsked(name: string, { args }: Io): boolean {
  return args.slice(2).join(' ').startsWith(`${name} `) || args.slice(2).join(' ') === name
}

async function folderOf(io: Io) {
  const settings = await settingsInForce(io)
  return recordsToRead(io, 'value' in settings ? settings.value : DEFAULTS)
}
