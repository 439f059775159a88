import { casesPathOf, type FormFiles, foundPeople, type Report, withFoundCases } from '../../authoring/index.ts'
import { visible } from '../../diagnostics/index.ts'
import { faultInWords, writeNewFile } from '../../disk/index.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { writtenOver } from './write-over.ts'

/** At most this many people are listed by name. */
const MOST_TOLD = 20

/** Adds each person who was found to the cases file, and says so. A file that changed meanwhile is left as it is. */
export async function addCases({ path, cases }: FormFiles, report: Report, io: Io): Promise<ExitCode> {
  const { questionnaire } = report
  if (questionnaire === undefined || foundPeople(report, new Set()).length === 0) return Exit.done
  const target = cases?.ok === true ? cases.value.source.path : casesPathOf(path)
  const no = (reason: string, exit: ExitCode): ExitCode => {
    io.err(`prescreen: ${visible(target)}: no case added, ${reason}\n`)
    return exit
  }
  if (path === '-') return no('it is not known where the cases are', Exit.usage)
  if (cases !== null && cases?.ok !== true) return no('it cannot be read', Exit.badData)
  const file = cases?.value
  const added = withFoundCases(file, questionnaire, (taken) => foundPeople(report, taken))
  if (added === undefined)
    return no('its list is written in brackets; write each case on lines of its own', Exit.badData)
  if (added.names.length === 0) return Exit.done
  if (file !== undefined) {
    const refused = await writtenOver(target, { text: added.text, sha256: file.source.sha256 }, io)
    if (refused !== undefined) return no(refused.why, refused.exit)
  } else {
    const written = await writeNewFile(target, added.text)
    if (!written.ok) return no(faultInWords(written.fault, 'writing'), exitFor(written.fault, 'writing'))
  }
  const told = added.names.slice(0, MOST_TOLD)
  for (const name of told) io.err(`${visible(target)}  added: ${visible(name)}; say what is expected of this person\n`)
  const more = added.names.length - told.length
  if (more > 0) io.err(`${visible(target)}  added: ${more} more; each says \`expect: todo\`\n`)
  return Exit.done
}
