import { spanInScalar } from '../../yaml/index.ts'
import { type Check, nodeAt, optionSpan, spanAt } from '../form.ts'
import { conditionsIn, proseIn } from '../prose.ts'

/**
 * Words that say or suggest that a person is fit for treatment, that predict, that name a person's disease, or that
 * tell somebody to start or stop something.
 */
export const VERDICT: RegExp =
  /\b(eligib\w*|qualif(y|ies|ied)|cleared|clearance|approved?|approval|safe to|safe for|is safe|suitable|unsuitable|candidate|fit for|green light|pass(ed)?\b(?! urine)|fail(ed)?|low risk|no risk|high risk|risk score|diagnos(is|ed)|you should (start|stop|take)|permitted|allowed|contraindicated for you|disqualif\w*|accept(ed)?|reject(ed)?|denied|go ahead with|proceed)\b/i

/** A number with a unit of mass: doses have no place in a form. */
export const DOSE: RegExp = /\b\d+(\.\d+)?\s*(mg|mcg|µg|micrograms?|milligrams?)\b/i

const verdictWord: Check = {
  code: 'verdict-word',
  section: 'wording',
  severity: 'warning',
  what: 'a text says or suggests a verdict, a prediction or a disease of the person, or names a dose',
  why: 'The form refers; it does not decide. A word such as these on a result would be read as a decision.',
  todo: 'name what was reported and who has to look; the list of words is in chapter 8 of the manual',
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { text } of proseIn(root)) {
      for (const pattern of [VERDICT, DOSE]) {
        const match = pattern.exec(text.value)
        if (match === null) continue
        const span = spanInScalar(source, text, { start: match.index, end: match.index + match[0].length })
        const says = pattern === DOSE ? `\`${match[0]}\` is a dose` : `\`${match[0]}\` sounds like a verdict`
        found(span, { message: says, help: 'name what was reported and who has to look' })
      }
    }
  },
}

const cutText: Check = {
  code: 'cut-text',
  section: 'wording',
  severity: 'warning',
  what: 'a text without quotes is followed by ` #` in the middle of its sentence, or a condition by `# and`, `# or` and the like',
  why: 'In YAML a space and `#` begin a comment: the rest of the line is not part of the text or condition, and nothing will read it.',
  todo: 'put quotes around the whole text, or move the comment to a line of its own; take a `#` out of a condition',
  example: { wrong: 'because: Reported # 1 of the signs.', right: 'because: Reported a sign.' },
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { key, text } of proseIn(root)) {
      if (!text.plain || !/^[ \t]+#/.test(source.text.slice(text.span.end, text.span.end + 40))) continue
      if (/[.?!…]$/.test(text.value)) continue
      const hash = source.text.indexOf('#', text.span.end)
      found(
        { start: hash, end: hash + 1 },
        {
          message: `\`${key}\` ends here: what follows \`#\` is a comment`,
          help: 'put quotes around the whole text, or move the comment to a line of its own',
        },
      )
    }
    for (const { key, text } of conditionsIn(root)) {
      const [cut = '', sign = ''] =
        /^[ \t]+(#) ?(?:and|or|not|has|is|in|between|[<>=])\b.*/i.exec(rest(text.span.end)) ?? []
      if (cut === '') continue
      const hash = source.text.indexOf(sign, text.span.end)
      found(
        { start: hash, end: text.span.end + cut.length },
        {
          message: `\`${key}\` ends here: what follows \`#\` is a comment and no part of the condition`,
          help: 'take the `#` out, or move the comment to a line of its own',
        },
      )
    }

    function rest(from: number): string {
      return source.text.slice(from, from + 400).split('\n', 1)[0] ?? ''
    }
  },
}

const doubleSpace: Check = {
  code: 'double-space',
  section: 'wording',
  severity: 'warning',
  what: 'two spaces between two words',
  why: 'It shows on the screen, and often marks a place where a word was lost.',
  todo: 'look whether a word is missing; keep one space',
  example: { wrong: 'because: Reported  a sign.', right: 'because: Reported a sign.' },
  looksAt: 'refused',
  look: ({ file: { source, root } }, found) => {
    for (const { text } of proseIn(root)) {
      const match = /\S( {2,})\S+/.exec(text.value)
      if (match === null) continue
      const start = match.index + 1 + (match[1]?.length ?? 0)
      const span = spanInScalar(source, text, { start, end: match.index + match[0].length })
      found(span, { message: 'two spaces before this word', help: 'keep one of them' })
    }
  },
}

/** What fits on one line of the review screen next to a short answer. */
export const LONGEST_SHORT = 60

const missingShort: Check = {
  code: 'missing-short',
  section: 'wording',
  severity: 'warning',
  what: 'a question of more than 60 characters has no `short`',
  why: 'Results and the review screen name each question beside its answer. A long question leaves no room for the answer.',
  todo: 'add `short: …` with a few words',
  example: {
    wrong: 'text: Which kind is it of all the kinds that there are in the world?',
    right: 'text: Which kind is it?',
  },
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      if (question.text.length <= LONGEST_SHORT || nodeAt(form, question, 'short') !== undefined) continue
      const message = `\`${question.id}\` has ${question.text.length} characters and no \`short\``
      found(spanAt(form, question, 'text'), { message, help: 'add `short: …` with a few words' })
    }
  },
}

/** Four lines and two lines of a screen, with some room at the side. */
const LONGEST_TEXT = 280
const LONGEST_LABEL = 140

interface Limited {
  readonly text: string
  /** In UTF-16 units. */
  readonly most: number
}

const tooLong: Check = {
  code: 'too-long',
  section: 'wording',
  severity: 'warning',
  what: 'a `short` of more than 60 characters, a question of more than 280, or a label of more than 140',
  why: 'It does not fit on the screens where it is shown, and few people read so far.',
  todo: 'say it in fewer words; explanations go into `help`',
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      const tell = (span: Parameters<typeof found>[0], what: string, { text, most }: Limited) => {
        if (text.length <= most) return
        const message = `${what} of \`${question.id}\` has ${text.length} characters, more than ${most}`
        found(span, { message, help: 'say it in fewer words' })
      }
      if (nodeAt(form, question, 'short') !== undefined)
        tell(spanAt(form, question, 'short'), 'the `short`', { text: question.short, most: LONGEST_SHORT })
      tell(spanAt(form, question, 'text'), 'the text', { text: question.text, most: LONGEST_TEXT })
      for (const { code, label } of question.options)
        tell(optionSpan(form, question, code), `the label \`${code}\``, { text: label, most: LONGEST_LABEL })
    }
  },
}

/** Checks of texts that people read. How difficult they are to read is checked in `reading-level.ts`. */
export const WORDING_CHECKS: readonly Check[] = [verdictWord, cutText, doubleSpace, missingShort, tooLong]
