import type { FormComparison, LevelChange } from '../../authoring/index.ts'
import { changesBetween, type FormDifference } from '../../documents/index.ts'
import type { Answers, Questionnaire } from '../../questionnaire/index.ts'
import { LEVELS, rank } from '../../questionnaire/index.ts'

/** Everything about a comparison, for programs: `prescreen/difference/1`. */
export function differenceJson({ old, now, given }: FormDifference, found: FormComparison): object {
  const { changes, counts, weaker, stored, version, notCompared } = found
  const somebody = changes.filter(({ outcome }) => outcome === 'somebody')
  return {
    format: 'prescreen/difference/1',
    old: headOf(old),
    new: headOf(now),
    lowered: somebody.filter(({ reading }) => reading !== 'raised').map(moved),
    raised: somebody.filter(({ reading }) => reading === 'raised').map(moved),
    not_settled: changes
      .filter(({ outcome }) => outcome === 'open')
      .map(({ reading, from, to }) => ({ reading, from, to })),
    not_compared: notCompared.map(({ question }) => question.id),
    sheets: { lowered: sheetsOf(counts.lowered), raised: sheetsOf(counts.raised) },
    weaker_promises: weaker.map(({ promise, how }) => ({ id: promise.id, how })),
    kept_answers: {
      not_carried: stored.lost.map(({ question, answer, why }) => ({ question: question.id, answer, why })),
      reworded: stored.reworded.map(({ question, was, now: is }) => ({ question: question.id, was, now: is })),
      counted_otherwise: stored.counted.map(({ question, label }) => ({ question: question.id, answer: label })),
      new_questions: stored.added.map(({ id }) => id),
    },
    version: { fits: version.fits, raise: version.wants, since: version.since, least: version.least },
    ...(given === undefined
      ? {}
      : {
          given: {
            where: given.where,
            people: given.people,
            not_carried: given.notCarried,
            moves: given.moves.map((move) => ({ ...move, by: Object.fromEntries(move.by) })),
          },
        }),
    changes: changesBetween(old, now),
  }
}

function headOf({ id, version, source }: Questionnaire): object {
  return { id, version, path: source.path, sha256: source.sha256 }
}

function moved({ reading, from, to, by, person }: LevelChange): object {
  return {
    from,
    to,
    ...(reading === 'raised' ? {} : { by: typeof by === 'object' ? { rule: by.id } : 'not-known' }),
    ...(reading === 'no-longer-asked' ? { no_longer_asked: true } : {}),
    person: person && {
      on: person.on,
      unusual: person.changes.map(({ question, answer }) => ({
        question: (question.now ?? question.old)?.id,
        in: question.old === undefined ? 'new' : question.now === undefined ? 'old' : 'both',
        answer: answer ?? null,
      })),
      old: { answers: answersOf(person.old.answers), rules: person.old.firing.map(({ id }) => id) },
      new: { answers: answersOf(person.now.answers), rules: person.now.firing.map(({ id }) => id) },
    },
  }
}

function answersOf(answers: Answers): object {
  return Object.fromEntries(answers)
}

/** How many sheets have which level in which form. Written as text, because the numbers can be too large for JSON. */
function sheetsOf(counts: FormComparison['counts']['lowered']): object | null {
  if (counts === undefined) return null
  const named = LEVELS.map((from) => [
    from,
    Object.fromEntries(LEVELS.map((to) => [to, String(counts.sheets[rank(from)]?.[rank(to)] ?? 0n)])),
  ])
  return { by_value: counts.isByValue, levels: Object.fromEntries(named) }
}
