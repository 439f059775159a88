import {
  type Diagnostic,
  type Loaded,
  loaded,
  type Problems,
  problemsOf,
  withoutUndefined,
} from '../diagnostics/index.ts'
import type { Subject } from '../expression/index.ts'
import { asWritten, type Scalar, type YamlFile } from '../yaml/index.ts'
import { type Fields, fieldsOf, isKeyOfFile, readIgnore } from './fields.ts'
import { keysOf } from './keys.ts'
import type { CitedWork, Note, Option, Question, Questionnaire, Section } from './model.ts'
import { compileScalar, type Names } from './names.ts'
import { readOptionSets } from './read-options.ts'
import { bitWordsOf, type Draft, lacksOptions, type NoteDraft, readItem } from './read-question.ts'
import { readPromises, readRules, readScores, refuseTwin } from './read-rules.ts'
import { readWorks } from './read-sources.ts'
import { readersOf } from './readers.ts'

const FORMAT = 'prescreen/1'
/** The form of the texts at the top of a file. */
const SHAPES = {
  id: { pattern: /^[a-z][a-z0-9-]{0,59}$/, code: 'wrong-id', help: 'small letters, digits and `-`, a letter first' },
  version: {
    pattern: /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/,
    code: 'wrong-version',
    help: 'three numbers, such as `1.0.0`',
  },
  language: {
    pattern: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    code: 'wrong-language',
    help: 'a language code, such as `en` or `pt-BR`',
  },
} as const

/** The questionnaire in a file as it was read, or everything that is wrong with it, in its YAML and in its contents. */
export function questionnaireIn(file: Loaded<YamlFile>): Loaded<Questionnaire> {
  if (file.ok) return loadQuestionnaire(file.value)
  if (file.partial === undefined) return { ok: false, diagnostics: file.diagnostics }
  const read = loadQuestionnaire(file.partial)
  const further = read.ok ? read.warnings : read.diagnostics
  const partial = read.ok ? read.value : read.partial
  return {
    ok: false,
    ...withoutUndefined({ partial }),
    diagnostics: withoutWrongHelp(file.diagnostics, further.map(asWritten)),
  }
}

/** Where a key of the file is inside something else, help about what its line seems to belong to would mislead. */
function withoutWrongHelp(slips: readonly Diagnostic[], further: readonly Diagnostic[]): readonly Diagnostic[] {
  const atMargin = further.filter(
    ({ code, source, span }) => code === 'unknown-key' && isKeyOfFile(source.text.slice(span.start, span.end)),
  )
  const starts = new Set(atMargin.map(({ span }) => span.start))
  const right = slips.filter(({ code, span }) => code !== 'yaml-syntax' || !starts.has(span.start))
  return [...right, ...further].sort((a, b) => a.span.start - b.span.start)
}

/** The ids in a list as written, including those of refused entries. */
function writtenIds(top: Fields, key: 'scores' | 'rules'): readonly string[] {
  const list = top.node(key)
  if (list?.kind !== 'sequence') return []
  return list.items.flatMap((item) => {
    const id = item.kind === 'mapping' ? item.entries.get('id')?.value : undefined
    return id?.kind === 'scalar' ? [id.value] : []
  })
}

/**
 * Reads a questionnaire from its YAML. Never throws; every problem of the file is reported, in the order of the file.
 */
export function loadQuestionnaire({ source, root }: YamlFile): Loaded<Questionnaire> {
  const problems = problemsOf(source)
  const top = fieldsOf(root, { what: 'a questionnaire', keys: keysOf('questionnaire') }, problems)
  if (top === undefined) return loaded<Questionnaire>(undefined, problems)
  const format = top.scalar('format')
  top.require('format')
  if (format !== undefined && format.value !== FORMAT) {
    problems.report('unknown-format', format.span, {
      message: `unknown format \`${format.value}\``,
      help: `this program reads \`${FORMAT}\``,
    })
  }
  const head = readHead(top, problems)
  const works = readWorks(top, problems)
  const { sections, drafts, noteDrafts, broken } = readSections(top, works, problems)
  // Without a question every name would be reported as unknown, which helps nobody.
  if (drafts.length + broken.size === 0) return loaded<Questionnaire>(undefined, problems)
  const questionById = new Map(drafts.map(({ question }) => [question.id, question]))
  const scores = readScores(top, { questions: questionById, broken, works }, problems)
  const subjects = new Map<string, Subject>(drafts.map(({ question }) => [question.id, question.subject]))
  for (const { id, subject } of scores) if (id !== '' && !subjects.has(id)) subjects.set(id, subject)
  // An id that is not a single word has been reported already, and would be read as several names.
  const refused = writtenIds(top, 'scores').filter((id) => !subjects.has(id) || !/^\w+$/.test(id))
  const names: Names = {
    subjects,
    broken: new Set([...broken, ...refused]),
    rules: new Set(writtenIds(top, 'rules')),
    notes: new Set(noteDrafts.map(({ note }) => note.id)),
  }
  const questions = drafts.map((draft) => withConditions(draft, names, problems))
  const byId = new Map(questions.map((question) => [question.id, question]))
  const notes = noteDrafts.map((draft) => withItsCondition(draft, names, problems))
  const noteById = new Map(notes.map((note) => [note.id, note]))
  const rules = readRules(top, { names, works }, problems)
  const promises = readPromises(top, names, problems)
  const value: Questionnaire = {
    source,
    ...head,
    sources: works,
    sections: sections.map((section) => ({
      ...section,
      items: section.items.map((item) => byId.get(item.id) ?? noteById.get(item.id) ?? item),
    })),
    questions,
    notes,
    questionById: byId,
    scores,
    rules,
    promises,
    ...withoutUndefined({ ignore: readIgnore(top, problems) }),
    ...readersOf(questions, rules, scores),
    bitWords: questions.reduce((sum, question) => sum + bitWordsOf(question), 0),
  }
  return loaded(value, problems)
}

function readHead(
  top: Fields,
  problems: Problems,
): Pick<Questionnaire, 'id' | 'version' | 'title' | 'language' | 'status'> {
  const shaped = (key: keyof typeof SHAPES): string => {
    const { pattern, code, help } = SHAPES[key]
    top.requiredText(key)
    const value = top.scalar(key)
    if (value === undefined || pattern.test(value.value)) return value?.value ?? ''
    problems.report(code, value.span, { message: `\`${value.value}\` cannot be the \`${key}\``, help })
    return value.value
  }
  const status = top.oneOf('status', ['draft', 'reviewed', 'retired'], 'unknown-status') ?? 'draft'
  top.require('status')
  const written = top.scalar('status')
  if (written !== undefined && status === 'reviewed') top.requireFor(written, 'reviewed_by', 'reviewed_on')
  const set = top.scalar('set')
  if (set !== undefined && !SHAPES.id.pattern.test(set.value))
    problems.report('wrong-id', set.span, {
      message: `\`${set.value}\` cannot be the name of a set`,
      help: SHAPES.id.help,
    })
  return {
    id: shaped('id'),
    version: shaped('version'),
    title: top.requiredText('title') ?? '',
    language: shaped('language'),
    status,
    ...withoutUndefined({
      reviewedBy: top.text('reviewed_by'),
      reviewedOn: top.day('reviewed_on'),
      reviewBy: top.day('review_by'),
    }),
    ...withoutUndefined({
      audience: top.text('audience'),
      notice: top.text('notice'),
      licence: top.text('licence'),
      set: set?.value,
    }),
  }
}

/** A note, and the index of the question that comes next. */
interface PlacedNote extends NoteDraft {
  readonly index: number
}

interface ReadSections {
  readonly sections: readonly Section[]
  readonly drafts: readonly Draft[]
  readonly noteDrafts: readonly PlacedNote[]
  readonly broken: ReadonlySet<string>
}

function readSections(top: Fields, works: ReadonlyMap<string, CitedWork>, problems: Problems): ReadSections {
  const sets: ReadonlyMap<string, readonly Option[]> = readOptionSets(top, problems)
  const drafts: Draft[] = []
  const noteDrafts: PlacedNote[] = []
  const broken = new Set<string>()
  const sectionIds = new Map<string, Scalar>()
  const itemIds = new Map<string, Scalar>()
  let word = 0
  top.require('sections')
  const list = top.list('sections')
  /** Whether to report that there are no questions; not where another fault already explains it. */
  let isEmpty = list !== undefined
  const sections = (list ?? []).map((node): Section => {
    const fields = fieldsOf(node, { what: 'a section', keys: keysOf('section') }, problems)
    const section = { id: fields?.requiredText('id') ?? '', title: fields?.requiredText('title') ?? '' }
    const id = fields?.scalar('id')
    if (id !== undefined) {
      if (!/^[a-z][a-z0-9_-]{0,39}$/.test(id.value))
        problems.report('wrong-id', id.span, {
          message: `\`${id.value}\` cannot be the id of a section`,
          help: 'small letters, digits, `_` and `-`, a letter first, at most 40',
        })
      refuseTwin(sectionIds, { id, kind: 'section' }, problems)
    }
    fields?.require('questions')
    const items: (Question | Note)[] = []
    const questions = fields?.list('questions')
    if (node.kind !== 'mapping' || !node.entries.has('questions') || questions === undefined) isEmpty = false
    for (const item of questions ?? []) {
      const written = item.kind === 'mapping' ? item.entries.get('id')?.value : undefined
      const twin = written?.kind === 'scalar' && refuseTwin(itemIds, { id: written, kind: 'question' }, problems)
      const read = readItem(item, { problems, sets, works, section, index: drafts.length, word })
      if (read?.kind !== 'note') isEmpty = false
      if (read?.kind === 'broken') broken.add(read.id)
      if (read === undefined || read.kind === 'broken' || twin) continue
      if (read.kind === 'note') {
        items.push(read.draft.note)
        noteDrafts.push({ ...read.draft, index: drafts.length })
      } else {
        drafts.push(read.draft)
        if (lacksOptions(read.draft.question)) broken.add(read.draft.question.id)
        items.push(read.draft.question)
        word += bitWordsOf(read.draft.question)
      }
    }
    return { ...section, items }
  })
  if (isEmpty) {
    problems.report('wrong-shape', top.node('sections')?.span ?? top.place, {
      message: 'the questionnaire has no question',
      help: 'add one under `questions:` of a section',
    })
  }
  return { sections, drafts, noteDrafts, broken }
}

function withItsCondition({ note, askIf, index }: PlacedNote, names: Names, problems: Problems): Note {
  return {
    ...note,
    ...withoutUndefined({ askIf: compileScalar(askIf, { place: { kind: 'note', index }, names }, problems) }),
  }
}

function withConditions({ question, askIf, check }: Draft, names: Names, problems: Problems): Question {
  const { index } = question.subject
  const that = compileScalar(check?.that, { place: { kind: 'upto', index }, names }, problems)
  if (check !== undefined && that !== undefined && !that.reads.some((read) => read.index === index)) {
    const last = that.reads.at(-1)
    const help =
      last === undefined ? 'name this question in it' : `move it to \`${last.id}\`, or name this question in it`
    problems.report('misplaced-check', check.that.span, {
      message: `this \`check\` does not read \`${question.id}\`, on which it stands`,
      help,
    })
  }
  return {
    ...question,
    ...withoutUndefined({ askIf: compileScalar(askIf, { place: { kind: 'before', index }, names }, problems) }),
    ...(check === undefined || that === undefined ? {} : { check: { that, message: check.message } }),
  }
}
