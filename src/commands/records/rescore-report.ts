import { visible } from '../../diagnostics/index.ts'
import { type Questionnaire, rank } from '../../questionnaire/index.ts'
import type { Record1, RecordHead1, Rescored } from '../../record/index.ts'
import { headingFor } from '../../rules/index.ts'

/**
 * What is printed about records that are scored again: each with its changes and losses, then the form and the count.
 */
export interface RescoreReport {
  add(was: Record1, again: Rescored): string
  end(): string
}

/** `tried`: nothing is stored. */
export function rescoreReport(to: Questionnaire, fate: 'kept' | 'tried'): RescoreReport {
  const counts = { all: 0, higher: 0, lower: 0, lost: 0 }
  const added = new Set<string>()
  const reworded = new Set<string>()
  return {
    add: (was, { record: { head }, carried }) => {
      const change = rank(head.level) - rank(was.head.level)
      counts.all += 1
      counts.higher += change > 0 ? 1 : 0
      counts.lower += change < 0 ? 1 : 0
      counts.lost += carried.notCarried.length > 0 ? 1 : 0
      for (const { id } of carried.added) added.add(id)
      for (const one of carried.reworded) reworded.add(`  ${one.question}: ${one.was} → ${one.now}`)
      const kept = fate === 'kept' ? `   record ${head.id}` : ''
      const sign = change > 0 ? ' HIGHER' : change < 0 ? ' LOWER' : ''
      const ref = was.head.ref === undefined ? '' : `  ${visible(was.head.ref)}`
      return [
        `${was.head.id}  ${was.head.on}${ref}  ${to.id} ${was.head.questionnaire.version} → ${to.version}`,
        `  was  ${levelOf(was.head)}`,
        `  now  ${levelOf(head)}${sign}${kept}`,
        ...carried.notCarried.map(
          ({ question, answer, why }) => `  not carried over: ${question}: ${visible(answer)}. ${why}`,
        ),
        '',
        '',
      ].join('\n')
    },
    end: () => {
      const { all, higher, lower, lost } = counts
      const lines = [
        ...(added.size === 0 ? [] : [`New questions, which nobody was asked: ${[...added].join(', ')}`]),
        ...(reworded.size === 0
          ? []
          : ['In other words now; whether they mean the same is for a person to say:', ...reworded]),
        all === 0
          ? 'No record to score again.'
          : `${all} scored again: ${higher} higher, ${lower} lower, ${all - higher - lower} at the same level; ${lost} with answers that could not be carried over.`,
        ...(fate === 'tried' ? ['Nothing was kept.'] : []),
      ]
      return `${lines.join('\n')}\n`
    },
  }
}

function levelOf(head: RecordHead1): string {
  return headingFor(head)
}
