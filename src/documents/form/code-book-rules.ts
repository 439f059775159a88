import { plural } from '../../diagnostics/index.ts'
import type { Questionnaire, Rule } from '../../questionnaire/index.ts'
import { adviceFor, BASES_IN_WORDS, HEADINGS } from '../../rules/index.ts'
import { type Block, code } from '../typesetting/blocks.ts'
import { sourcesFact } from './code-book-questions.ts'
import { byLevel, cited, levelInWords, withNames } from './in-words.ts'
import { capitalised, sentences } from './sentence.ts'

/** Every rule, the most serious first. */
export function rulesOf(questionnaire: Questionnaire): readonly Block[] {
  const inWords = sentences(questionnaire)
  return [
    { kind: 'heading', level: 2, text: 'Rules' },
    ...(questionnaire.rules.length === 0 ? [{ kind: 'paragraph', text: 'There are none.' } as const] : []),
    ...byLevel(questionnaire.rules).flatMap(({ level, rules }): readonly Block[] => [
      { kind: 'heading', level: 3, text: `${HEADINGS[level]} (${plural(rules.length, 'rule')})` },
      ...rules.flatMap((rule) => ruleOf(rule, questionnaire, inWords)),
    ]),
  ]
}

function ruleOf(rule: Rule, questionnaire: Questionnaire, inWords: ReturnType<typeof sentences>): readonly Block[] {
  const { id, when, level, action, because, group, basis, settle } = rule
  return [
    { kind: 'heading', level: 4, text: id, anchor: `rule-${id}` },
    {
      kind: 'facts',
      facts: [
        { label: 'When', text: capitalised(inWords(when)) },
        { label: 'As written', text: [code(when.text)] },
        { label: 'Level', text: levelInWords(level, action) },
        { label: 'Because', text: withNames(because, questionnaire) },
        { label: 'Advice', text: adviceOf(rule, questionnaire) },
        ...(basis === undefined ? [] : [{ label: 'Whose word', text: BASES_IN_WORDS[basis] }]),
        ...(settle === undefined ? [] : [{ label: 'To settle', text: settle }]),
        ...(group === undefined ? [] : [{ label: 'Group', text: [code(group), groupInWords(rule, questionnaire)] }]),
        ...sourcesFact(rule.sources.map((citation) => [cited(citation), citation.work.id])),
      ],
    },
  ]
}

function groupInWords({ id, group }: Rule, { rules }: Questionnaire): string {
  const others = rules.filter((one) => one.group === group && one.id !== id).map((one) => one.id)
  const beside = others.length === 0 ? ': ' : ` with ${others.join(', ')}: `
  return `${beside}of those that are true only the most serious are shown`
}

export function adviceOf({ advice, level, action }: Rule, questionnaire: Questionnaire): string {
  return advice === undefined ? adviceFor(level, action ?? null) : withNames(advice, questionnaire)
}
