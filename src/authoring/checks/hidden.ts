import { type Question, type Rule, rank } from '../../questionnaire/index.ts'
import { type Check, optionSpan, spanAt } from '../form.ts'

const groupHides: Check = {
  code: 'group-hides',
  section: 'logic',
  severity: 'warning',
  what: 'a more serious rule of a group takes away the reason of a question that it does not read',
  why: 'Of a group only the most serious rule is shown. What the other one is about is then said nowhere.',
  todo: 'take the rule out of the group, or give the shown rule words for both',
  example: {
    wrong:
      '    group: all\n  - id: R-SIGNS\n    group: all\n    when: count(signs) >= 1 or kind = severe\n    level: refer-discuss\n',
    right: '  - id: R-SIGNS\n    when: count(signs) >= 1 or kind = severe\n    level: refer-before\n',
  },
  looksAt: 'whole',
  look: (form, found) => {
    const { rules } = form.questionnaire
    for (const rule of rules) {
      const shown = rules.filter((other) => other.group === rule.group && rank(other.level) > rank(rule.level))
      const hidden = rule.group === undefined ? undefined : shown.find((other) => hiddenBy(other, rule).length > 0)
      if (hidden === undefined) continue
      const names = hiddenBy(hidden, rule).map((id) => `\`${id}\``)
      found(spanAt(form, rule, 'group'), {
        message: `where \`${hidden.id}\` is true, the group hides \`${rule.id}\`, and with it ${names.join(', ')}`,
        help: `take \`${rule.id}\` out of the group, or read ${names.join(', ')} in \`${hidden.id}\` too`,
      })
    }
  },
}

/** Questions of a rule that are not read by the rule shown in its place. */
function hiddenBy(shown: Rule, { when }: Rule): readonly string[] {
  const read = new Set(shown.when.reads.map(({ id }) => id))
  return when.reads.map(({ id }) => id).filter((id) => !read.has(id))
}

const gatedEmergency: Check = {
  code: 'gated-emergency',
  section: 'logic',
  severity: 'warning',
  what: 'a question that decides an act-now rule is asked only after another answer',
  why: 'Whoever answers the first question wrongly, or in a hurry, is never asked about the emergency.',
  todo: 'ask it of everybody; where the first question cannot be answered wrongly in that way, ignore this with that reason',
  example: {
    wrong: 'level: act-now\n    action: clinician-now\n    because: Reported {amount}',
    right: 'level: refer-before\n    because: Reported {amount}',
  },
  looksAt: 'whole',
  look: (form, found) => {
    const { rules, questions } = form.questionnaire
    const urgent = rules.filter(({ level }) => level === 'act-now')
    for (const question of questions) {
      const rule = question.askIf && urgent.find(({ when }) => when.reads.some(({ id }) => id === question.id))
      if (rule === undefined || question.askIf === undefined) continue
      const first = question.askIf.reads.map(({ id }) => `\`${id}\``).join(', ')
      found(spanAt(form, question, 'ask_if'), {
        message: `\`${question.id}\` decides \`${rule.id}\`, which is act-now, and is asked only after ${first}`,
        help: `ask it of everybody, or ignore this with the reason why ${first} cannot hide it`,
      })
    }
  },
}

/** Matches "Yes, in the last 3 months" and the like: an answer that differs from others by time only. */
const TIME = /^yes\b.*\b(days?|weeks?|months?|years?|ago|past|last|within)\b/i
const NOT_SURE_WHEN = /\b(not sure|unsure|don['’]t know|do not know|cannot remember|can['’]t remember)\b/i

const noUnsureTime: Check = {
  code: 'no-unsure-time',
  section: 'wording',
  severity: 'warning',
  what: 'answers that differ only by time have no "Yes, not sure when" beside them. Looked for in English forms: labels with yes and day, week, month, year, ago, past, last or within',
  why: 'Whoever knows that it happened and not when can only say "not sure", and then what they know is lost.',
  todo: 'add an answer such as `when_unsure: Yes, not sure when`, and read it in the rules as the most recent one',
  example: {
    wrong: 'mild: Yes, in the last month\n          severe: Yes, more than a year ago',
    right: 'mild: Mild\n          severe: Severe',
  },
  looksAt: 'whole',
  look: (form, found) => {
    if (!isEnglish(form.questionnaire.language)) return
    for (const question of form.questionnaire.questions.filter(isOfTime))
      found(optionSpan(form, question, question.options[0]?.code ?? ''), {
        message: `the answers of \`${question.id}\` differ by time, and none is for somebody who is not sure when`,
        help: 'add an answer such as `when_unsure: Yes, not sure when`',
      })
  },
}

function isOfTime({ type, options }: Question): boolean {
  if (type !== 'choice') return false
  const labels = options.map(({ label }) => label)
  return labels.filter((label) => TIME.test(label)).length >= 2 && !labels.some((label) => NOT_SURE_WHEN.test(label))
}

function isEnglish(language: string): boolean {
  return /^en\b/i.test(language)
}

/** Matches a sentence that begins by asking for a count. */
const COUNTING =
  /(?:^|[.!?:;]\s+|\n)((?:do not|don['’]t|please) count|count|include|do not include|don['’]t include)\b/i

const countingInHelp: Check = {
  code: 'counting-in-help',
  section: 'wording',
  severity: 'warning',
  what: 'a help text changes what counts as an answer. Looked for in English forms: sentences that begin with "Count", "Do not count", "Include" or "Do not include"',
  why: 'Help is not read by everybody, and in a table it is not there at all: two people then answer two questions.',
  todo: 'say in the question what counts',
  example: {
    wrong: 'text: How many a day?\n        help: Count only whole ones.',
    right: 'text: How many a day?',
  },
  looksAt: 'whole',
  look: (form, found) => {
    if (!isEnglish(form.questionnaire.language)) return
    for (const question of form.questionnaire.questions) {
      const word = COUNTING.exec(question.help ?? '')?.[1]
      if (word !== undefined)
        found(spanAt(form, question, 'help'), {
          message: `the help of \`${question.id}\` changes what counts: "${word} …"`,
          help: 'say it in the question: whoever does not open the help answers without it',
        })
    }
  },
}

export const HIDDEN_CHECKS: readonly Check[] = [groupHides, gatedEmergency]
export const EXACT_CHECKS: readonly Check[] = [noUnsureTime, countingInHelp]
