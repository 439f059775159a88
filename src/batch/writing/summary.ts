import type { BatchCounts } from '../../documents/index.ts'
import { State, type StateCode } from '../../expression/index.ts'
import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import type { Guidance } from '../../rules/index.ts'
import type { BrokenCode } from '../../tables/index.ts'
import { type Counts, STATE_COUNT } from '../columns/sets.ts'

/** The account of a run and its counts, in the shape of `--summary`. Field names are those of the JSON. */
export interface Summary extends BatchCounts {
  readonly schema: 'prescreen/score/1'
  readonly questionnaire: Guidance['questionnaire']
  readonly options: Readonly<Record<string, string | boolean>>
}

/** What is counted while records are scored. */
export interface Tally {
  records: number
  scored: number
  readonly levels: Float64Array
  incomplete: number
  readonly counts: Counts
  /** By column and code, with a line break in between. */
  readonly unreadable: Map<string, number>
  readonly broken: Map<BrokenCode, number>
  duplicates: number
}

export function tallyFor(counts: Counts): Tally {
  return {
    records: 0,
    scored: 0,
    levels: new Float64Array(LEVELS.length),
    incomplete: 0,
    counts,
    unreadable: new Map(),
    broken: new Map(),
    duplicates: 0,
  }
}

export function count<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

export type Manifest = Pick<Summary, 'program' | 'scored_on' | 'answers_dated' | 'inputs' | 'options'>

export function summaryOf(questionnaire: Questionnaire, tally: Tally, manifest: Manifest): Summary {
  const { id, version, status, language, source, rules, questions } = questionnaire
  const { counts } = tally
  const state = (question: number, code: StateCode) => counts.states[question * STATE_COUNT + code] as number
  return {
    schema: 'prescreen/score/1',
    program: manifest.program,
    questionnaire: { id, version, sha256: source.sha256, status, language },
    scored_on: manifest.scored_on,
    answers_dated: manifest.answers_dated,
    inputs: manifest.inputs,
    records: { in: tally.records, scored: tally.scored, not_scored: tally.records - tally.scored },
    levels: Object.fromEntries(LEVELS.map((level, index) => [level, tally.levels[index] as number])),
    incomplete: tally.incomplete,
    rules: rules.map((rule, index) => ({
      id: rule.id,
      level: rule.level,
      raised: counts.raised[index] as number,
      covered: counts.covered[index] as number,
      undetermined: counts.undetermined[index] as number,
    })),
    questions: questions.map((question, index) => ({
      id: question.id,
      given: state(index, State.given),
      unsure: state(index, State.unsure),
      declined: state(index, State.declined),
      unanswered: state(index, State.unanswered),
      pending: state(index, State.pending),
      not_asked: state(index, State.notAsked),
      rejected: state(index, State.rejected),
    })),
    unreadable: [...tally.unreadable].map(([key, cells]) => {
      const [column = '', code = ''] = key.split('\n')
      return { column, code, cells }
    }),
    not_scored: [...tally.broken].map(([code, records]) => ({ code, records })),
    duplicate_ids: tally.duplicates,
    options: manifest.options,
  }
}

/** In how many records the question had something written. */
export function writtenAnswers({ states }: Counts, question: number): number {
  const written = [State.given, State.unsure, State.declined, State.rejected]
  return written.reduce<number>((sum, state) => sum + (states[question * STATE_COUNT + state] as number), 0)
}
