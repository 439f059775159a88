import type { ProblemText } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { type Check, spanAt } from '../form.ts'
import type { Claim, ClaimCode, Covered } from '../prove/index.ts'
import { listed, pairLines, personLines, refuted, shownAs } from '../refuted.ts'

type ClaimOf<Code extends ClaimCode> = Extract<Claim, { readonly code: Code }>

/**
 * How a refuted claim is reported: which key is marked, and in which words. Undefined where there is no person to show.
 */
interface Telling<Code extends ClaimCode> extends Omit<Check, 'code' | 'looksAt' | 'look'> {
  readonly tell: (
    claim: ClaimOf<Code>,
    questionnaire: Questionnaire,
  ) => (ProblemText & { readonly at: string }) | undefined
}

/** By the code of the claim, so that a claim without words does not compile. */
const TELLINGS: { readonly [Code in ClaimCode]: Telling<Code> } = {
  'never-asked': {
    section: 'logic',
    severity: 'warning',
    what: 'no answers make the `ask_if` of a question or note true',
    why: 'A question that nobody is asked looks as if it were covered, and is not; a note that nobody is shown tells nobody.',
    todo: 'look at `and`, at codes that exclude each other, and at what is asked when',
    example: { wrong: 'ask_if: smoker = yes and smoker = no', right: 'ask_if: smoker = yes' },
    tell: ({ about: { id, askIf, kind } }) => ({
      at: 'ask_if',
      message: `\`${id}\` is never ${kind === 'note' ? 'shown' : 'asked'}: no answers make its \`ask_if\` true`,
      help: `it reads ${listed(askIf?.reads ?? [])}: look at \`and\`, and at codes that exclude each other`,
    }),
  },
  'never-fires': {
    section: 'logic',
    severity: 'warning',
    what: 'no answers that go together make a rule true',
    why: 'The risk that the rule is about is never shown to anybody.',
    todo: 'look at `and`, at numbers and codes that exclude each other, and at what is asked when',
    example: {
      wrong: 'when: signs has blood and count(signs) = 0',
      right: 'when: count(signs) >= 1 or kind = severe',
    },
    tell: ({ about: { id, when } }) => ({
      at: 'when',
      message: `\`${id}\` is never true, whatever is answered`,
      help: `it reads ${listed(when.reads)}: look at \`and\`, at numbers, and at what is asked when`,
    }),
  },
  'never-silent': {
    section: 'logic',
    severity: 'warning',
    what: 'a rule is true for everybody whose answers are known',
    why: 'A reason that is given for everybody hides those that matter.',
    todo: 'look at `or`, at `not`, and at numbers that leave no gap',
    example: { wrong: 'when: kind = mild or kind = severe', right: 'when: count(signs) >= 1 or kind = severe' },
    tell: ({ about: { id, when } }) => ({
      at: 'when',
      message: `\`${id}\` is never false, whatever is answered`,
      help: `it reads ${listed(when.reads)}: look at \`or\`, at \`not\`, and at numbers`,
    }),
  },
  'pointless-rule': {
    section: 'logic',
    severity: 'warning',
    what: 'a rule decides the level of nobody: whenever it is true, something else is at least as serious',
    why: 'Either it was meant for people whom it does not reach, or it can go. A threshold that was changed in one of two rules shows like this.',
    todo: 'compare it with the rule that covers it; where it is there for its words, ignore this with that reason',
    example: {
      wrong:
        'rules:\n  - id: R-AGAIN\n    when: kind = severe\n    level: refer-discuss\n    because: Reported a sign.\n    sources: [label-a 2]\n',
      right: 'rules:\n',
    },
    tell: (claim) => ({
      at: 'when',
      message: `\`${claim.about.id}\` decides the level of nobody: ${coveredBy(claim)}`,
      help: 'compare the two; where it is there for its words, ignore this with that reason',
    }),
  },
  'empty-promise': {
    section: 'promises',
    severity: 'warning',
    what: 'nobody can be meant by a promise: no answers make its `when` true',
    why: 'It holds because it says nothing, and looks like a safeguard.',
    todo: 'look at `and`, and at numbers and codes that exclude each other',
    example: {
      wrong: 'promises:\n  - id: severe\n    when: kind = severe and kind = mild\n    at_least: refer-before\nrules:\n',
      right: 'rules:\n',
    },
    tell: ({ about: { id, when }, nearly }, questionnaire) => {
      const reads = `it reads ${listed(when.reads)}: look at \`and\`, and at numbers`
      const person = nearly && personLines(questionnaire, shownAs(questionnaire, nearly.person))
      const most = nearly && `of this person all is true but \`${nearly.test}\`:`
      return {
        at: 'when',
        message: `nobody can be meant by promise \`${id}\``,
        help: [reads, ...(most === undefined ? [] : [most]), ...(person ?? [])].join('\n'),
      }
    },
  },
  'promise-broken': {
    section: 'promises',
    severity: 'error',
    what: 'a promise does not hold for somebody, who is shown',
    why: 'A promise says what must never slip through. Here it does.',
    todo: 'mend the rule, or the promise if it says too much; `--add-case` keeps the person as a case',
    example: {
      wrong: 'promises:\n  - id: smokers\n    when: smoker = yes\n    at_least: refer-before\nrules:\n',
      right: 'rules:\n',
    },
    tell: ({ about: { id, atLeast }, example }, questionnaire) =>
      example && {
        at: 'when',
        message: `promise \`${id}\` wants at least \`${atLeast}\`, and this person ends at \`${example.level}\``,
        help: personLines(questionnaire, example).join('\n'),
      },
  },
  'unknown-lowers': {
    section: 'unknown',
    severity: 'error',
    what: 'an answer that is not known hides a risk: with "not sure", or with nothing, the level falls below that of the known answer and below that of the unknown',
    why: 'No answer is not "no". Whoever is not sure must not get by where somebody who knows is stopped.',
    todo: 'take `is answered` out of the condition, or give the question an `if_unknown`',
    example: {
      wrong: 'when: smoker = yes and tired is answered and amount != 20',
      right: 'when: smoker = yes and amount != 20',
    },
    tell: ({ about: { id }, example }, questionnaire) => {
      if (example === undefined) return undefined
      const { after, level } = example
      if (after === undefined)
        return {
          at: 'when',
          message: `\`${id}\` is undetermined for this person, who ends at \`${level}\``,
          help: personLines(questionnaire, example).join('\n'),
        }
      return {
        at: 'id',
        message: `when \`${id}\` is not known, \`${level}\` falls to \`${after.level}\``,
        help: pairLines(questionnaire, example).join('\n'),
      }
    },
  },
  'worse-lowers': {
    section: 'worse',
    severity: 'warning',
    what: 'an answer that `worse` declares worse lowers the level, all other answers being the same',
    why: 'Most often a code or a range was left out of a rule in the middle, or `worse` is the wrong way round.',
    todo: 'mend the rule, or the order of `worse`; take `worse` out where more is not always worse',
    example: { wrong: 'usual: mild\n        worse: [severe, mild]', right: 'usual: mild' },
    tell: ({ about: { id }, example }, questionnaire) =>
      example?.after && {
        at: 'worse',
        message: `a worse answer to \`${id}\` lowers the level from \`${example.level}\` to \`${example.after.level}\``,
        help: pairLines(questionnaire, example).join('\n'),
      },
  },
}

function coveredBy({ covers = [], orUnknown }: Covered): string {
  if (covers.length === 0)
    return `whenever it is true, ${orUnknown === true ? 'an answer that is not known' : 'something else'} is as serious`
  const unknown = orUnknown === true ? ', or an answer that is not known is as serious' : ''
  if (covers.length === 1) return `whenever it is true, ${listed(covers)} is too, and is as serious${unknown}`
  return `whenever it is true, one of ${listed(covers)} is too, and is as serious${unknown}`
}

function checkOf<Code extends ClaimCode>(code: Code, { tell, ...page }: Telling<Code>): Check {
  return {
    ...page,
    code,
    looksAt: 'whole',
    look: (form, found) => {
      for (const claim of refuted(form, code)) {
        const told = tell(claim, form.questionnaire)
        if (told !== undefined) found(spanAt(form, claim.about, told.at), told)
      }
    },
  }
}

/** One check for each kind of claim that a proof can refute. */
export const PROVED_CHECKS: readonly Check[] = [
  checkOf('never-asked', TELLINGS['never-asked']),
  checkOf('never-fires', TELLINGS['never-fires']),
  checkOf('never-silent', TELLINGS['never-silent']),
  checkOf('pointless-rule', TELLINGS['pointless-rule']),
  checkOf('empty-promise', TELLINGS['empty-promise']),
  checkOf('promise-broken', TELLINGS['promise-broken']),
  checkOf('unknown-lowers', TELLINGS['unknown-lowers']),
  checkOf('worse-lowers', TELLINGS['worse-lowers']),
]
