import { plural, visible } from '../../diagnostics/index.ts'
import { type Level, rank } from '../../questionnaire/index.ts'
import { type Block, strong, type Text } from '../typesetting/blocks.ts'
import { SHORT_LEVELS } from './people.ts'
import { section } from './section.ts'

/** People with stored answers, counted under both forms. */
export interface GivenPeople {
  /** Where the answers are from, such as the name of a file. */
  readonly where: string
  readonly people: number
  readonly notCarried: number
  readonly moves: readonly {
    readonly from: Level
    readonly to: Level
    readonly people: number
    readonly by: ReadonlyMap<string, number>
    readonly labels: readonly string[]
  }[]
}

export function givenPeople({ where, people, notCarried, moves }: GivenPeople): readonly Block[] {
  const count = (is: (step: number) => boolean) =>
    moves.filter(({ from, to }) => is(rank(to) - rank(from))).reduce((sum, one) => sum + one.people, 0)
  const [down, up] = [count((step) => step < 0), count((step) => step > 0)]
  const lost = notCarried === 0 ? '' : `; of ${notCarried} not all answers can be carried over`
  const counts = `${plural(people, 'person', 'people')}: ${down} lowered, ${up} raised, ${people - down - up} as before${lost}.`
  return section(`In ${visible(where)}`, [
    `${counts} What the new form asks besides is taken as usual.`,
    ...moves.map(moveInWords),
  ])
}

function moveInWords({ from, to, people, by, labels }: GivenPeople['moves'][number]): Text {
  const more = people > labels.length ? ` and ${people - labels.length} more` : ''
  const rules = [...by].sort((a, b) => b[1] - a[1]).map(([id, count]) => `${id} (${count})`)
  const cause = rules.length === 0 ? '' : `, raised before by ${rules.join(', ')}`
  return [strong(`${SHORT_LEVELS[from]} → ${SHORT_LEVELS[to]}`), `: ${labels.map(visible).join(', ')}${more}${cause}.`]
}
