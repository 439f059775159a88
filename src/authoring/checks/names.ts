import { visible } from '../../diagnostics/index.ts'
import {
  cappedAtReferBefore,
  mostSerious,
  type Option,
  outside,
  parseAnswer,
  type Question,
  rank,
} from '../../questionnaire/index.ts'
import { type Check, nodeAt, optionSpan, spanAt } from '../form.ts'

/** What the interview itself offers ("not sure", "prefer not to say", "none"), as labels and in other words. */
const WORDS =
  "(?:not sure|unsure|not known|unknown|(?:i )?(?:do not|don['’]t) know|(?:i )?(?:cannot|can['’]t) say|prefer not to (?:say|answer)|declined?|no answer)"
const OFFERED = new RegExp(`^${WORDS}(?:[ ,/]+(?:or )?${WORDS})*$`, 'i')

const misreadLabel: Check = {
  code: 'misread-label',
  section: 'names',
  severity: 'warning',
  what: 'the label of an option would be read as something else: the code of another option, "not sure" or "prefer not to say"',
  why: 'Answers in a file may be written as codes or as labels. One word must not mean two things.',
  todo: 'change the label or the code; leave "Not sure" and "Prefer not to say" to the program, which offers them',
  example: { wrong: 'mild: Not sure', right: 'mild: Mild' },
  looksAt: 'refused',
  look: ({ questionnaire, ...form }, found) => {
    for (const question of questionnaire.questions) {
      for (const option of question.options) {
        const other = readAs(question, option)
        if (other === undefined) continue
        const help =
          other === OFFERED_ALREADY ? 'take the option out: every question offers it' : 'change the label or the code'
        const span = optionSpan({ questionnaire, ...form }, question, option.code)
        found(span, { message: `the label of \`${option.code}\` would be read as ${other}`, help })
      }
    }
  },
}

const OFFERED_ALREADY = 'the "Not sure" or "Prefer not to say" that is offered by itself'

function readAs(question: Question, { code, label }: Option): string | undefined {
  if (OFFERED.test(label)) return OFFERED_ALREADY
  const read = parseAnswer(question, question.type === 'choices' ? [label] : label)
  if (read?.kind !== 'given') return undefined
  const [value] = [read.value].flat()
  const twin = question.options.find((option) => option.code === value)
  const isTwin = twin?.label.toLowerCase() === label.toLowerCase()
  return value === code || isTwin ? undefined : `\`${value}\``
}

const otherFileName: Check = {
  code: 'other-file-name',
  section: 'names',
  severity: 'warning',
  what: 'the `id` of the questionnaire is not the name of its file',
  why: 'Results name the `id`; people look for a file of that name. Its cases and translations are found by the name of the file.',
  todo: 'rename the file with its cases and translations, or change the `id`',
  example: { wrong: 'id: memo', right: 'id: demo' },
  looksAt: 'refused',
  look: (form, found) => {
    const { source } = form.file
    const [, name, ending] = /([^/\\]+)\.(ya?ml)$/i.exec(source.path) ?? []
    const span = form.top.entries.get('id')?.value.span
    if (name === undefined || span === undefined || name === form.questionnaire.id) return
    found(span, {
      message: `the \`id\` is \`${form.questionnaire.id}\`, the file is named \`${name}.${ending}\``,
      help: 'rename one of them',
    })
  },
}

const idTaken: Check = {
  code: 'id-taken',
  section: 'names',
  severity: 'warning',
  what: "another questionnaire has the same `id`: one that comes with the program, or one of the site's own folder",
  why: 'Commands take questionnaires by their `id`. Whoever names this one would get the other, so that the id alone is refused in this folder, and records of both are kept under one name.',
  todo: 'give it an `id` of its own, and its file that name; until then name it by its path',
  looksAt: 'refused',
  look: ({ namesake, top, questionnaire: { id }, file }, found) => {
    const span = top.entries.get('id')?.value.span
    if (namesake === undefined || span === undefined) return
    const other = namesake === 'program' ? 'comes with the program' : "is one of this site's own"
    found(span, {
      message: `a questionnaire that ${other} has the id \`${id}\` too`,
      help: `give this one an id of its own; until then name it by its path: ${visible(file.source.path)}`,
    })
  },
}

const sameLabel: Check = {
  code: 'same-label',
  section: 'names',
  severity: 'warning',
  what: 'two answers of one question have the same label',
  why: 'Nobody can tell them apart, on the screen or in a file of answers.',
  todo: 'change one of the labels',
  example: { wrong: 'fever: Blood', right: 'fever: Fever' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      const codes = new Map(question.none === undefined ? [] : [[question.none.toLowerCase(), 'none']])
      for (const { code, label } of question.options) {
        const first = codes.get(label.toLowerCase())
        if (first === undefined) codes.set(label.toLowerCase(), code)
        else
          found(optionSpan(form, question, code), {
            message: `\`${code}\` and \`${first}\` have the same label`,
            help: 'change one of the labels',
          })
      }
    }
  },
}

const softOutsideHard: Check = {
  code: 'soft-outside-hard',
  section: 'names',
  severity: 'warning',
  what: 'a `soft` limit lies outside `hard`',
  why: 'What is outside `hard` is asked again before `soft` is looked at, so this limit never does anything.',
  todo: 'bring `soft` inside `hard`, or leave that end out',
  example: { wrong: 'soft: { min: 60, max: 200 }', right: 'soft: { max: 60 }' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      for (const end of ['min', 'max'] as const) {
        const limit = question.soft?.[end]
        if (limit === undefined || !outside(limit, question.hard)) continue
        const message = `the \`soft\` ${end} of \`${question.id}\` is outside its \`hard\` limits`
        found(spanAt(form, question, 'soft', end), { message, help: 'bring it inside `hard`, or take it out' })
      }
    }
  },
}

const NONE = /^(no, )?(none|neither|nothing)( of (these|the|them|those)\b.*| apply\b.*|)[.!]?$|\bnone of the above\b/i

const noneNotExclusive: Check = {
  code: 'none-not-exclusive',
  section: 'names',
  severity: 'warning',
  what: 'an ordinary option of a `choices` question is labelled as "none of these"',
  why: 'It could be chosen together with another answer, and it counts as one: `count(…) >= 1` would hold.',
  todo: 'take the option out and write its label as `none: …` beside `options:`',
  example: { wrong: 'fever: None of the above', right: 'fever: Fever' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const question of form.questionnaire.questions) {
      for (const { code, label } of question.type === 'choices' ? question.options : []) {
        if (!NONE.test(label)) continue
        const help = `take it out and write \`none: ${label}\` beside \`options:\``
        found(optionSpan(form, question, code), {
          message: `\`${code}\` says "none" and can be chosen with another answer`,
          help,
        })
      }
    }
  },
}

const unexplainedLevel: Check = {
  code: 'unexplained-level',
  section: 'names',
  severity: 'warning',
  what: '`if_unknown` is less serious than the rules that read the question, and no `if_unknown_because` says why',
  why: 'Without it "not sure" would count as the most serious rule that it leaves open. Lowering that is a clinical decision, which wants its reason beside it.',
  todo: 'add `if_unknown_because`, or raise `if_unknown`',
  example: { wrong: 'if_unknown: refer-discuss', right: 'if_unknown: refer-before' },
  looksAt: 'refused',
  look: (form, found) => {
    const { questions, rulesReading } = form.questionnaire
    for (const question of questions) {
      const { ifUnknown, ifUnknownBecause, subject } = question
      if (ifUnknown === undefined || ifUnknownBecause !== undefined) continue
      const rules = rulesReading[subject.index] ?? []
      const usual = cappedAtReferBefore(mostSerious(...new Set(rules.map((rule) => rule.level))))
      if (rank(ifUnknown) >= rank(usual)) continue
      found(spanAt(form, question, 'if_unknown'), {
        message: `\`if_unknown\` of \`${question.id}\` is below \`${usual}\`, which its rules would give`,
        help: 'add `if_unknown_because: …` with the reason, or raise the level',
      })
    }
  },
}

const missingSource: Check = {
  code: 'missing-source',
  section: 'names',
  severity: 'warning',
  what: 'a rule cites no source',
  why: 'A clinician who is to sign the form, or who reads a result, must be able to look up what a rule rests on.',
  todo: 'add `sources: […]`; a rule that rests on ordinary caution alone cites a source that says so',
  example: { wrong: 'because: Reported a sign.', right: 'because: Reported a sign.\n    sources: [label-a 2]' },
  looksAt: 'refused',
  look: (form, found) => {
    for (const rule of form.questionnaire.rules) {
      const sources = nodeAt(form, rule, 'sources')
      // Sources that could not be read are reported by the reader.
      if (sources !== undefined && !(sources.kind === 'sequence' && sources.items.length === 0)) continue
      found(spanAt(form, rule, 'id'), { message: `rule \`${rule.id}\` has no source`, help: 'add `sources: […]`' })
    }
  },
}

export const orphanFile: Check = {
  code: 'orphan-file',
  section: 'names',
  severity: 'warning',
  what: 'a cases file or a translation is in a folder without its questionnaire',
  why: 'Nothing reads it: its questionnaire was renamed or deleted.',
  todo: 'rename it after its questionnaire, or delete it',
  looksAt: 'refused',
  // The command itself looks for the other form: a check only sees one file.
  look: () => undefined,
}

/** Checks of names, labels and levels that say something else than they seem to. */
export const NAME_CHECKS: readonly Check[] = [
  misreadLabel,
  otherFileName,
  idTaken,
  sameLabel,
  softOutsideHard,
  noneNotExclusive,
  unexplainedLevel,
  missingSource,
  orphanFile,
]
