import { type Report, type SmallEdit, slipPerson, thingOf, type Unnoticed } from '../../authoring/index.ts'
import { positionAt } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'

/** The result of trying small wrong edits, as data: counts, and each unnoticed one with the person who would tell. */
export function slipsData(
  { possible, told, silenced, harmless, open }: NonNullable<Report['slips']>,
  questionnaire: Questionnaire,
): object {
  const place = (slip: SmallEdit) => ({
    id: thingOf(slip).id,
    line: positionAt(questionnaire.source, thingOf(slip).span.start).line,
    slip: slip.says,
  })
  return {
    possible,
    ignored: silenced,
    unnoticed: told.map((one: Unnoticed) => ({ ...place(one.slip), ...slipPerson(questionnaire, one) })),
    change_nothing: harmless.map(place),
    not_proved: open.map(place),
  }
}
