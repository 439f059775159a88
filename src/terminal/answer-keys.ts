import { type Answer, complaint, type Offered, parseAnswer, type Question } from '../questionnaire/index.ts'
import { type Desk, type Moment, moved } from './desk-state.ts'
import { hasInputLine } from './held-keys.ts'
import { isEnter, isPaste, isPrintable, type Key, letterOf } from './keys.ts'
import { answerTicked, STATE_KEYS, toggled } from './ticks.ts'
import { LONGEST_LINE, lineAfter, lineProblem } from './typed-line.ts'

/** A key, and when it was pressed. */
export interface Press {
  readonly key: Key
  readonly at: Moment
}

/** The desk after a key at a question. */
export function answering(desk: Desk, question: Question, press: Press): Desk {
  const { key } = press
  if (desk.view.seen < desk.view.asked)
    return shownFurther(desk, 'Nothing was answered: the question was not on the screen yet.')
  if (isPaste(key) && question.type !== 'text')
    return { ...desk, message: 'Nothing was pasted: the answer to this question is typed.' }
  const isFree = desk.typed === '' && (question.type !== 'text' || desk.offering)
  const state = isFree ? stateFor(question, key) : undefined
  if (state !== undefined) {
    // Next to ticks it is about the other options: what was ticked is never thrown away by it.
    if (desk.chosen.length > 0) return ticked(desk, state)
    return given(desk, { question, answer: { kind: state }, at: press.at })
  }
  if (isFree && key.text === '0' && question.type === 'text' && question.none !== undefined)
    return given(desk, { question, answer: { kind: 'given', value: 'none' }, at: press.at })
  if (hasInputLine(question)) return typing(desk, question, press)
  if (question.type === 'choices') return ticking(desk, question, press)
  const option = question.options.find((one) => one.key === letterOf(key))
  return option === undefined
    ? unknownKey(desk, key)
    : given(desk, { question, answer: { kind: 'given', value: option.code }, at: press.at })
}

function stateFor({ offer, type }: Question, key: Key): Offered | undefined {
  // A text can begin with either letter, but the name of a medicine begins with a capital.
  const letter = type === 'text' ? key.text : letterOf(key)
  return key.ctrl ? undefined : offer.find((state) => STATE_KEYS[state] === letter)
}

function given(
  desk: Desk,
  { question, answer, at }: { readonly question: Question; readonly answer: Answer; readonly at: Moment },
): Desk {
  return moved(desk, { kind: 'answer', question: question.id, answer, at: at.iso }, at)
}

export function unknownKey(desk: Desk, key: Key): Desk {
  return isPrintable(key) ? { ...desk, message: `\`${key.text}\` is not one of the keys here.` } : desk
}

function ticking(desk: Desk, question: Question, { key, at }: Press): Desk {
  if (isEnter(key)) {
    if (!desk.touched)
      return {
        ...desk,
        message:
          desk.chosen.length > 0
            ? 'Nothing changed. The right arrow keeps the earlier answer.'
            : '0 if none of these; Enter after choosing.',
      }
    if (desk.chosen.length === 0) return { ...desk, message: 'Nothing is chosen. 0 if none of these.' }
    return given(desk, { question, answer: answerTicked(question, desk.chosen), at })
  }
  if (key.text === '0' && !key.ctrl) return noneOfThese(desk, question, at)
  const option = question.options.find((one) => one.key === letterOf(key))
  return option === undefined ? unknownKey(desk, key) : ticked(desk, option.code)
}

function ticked(desk: Desk, tick: string): Desk {
  return { ...desk, chosen: toggled(desk.chosen, tick), touched: true, ticking: tick, message: undefined }
}

/**
 * "None of these" may only be said about options that were all on the screen. On a small screen the first `0` shows the
 * rest.
 */
function noneOfThese(desk: Desk, question: Question, at: Moment): Desk {
  if (desk.touched && desk.chosen.length > 0)
    return { ...desk, message: 'Something is chosen: take it back first, then 0.' }
  if (desk.view.seen < desk.view.needed)
    return shownFurther(desk, 'These are more of the answers. 0 again if it is none of them.')
  return given(desk, { question, answer: { kind: 'given', value: ['none'] }, at })
}

/** One page further than the person has seen so far. */
function shownFurther(desk: Desk, message: string): Desk {
  const { last, seen, page } = desk.view
  return { ...desk, scroll: Math.min(last, seen + page), message }
}

function typing(desk: Desk, question: Question, { key, at }: Press): Desk {
  if (isEnter(key)) return entered(desk, question, at)
  return lineAfter(desk, key, question.type === 'text' ? LONGEST_LINE : undefined) ?? desk
}

function entered(desk: Desk, question: Question, at: Moment): Desk {
  // Files may contain invisible characters, which are ignored. What is typed here is taken as it is.
  const problem = question.type === 'text' ? undefined : lineProblem(desk.typed)
  if (problem !== undefined) return { ...desk, typed: '', message: problem }
  const answer = parseAnswer(question, desk.typed)
  if (answer === undefined) {
    const offering = question.type === 'text' && (question.offer.length > 0 || question.none !== undefined)
    return { ...desk, typed: '', offering, message: offering ? undefined : 'Nothing was typed.' }
  }
  if (answer.kind !== 'rejected') return given(desk, { question, answer, at })
  // A text can be corrected. A number is typed again, and the message quotes the old one.
  const typed = question.type === 'text' ? desk.typed : ''
  return { ...desk, typed, message: complaint(question, answer) }
}
