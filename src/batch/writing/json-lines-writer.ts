import { escapedJson } from '../../diagnostics/index.ts'
import { isoOf } from '../../expression/index.ts'
import { LEVELS, type Questionnaire } from '../../questionnaire/index.ts'
import { type Finding, type Guidance, guidanceMemory, guide } from '../../rules/index.ts'
import { BROKEN, type Broken, type ByteWriter, putByte, putBytes, putText } from '../../tables/index.ts'
import { namesOfSet } from '../columns/named-bits.ts'
import { answersOfTable } from '../reading/row-answers.ts'
import { idText } from './record-id.ts'
import type { Brevity, ResultWriter, ScoredRows } from './scored-rows.ts'

/** Results as JSON Lines: the guidance of each person as `screen --json` prints it, after `record` and `id`. */
export function jsonLinesWriter(questionnaire: Questionnaire, out: ByteWriter, { isBrief }: Brevity): ResultWriter {
  return writer(questionnaire, out, { isNumbered: true, isBrief })
}

/** The same for engines that give parts of the records to many processes, where record numbers would mean nothing. */
export function answeringLinesWriter(
  questionnaire: Questionnaire,
  out: ByteWriter,
  { isBrief }: Brevity,
): ResultWriter {
  return writer(questionnaire, out, { isNumbered: false, isBrief })
}

function writer(
  questionnaire: Questionnaire,
  out: ByteWriter,
  { isNumbered, isBrief }: { readonly isNumbered: boolean; readonly isBrief: boolean },
): ResultWriter {
  let lines = 0
  const memory = guidanceMemory()
  const answersIn = answersOfTable()
  const findings = new WeakMap<Finding, Uint8Array>()
  const guidanceOf = (scored: ScoredRows, person: number): Guidance => {
    const today = scored.columns.today[person] as number
    const answers = answersIn(scored, person)
    return guide(questionnaire, answers, Number.isNaN(today) ? '' : isoOf(today), { memory })
  }

  function bytesOf(finding: Finding): Uint8Array {
    const known = findings.get(finding)
    if (known !== undefined) return known
    const bytes = new TextEncoder().encode(escapedJson(finding))
    findings.set(finding, bytes)
    return bytes
  }

  /** Writes what `escapedJson` would write for the whole. Findings that came before are copied. */
  function putGuidance(about: { readonly id: string | null }, said: Guidance): void {
    // Two objects are joined as text, because merging them into one would cost as much as all their texts.
    const text = `${escapedJson(about).slice(0, -1)},${escapedJson({ ...said, findings: [] }).slice(1)}`
    // Inside a text, these quotation marks would be escaped.
    const at = text.indexOf(NO_FINDINGS) + NO_FINDINGS.length - 1
    putText(out, text.slice(0, at))
    let isFirst = true
    for (const finding of said.findings) {
      if (!isFirst) putByte(out, COMMA)
      isFirst = false
      const bytes = bytesOf(finding)
      putBytes(out, bytes, 0, bytes.length)
    }
    putText(out, text.slice(at))
  }

  return {
    heading: () => undefined,
    person(scored, person) {
      const about = { record: isNumbered ? scored.numbers[person] : undefined, id: idText(scored, person) ?? null }
      if (isBrief) putText(out, escapedJson({ ...about, ...briefly(scored, person) }))
      else putGuidance(about, guidanceOf(scored, person))
      putText(out, '\n')
      lines += 1
    },
    broken(record, broken) {
      const said = notScored(record, broken)
      putText(out, `${escapedJson(isNumbered ? said : { ...said, record: undefined, lines: undefined })}\n`)
      lines += 1
    },
    lines: () => lines,
  }
}

const COMMA = 0x2c
const NO_FINDINGS = '"findings":[]'

/** Ids instead of texts, in lists named like the columns of results in CSV. */
function briefly({ outcomes, sets }: ScoredRows, person: number): object {
  return {
    level: LEVELS[outcomes.levels[person] as number],
    complete: outcomes.complete[person] === 1,
    raised: namesOfSet(sets.raised, person),
    covered: namesOfSet(sets.covered, person),
    undetermined: namesOfSet(sets.undetermined, person),
    unsure: namesOfSet(sets.unsure, person),
    declined: namesOfSet(sets.declined, person),
    unanswered: namesOfSet(sets.unanswered, person),
    conflicts: namesOfSet(outcomes.conflicts, person),
    out_of_range: namesOfSet(sets.outOfRange, person),
    unreadable: namesOfSet(sets.unreadable, person),
    check_failed: namesOfSet(sets.checkFailed, person),
  }
}

function notScored(record: number, { line, lastLine, code }: Broken): object {
  return {
    record,
    id: null,
    level: 'not-scored',
    complete: false,
    lines: [line, lastLine],
    code,
    message: BROKEN[code],
  }
}
