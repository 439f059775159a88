import { visible } from '../../diagnostics/index.ts'
import { draftsIn } from '../../record/index.ts'
import { DEFAULTS } from '../../settings/index.ts'
import type { Io } from '../io.ts'
import { type KnownForm, knownForms } from '../open-questionnaire.ts'
import { draftInWords } from './draft-words.ts'
import { recordsPath, recordsToRead } from './record-folder.ts'
import { settingsInForce } from './settings.ts'

/** What `prescreen` without arguments says at a terminal. Nothing is written or sent. */
export async function welcome(io: Io): Promise<string> {
  const forms = await knownForms(io)
  const line = ({ id, title }: KnownForm) => `  ${id.padEnd(20)} ${visible(title)}`
  const own = forms.filter(({ isOwn }) => isOwn).map(line)
  const shipped = forms.filter(({ isOwn }) => !isOwn).map(line)
  return [
    `prescreen ${io.version}`,
    '',
    'Walks a person through a screening questionnaire, or reads a file of their answers, and says what a clinician should look at.',
    'It refers; it does not decide anything, and it is not a medical device.',
    '',
    ...(own.length === 0 ? [] : ['Your own questionnaires:', ...own, '']),
    'Questionnaires that come with it (drafts until a clinician signs them):',
    ...shipped,
    '',
    'Try:',
    '  prescreen screen ketamine-intake                  ask the questions here',
    '  prescreen screen ketamine-intake --answers FILE   the result for answers in a YAML or JSON file',
    '  prescreen screen --help                           all options, with examples',
    '',
    ...(await drafts(forms, io)),
    `Records are kept in ${await recordsFor(io)}. Nothing was written, nothing was sent.`,
    '',
  ].join('\n')
}

async function recordsFor(io: Io): Promise<string> {
  const settings = await settingsInForce(io)
  return visible(await recordsPath(io, 'value' in settings ? settings.value : DEFAULTS))
}

/** Unfinished drafts: somebody may be waiting for them. */
async function drafts(forms: readonly KnownForm[], io: Io): Promise<readonly string[]> {
  const titles = new Map(forms.map(({ id, title }) => [id, title]))
  const settings = await settingsInForce(io)
  const folder = await recordsToRead(io, 'value' in settings ? settings.value : DEFAULTS)
  const found = draftsIn(folder).map((draft) => `  ${draftInWords(draft, io.now(), titles).map(visible).join(' · ')}`)
  return found.length === 0 ? [] : ['Not finished, go on with prescreen resume:', ...found, '']
}
