import { plural } from '../../diagnostics/index.ts'
import { type Check, type Form, spanAt } from '../form.ts'
import { changesIn } from '../prove/index.ts'
import { personLines } from '../refuted.ts'
import { type Slips, thingOf, type Unnoticed } from '../slips/index.ts'

/** At most this many are reported; `--json` has all of them. */
const MOST_TOLD = 5

export const slipUnnoticed: Check = {
  code: 'slip-unnoticed',
  section: 'cases',
  severity: 'warning',
  what: 'small wrong edits of a rule or an `ask_if` that no case would notice: a number by one step, `>` for `>=`, a code or a test left out or put in, `and` for `or`, a test turned round, another level, the rule gone',
  why: 'Somebody who changes the form later, or made it, can be wrong in just that place, and every case still holds. Each is shown with the person who would tell.',
  todo: '`check --add-case` writes these people to the cases file: say what is expected of them. A level is mostly enough; the comment above each names what must be said. Where a place is wanted to be free, ignore this beside its rule or question with that reason',
  example: { wrong: 'expect: { level: refer-before }', right: 'expect: { raised: [R-AMOUNT, R-SIGNS] }' },
  looksAt: 'whole',
  appliesIgnore: true,
  look: (form, found) => {
    if (form.slips === undefined || !form.cases) return
    const { told, possible } = toldSlips(form.slips, form)
    const [first] = told
    if (first === undefined) return
    const thing = thingOf(first.slip)
    found(spanAt(form, thing, 'when' in thing ? 'when' : 'ask_if'), {
      message: `no case would notice ${told.length} of ${plural(possible, 'possible slip')}`,
      help: [...told.slice(0, MOST_TOLD).map((one) => slipLine(one, form)), ...further(told)].join('\n'),
    })
  },
}

/** The unnoticed slips that are reported: all but those that the author has silenced. */
export interface ToldSlips extends Slips {
  readonly told: readonly Unnoticed[]
  readonly silenced: number
}

export function toldSlips(slips: Slips, { ignores }: Pick<Form, 'ignores'>): ToldSlips {
  const all = slips.unnoticed
  const told = all.filter(({ slip }) => !ignores.silence('slip-unnoticed', thingOf(slip).span.start))
  return { ...slips, told, silenced: all.length - told.length }
}

function slipLine({ slip, person, keys }: Unnoticed, { questionnaire }: Form): string {
  const { id } = thingOf(slip)
  const changes = changesIn(questionnaire, person.answers, person.on)
  const who = personLines(questionnaire, { ...person, changes }).join('; ')
  const where = keys[0] === 'level' ? '' : ` by \`${keys[0]}\``
  return `\`${id}\`: ${slip.says}; who would tell${where}: ${who}`
}

function further(told: readonly Unnoticed[]): readonly string[] {
  const more = told.length - MOST_TOLD
  const waiting = told.filter(({ waits }) => waits).length
  const writes = waiting === told.length ? [] : ['`--add-case` writes these people down']
  const wait =
    waiting === 0 ? [] : [`${waiting === 1 ? '1 waits' : `${waiting} wait`} for a case that says \`expect: todo\``]
  return [[...(more > 0 ? [`and ${more} more, all of them in \`--json\``] : []), ...writes, ...wait].join('; ')]
}
