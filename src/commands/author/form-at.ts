import { visible } from '../../diagnostics/index.ts'
import { type Questionnaire, questionnaireIn } from '../../questionnaire/index.ts'
import { Exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { loadedFrom, type OrExit, openQuestionnaire, unwrapped } from '../open-questionnaire.ts'

/** A questionnaire by its id, by its path, or as it was at a commit: `HEAD~3:questionnaires/intake.yaml`. */
export async function openFormAt(named: string, io: Io): Promise<OrExit<Questionnaire>> {
  const [, ref = '', path = ''] = /^([^:]+):(.+)$/s.exec(named) ?? []
  const isPath = path === '' || /^[A-Za-z]$/.test(ref) || 'bytes' in (await io.read(named))
  if (isPath) return openQuestionnaire(named, io)
  const bytes = await bytesAt(ref, path, io)
  if ('exit' in bytes) return bytes
  const file = loadedFrom(named, bytes.value, io)
  return 'exit' in file ? file : unwrapped(questionnaireIn(file.value), io)
}

async function bytesAt(ref: string, path: string, io: Io): Promise<OrExit<Uint8Array>> {
  const refuse = (why: string, help: string) => {
    io.err(`prescreen: ${visible(`${ref}:${path}`)}: ${visible(why)}\n   ${visible(help)}\n`)
    return { exit: Exit.noInput }
  }
  const inside = await io.git(['rev-parse', '--is-inside-work-tree'])
  if ('reason' in inside)
    return inside.reason === 'missing'
      ? refuse('there is no file of that name, and no git that could know an older one', 'name two files')
      : refuse('there is no file of that name, and this folder is in no git repository', 'name two files')
  const commit = ref.startsWith('-') ? undefined : await io.git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])
  if (commit === undefined || 'reason' in commit)
    return refuse(`there is no commit, branch or tag \`${ref}\``, '`git log --oneline` names the commits')
  // Git takes a path from the top of the repository. If the file is not there, it is looked for from this folder.
  for (const place of [path, `./${path}`]) {
    const blob = await io.git(['cat-file', 'blob', `${ref}:${place}`])
    if ('bytes' in blob) return { value: blob.bytes }
  }
  return refuse(`\`${ref}\` has no file \`${path}\``, `\`git ls-tree -r --name-only ${ref}\` names its files`)
}
