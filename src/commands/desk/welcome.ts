import { visible } from '../../diagnostics/index.ts'
import { DEFAULTS } from '../../settings/index.ts'
import { isBlank, readYaml } from '../../yaml/index.ts'
import type { Io } from '../io.ts'
import { shippedIds } from '../open-questionnaire.ts'
import { recordsPath } from './record-folder.ts'
import { settingsInForce } from './settings.ts'

/** What a bare `prescreen` says at a terminal. Nothing is written, nothing is sent. */
export async function welcome(io: Io): Promise<string> {
  const shipped = await Promise.all(
    (await shippedIds(io)).map(async (id) => `  ${id.padEnd(20)} ${await titleOf(id, io)}`),
  )
  return [
    `prescreen ${io.version}`,
    '',
    'Walks a person through a screening questionnaire, or reads a file of their answers, and says what a clinician should look at.',
    'It refers; it does not decide anything, and it is no medical device.',
    '',
    'Questionnaires that come with it (drafts until a clinician signs them):',
    ...shipped,
    '',
    'Try:',
    '  prescreen screen ketamine-intake                  ask the questions here',
    '  prescreen screen ketamine-intake --answers FILE   the result for answers in a YAML or JSON file',
    '  prescreen screen --help                           all options, with examples',
    '',
    `Records are kept in ${await recordsFor(io)}. Nothing was written, nothing was sent.`,
    '',
  ].join('\n')
}

async function recordsFor(io: Io): Promise<string> {
  const settings = await settingsInForce(io)
  return visible(await recordsPath(io, 'value' in settings ? settings.value : DEFAULTS))
}

async function titleOf(id: string, io: Io): Promise<string> {
  const path = `${io.shippedFolder}/${id}.yaml`
  const read = await io.read(path)
  if ('reason' in read) return ''
  const file = readYaml({ path, bytes: read.bytes, sha256: '' })
  const title = file.ok && file.value.root.kind === 'mapping' ? file.value.root.entries.get('title')?.value : undefined
  return title?.kind === 'scalar' && !isBlank(title) ? title.value : ''
}
