import { visible } from '../diagnostics/index.ts'
import { paragraph } from '../documents/index.ts'
import { answerInWords, labelled } from '../questionnaire/index.ts'
import { adviceLines } from '../rules/index.ts'
import type { Desk } from './desk-state.ts'
import type { Line } from './frame.ts'
import { isLow, type Look, screenWidthOf } from './look.ts'
import type { Occasion } from './occasion.ts'

/** Asks whether an answer outside its soft limits is right. */
export function confirmBody({ screening: { step } }: Desk, width: number): readonly Line[] {
  if (step.kind !== 'confirm') return []
  const { question, answer } = step
  const doubt = question.soft?.message ?? 'This is unusual.'
  return [
    { text: '' },
    ...paragraph(question.text, ' ', width).map((text) => ({ text }) satisfies Line),
    { text: '' },
    ...paragraph(`${answerInWords(question, answer)}. ${doubt} Is it right?`, ' ', width).map(
      (text) => ({ text, tone: 'strong' }) satisfies Line,
    ),
    { text: '' },
    { text: '      y  Yes, keep it' },
    { text: '      n  No, ask again' },
  ]
}

/** What stays on the screen however far it is scrolled: that something cannot wait. */
export function actNowHead({ screening: { step } }: Desk, look: Look): readonly Line[] {
  const width = screenWidthOf(look)
  if (step.kind !== 'act-now') return []
  const emergency = step.findings.some((finding) => finding.action === 'emergency')
  const word = emergency ? 'Get emergency help now' : 'Bring a clinician now'
  const heavy: Line = { text: (look.ascii ? '=' : '━').repeat(width), tone: 'alarm' }
  const title: Line = { text: ` !! ACT NOW  ${word}`.padEnd(width), tone: 'alarm' }
  return isLow(look) ? [title] : [heavy, title, heavy]
}

/** What to do first, then why, then how to go on. */
export function actNowBody({ screening }: Desk, { contacts }: Occasion, look: Look): readonly Line[] {
  const width = screenWidthOf(look)
  const { step, questionnaire } = screening
  if (step.kind !== 'act-now') return []
  const bullet = look.ascii ? ' * ' : ' • '
  const shortOf = (id: string) => questionnaire.questionById.get(id)?.short ?? id
  const said = step.findings.flatMap((finding) => [
    ...finding.answers
      .filter((answer) => answer.state !== 'not_asked')
      .flatMap(({ question, text }) => paragraph(labelled(shortOf(question), visible(text)), ' ', width, 3)),
    ...paragraph(finding.kind === 'rule' ? finding.because : 'Not known, and so a reason to act now.', '   ', width),
  ])
  const advice = adviceLines(step.findings).flatMap((text) => paragraph(visible(text), bullet, width))
  const call =
    contacts === undefined ? [] : paragraph(`Emergency: ${contacts.emergency}. Crisis: ${contacts.crisis}.`, ' ', width)
  return [
    ...[...advice, ...call].map((text) => ({ text, tone: 'strong' }) satisfies Line),
    { text: '', spare: 'blank' },
    ...said.map((text) => ({ text }) satisfies Line),
    { text: '', spare: 'blank' },
    ...(isLow(look) ? [] : WAYS_ON),
  ]
}

const WAYS_ON: readonly Line[] = [
  { text: '      f  Finish now and show the card', tone: 'strong' },
  { text: '      g  Go on with the questions', tone: 'strong' },
]

/** A recorded answer is about to be changed: the record stays, and the next one says why. */
export function reasonBody({ typed }: Desk, width: number): readonly Line[] {
  return [
    { text: '' },
    ...paragraph(
      'This is recorded, and the record stays as it is. A change makes a new record that names it. Why is it changed?',
      ' ',
      width,
    ).map((text) => ({ text }) satisfies Line),
    ...paragraph(`${visible(typed)}_`, '   > ', width).map((text) => ({ text, tone: 'strong' }) satisfies Line),
  ]
}

/** For a draft of some time ago: one person's answers must not be continued for another. */
export function whoseBody({ draft }: Desk, width: number): readonly Line[] {
  return [
    { text: '' },
    ...draft.flatMap((line) => paragraph(visible(line), ' ', width)).map((text) => ({ text }) satisfies Line),
    { text: '' },
    ...paragraph('Are these the answers of the person who is here now?', ' ', width).map(
      (text) => ({ text, tone: 'strong' }) satisfies Line,
    ),
    { text: '' },
    { text: '      y  Yes, go on' },
    { text: '      n  No, leave them as they are' },
  ]
}
