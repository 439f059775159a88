import type { Option, Question, Questionnaire, Rule } from '../../questionnaire/index.ts'
import { type Check, type Form, optionSpan, spanAt } from '../form.ts'
import { personLines, shownAs } from '../refuted.ts'

const otherNumber: Check = {
  code: 'other-number',
  section: 'wording',
  severity: 'warning',
  what: 'the words of a rule name a number that is not in its condition, and the condition has one that is not in the words',
  why: 'Whoever reads the reason takes the number in it for the threshold. One of the two was changed and the other forgotten.',
  todo: 'write the same number in `because` and `when`, or leave it out of the words',
  example: { wrong: 'because: Reported an amount of 30 or more.', right: 'because: Reported {amount}' },
  looksAt: 'whole',
  look: (form, found) => {
    for (const rule of form.questionnaire.rules) {
      const { said, meant } = numbersApart(rule, form.questionnaire)
      if (said.length === 0 || meant.length === 0) continue
      found(spanAt(form, rule, 'because'), {
        message: `the words of \`${rule.id}\` say ${said.join(', ')}, its condition ${meant.join(', ')}`,
        help: ['write the same number in both; until then this person is told it:', ...toldTo(rule, form)].join('\n'),
      })
    }
  },
}

/** Matches a number by itself, not one that is part of a name, a date or a placeholder. */
const NUMBER = /(?<![\w.{-])\d+(?:\.\d+)?(?![\w}-]|\.\d)/g

function numbersIn(text: string): readonly string[] {
  const plain = text.replaceAll(/\{[^}]*\}/g, ' ').replaceAll(/(?<=\d),(?=\d{3}\b)/g, '')
  return [...new Set(plain.match(NUMBER) ?? [])].map((one) => String(Number(one)))
}

/**
 * Numbers that only the words have, and numbers that only the condition has. Numbers that the questions themselves
 * mention may be in the words.
 */
function numbersApart(
  { when, because }: Rule,
  { questions }: Questionnaire,
): { readonly said: readonly string[]; readonly meant: readonly string[] } {
  // A number of days may be worded as weeks or months.
  if (/_since\(/.test(when.text)) return { said: [], meant: [] }
  const read = when.reads.flatMap(({ index }) => questions[index] ?? [])
  const limits = numbersIn(when.text)
  // "Above 100" may be worded as "101 or more".
  const near = limits.flatMap((one) => [Number(one) - 1, Number(one) + 1].map(String))
  const known = new Set([...limits, ...near, ...read.flatMap(textsOf).flatMap(numbersIn)])
  const words = numbersIn(because)
  const meant = limits.filter((one) => !words.includes(one))
  return { said: words.filter((one) => !known.has(one)), meant }
}

function textsOf({ text, short, help, unit, options }: Question): readonly string[] {
  return [text, short, help ?? '', unit?.shown ?? '', ...options.map(({ label }) => label)]
}

/** Lines that describe a person for whom the rule is true, as a proof found them. */
function toldTo(rule: Rule, { proof, questionnaire }: Form): readonly string[] {
  const claim = proof?.claims.find(({ code, about }) => code === 'never-fires' && about === rule)
  const person = claim !== undefined && 'witness' in claim ? claim.witness : undefined
  if (person === undefined) return ['whoever makes it true']
  return personLines(questionnaire, shownAs(questionnaire, person))
}

const swappedLabels: Check = {
  code: 'swapped-labels',
  section: 'names',
  severity: 'warning',
  what: 'the labels of two options name the code of each other',
  why: 'Conditions read the code, people read the label: whoever chooses one is taken for the other.',
  todo: 'give each option its own label, or the code that its label names',
  example: {
    wrong: 'mild: Severe\n          severe: Mild',
    right: 'mild: Mild\n          severe: Severe',
  },
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions)
      for (const [one, other] of pairsOf(question.options)) {
        if (!namesOnly(one, other) || !namesOnly(other, one)) continue
        found(optionSpan(form, question, one.code), {
          message: `the labels of \`${one.code}\` and \`${other.code}\` of \`${question.id}\` name each other`,
          help: `swap them: whoever answers “${one.label}” is taken for \`${one.code}\``,
        })
      }
  },
}

function pairsOf(options: readonly Option[]): readonly (readonly [Option, Option])[] {
  return options.flatMap((one, at) => options.slice(at + 1).map((other) => [one, other] as const))
}

/** Whether a label contains another option's code as words, and not its own. */
function namesOnly({ label, code }: Option, other: Option): boolean {
  return hasWords(label, other.code) && !hasWords(label, code)
}

function hasWords(label: string, code: string): boolean {
  const words = (text: string) =>
    ` ${text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `
  return words(label).includes(words(code))
}

export const SAID_OTHERWISE_CHECKS: readonly Check[] = [swappedLabels, otherNumber]
