import { expect, test } from 'vitest'
import { logicClaims } from '../../../src/authoring/prove/logic.ts'
import { type Part, partOf } from '../../../src/authoring/prove/part.ts'
import { connectedQuestions } from '../../../src/authoring/prove/parts.ts'
import { peopleOf } from '../../../src/authoring/prove/person-search.ts'
import { promiseClaims } from '../../../src/authoring/prove/promises.ts'
import type { Proving } from '../../../src/authoring/prove/proving.ts'
import { diagramEngine } from '../../../src/authoring/prove/truths.ts'
import { unknownClaims } from '../../../src/authoring/prove/unknown.ts'
import { worseClaims } from '../../../src/authoring/prove/worse.ts'
import type { Questionnaire } from '../../../src/questionnaire/index.ts'
import { questionnaire } from '../../support/load.ts'
import { longForm, yamlOf } from './second-forms.ts'

/** More by one command: `PRESCREEN_LONG=2000 npx vitest run test/authoring/prove/near.test.ts`. */
const FORMS = Number(process.env.PRESCREEN_LONG ?? 20)
const ON = '2026-03-01'
const ENGINE = diagramEngine({ takes: () => true, spends: () => true })

/** Verdicts, with parts as `seen`. */
function verdictsOf(form: Questionnaire, seen: (part: Part) => Part): readonly string[] {
  const connected = connectedQuestions(form)
  const parts = connected.map((together) => {
    const part = partOf(together, { questionnaire: form, on: ON, engine: ENGINE })
    return part && seen(part)
  })
  const placeOf = new Map(connected.flatMap((one, place) => one.map((index) => [index, place] as const)))
  const proving: Proving = {
    questionnaire: form,
    on: ON,
    partOf: ({ reads }) => parts[placeOf.get(reads[0]?.index ?? 0) ?? 0],
    people: peopleOf(form, ON, parts),
  }
  return [logicClaims, promiseClaims, unknownClaims, worseClaims].flatMap((section) =>
    section(proving).map(({ code, about, outcome, ...more }) => {
      const example = 'example' in more ? JSON.stringify(more.example) : ''
      const known = 'orUnknown' in more ? 'or unknown' : ''
      return `${code} ${about.id} ${outcome} ${known} ${example}`
    }),
  )
}

test(`${FORMS} long questionnaires: what stands near a claim settles it as all there is would`, {
  timeout: 7_200_000,
}, () => {
  let settled = 0
  let claims = 0
  for (let seed = 0; seed < FORMS; seed += 1) {
    const form = questionnaire(yamlOf(longForm(seed)))
    const nearby = verdictsOf(form, (part) => ({
      ...part,
      near: {
        ...part.near,
        rings: (places) => {
          const rings = [...part.near.rings(places)]
          settled += rings.length > 0 ? 1 : 0
          return rings
        },
      },
    }))
    const whole = verdictsOf(form, (part) => ({ ...part, near: { ...part.near, rings: () => [] } }))
    claims += whole.length
    expect(nearby, `seed ${seed}`).toEqual(whole)
  }
  expect(settled).toBeGreaterThan(claims / 4)
})
