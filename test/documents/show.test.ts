import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { firstEdition, headOf } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'show-'))
afterAll(() => rmSync(folder, { recursive: true }))

const INTAKE = 'test/fixtures/first-edition/ketamine-intake.yaml'
const intake = firstEdition('ketamine-intake')

const FALLS = `${headOf('falls')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
      - { id: fell, text: Did you fall?, type: yes_no }
      - id: times
        text: How many times?
        type: integer
        ask_if: fell = yes
        hard: { min: 1, max: 100 }
        soft: { max: 20 }
rules:
  - { id: R, when: times >= 2, level: refer-discuss, because: 'Fell {times} times.', sources: [s] }
`

function steadyHash(text: string): string {
  return text.replaceAll(/sha256:[0-9a-f]+/g, 'sha256:…')
}

async function shown(...args: readonly string[]): Promise<string> {
  const { exit, out, err } = await prescreen(['show', INTAKE, ...args])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  return out
}

describe('the code book', () => {
  test('a question that no rule reads says what hangs on it', async () => {
    const form = join(folder, 'falls.yaml')
    writeFileSync(form, FALLS)
    const { out } = await prescreen(['show', form, '--as', 'markdown'])
    expect(out.split('\n').filter((line) => /If not|Decides on|Limits|Usual/.test(line))).toMatchInlineSnapshot(`
      [
        "- **If not known:** “Not sure”, “Prefer not to say”: no level of its own, since no rule reads it; question 2 is asked, to be safe",
        "- **If not answered:** no level of its own, since no rule reads it; question 2 is not asked yet, and the form is not finished",
        "- **Decides on asking:** \`2. How many times?\`",
        "- **Limits:** 1 to 100; outside, the answer is not used",
        "- **Usual range:** at most 20; outside, it is asked whether it is right",
        "- **If not known:** “Not sure”, “Prefer not to say”, no answer: as the most serious rule that it leaves open, at most “Refer to clinician before anything goes ahead”",
      ]
    `)
  })

  test('begins as a document that a clinician could sign', async () => {
    const text = await shown('--as', 'markdown')
    expect(steadyHash(text).split('\n').slice(0, 60).join('\n')).toMatchInlineSnapshot(`
      "# Health questions before a first visit

      **DRAFT. No clinician has reviewed it. Do not use it with a real person until one has signed it.**

      - **Questionnaire:** \`ketamine-intake\` version 1.0.0
      - **Content:** \`sha256:…\`
      - **Written for:** patient, or staff reading aloud; adults
      - **Language:** en
      - **Contents:** 52 questions in 13 sections, 76 rules, 41 promises, 46 sources
      - **Look again by:** 2027-11-30

      > This form collects answers for the clinical team. It does not decide anything. Do not stop or change any medicine because of this form.

      ## How to read this

      This form does not decide anything. A clinician decides. Rules only ever raise the level. There are four, the most serious first:

      - **Act now** \`act-now\`
      - **Refer to clinician before anything goes ahead** \`refer-before\`
      - **Refer to clinician: raise at the visit** \`refer-discuss\`
      - **No flag raised by this form. A clinician still decides.** \`none-raised\`

      In conditions:

      - “Not answered” covers “Not sure”, “Prefer not to say”, no answer at all, an answer that cannot be used, and a question that was not asked.
      - A test of a question without a usable answer is neither true nor false. A rule that depends on it is reported as not ruled out; “not” does not turn it into true.
      - A test of a question that was not asked is false, so its “is not” is true.
      - A question that is asked only if something holds is also asked when that depends on a “Not sure” or “Prefer not to say”.
      - The number of answers leaves out the empty answer, such as “None of these”.
      - Where a reason prints a number, its unit follows it.
      - What is in brackets is worked out first.

      ## Questions

      ### Right now

      #### 1. Symptoms right now \`now_physical\`

      **Do you have any of these right now?**

      | Code | Answer |
      | --- | --- |
      | \`chest_pain\` | Pain, pressure or tightness in the chest |
      | \`breathless\` | Trouble breathing that is new or much worse than usual |
      | \`stroke_signs\` | Face drooping, a weak arm or leg, or trouble speaking that started suddenly |
      | \`headache\` | A sudden, very bad headache |
      | \`eye\` | Sudden change in sight, or a very painful red eye |
      | \`faint\` | Fainting, or a fast or uneven heartbeat that makes you feel unwell |
      | \`seizure\` | A seizure (fit) today |
      | \`none\` | None of these |

      - **Answer:** all answers that apply, or “Not sure”, or “Prefer not to say”
      - **Help:** If yes, stop here and tell a member of staff now. If you are alone, call the emergency number.
      - **Why it is asked:** The US label names several of these as signs that need emergency care.
      - **If not known:** “Not sure”, “Prefer not to say”: Act now
      - **If not answered:** Refer to clinician before anything goes ahead
      - **Read by:** \`U-NOW-PHYS\`
      - **Sources:** \`fda-spravato blood pressure\`

      ### About you"
    `)
  })

  test('ends with lines to sign', async () => {
    const text = await shown('--as', 'markdown')
    expect(steadyHash(text.slice(text.indexOf('## Signatures')))).toMatchInlineSnapshot(`
      "## Signatures

      A signature means: I have read the questions, the rules with their levels, the promises and the sources of ketamine-intake 1.0.0, in the text whose content is \`sha256:…\`. What has to change first is written here.

      To change first: ........................................

      Name and role: ........................................

      Signature: ........................................

      Day: ........................................

      Look again by: ........................................

      ### Second reader

      Name and role: ........................................

      Signature: ........................................

      Day: ........................................
      "
    `)
  })

  test('holds every question, option, rule, promise and source', async () => {
    const text = await shown('--as', 'markdown')
    for (const { id, options, type } of intake.questions) {
      expect(text).toContain(` \`${id}\`\n`)
      if (type !== 'yes_no') for (const { code } of options) expect(text).toContain(`| \`${code}\` |`)
    }
    for (const { id, when } of intake.rules) {
      expect(text).toContain(`\n#### ${id}\n`)
      expect(text).toContain(`\`${when.text}\``)
    }
    for (const { id } of intake.promises) expect(text).toContain(`| \`${id}\` |`)
    for (const { id, url } of intake.sources.values()) {
      expect(text).toContain(`\n#### ${id}\n`)
      if (url !== undefined) expect(text).toContain(`<${url}>`)
    }
    expect(text.match(/^- \*\*Level:\*\* /gm)?.length).toBe(intake.rules.length)
    expect(text.match(/^- \*\*When:\*\* /gm)?.length).toBe(intake.rules.length)
    expect(text.match(/^- \*\*Because:\*\* /gm)?.length).toBe(intake.rules.length)
    expect(text.match(/^- \*\*Advice:\*\* /gm)?.length).toBe(intake.rules.length)
  })

  test('says of every question what follows where nothing is known', async () => {
    const text = await shown('--as', 'markdown')
    const questions = text.slice(text.indexOf('## Questions'), text.indexOf('## Rules')).split('\n#### ').slice(1)
    const silent = questions.filter((one) => !one.startsWith('Shown, not asked') && !one.includes('**If not known:**'))
    expect(silent).toEqual([])
  })

  test.each([
    ['draft', '**DRAFT. No clinician has reviewed it.'],
    ['retired', '**RETIRED. It is no longer in use.**'],
    ['reviewed\nreviewed_by: Dr. A. Example\nreviewed_on: 2026-05-01', '**Reviewed by Dr. A. Example on 2026-05-01.**'],
  ])('says its status: %s', async (status, words) => {
    const path = join(folder, `${status.slice(0, 8)}.yaml`)
    writeFileSync(path, intake.source.text.replace('status: draft', `status: ${status}`))
    expect((await prescreen(['show', path, '--as', 'markdown'])).out).toContain(words)
  })
})

test('the rules as a table, one row each', async () => {
  const rows = (await shown('--as', 'rules')).split('\n').filter((line) => line.startsWith('| `'))
  expect(rows.length).toBe(intake.rules.length)
  expect(rows.find((row) => row.includes('`B-BLADDER-BLOOD`'))).toMatchInlineSnapshot(
    `"| \`B-BLADDER-BLOOD\` | “Blood in the urine” is among the answers to “Bladder symptoms, past 4 weeks” | Refer to clinician before anything goes ahead | Reported blood in the urine. This needs to be looked into. | A clinician needs to review before anything goes ahead. |  | \`bnssg-ketamine-bladder red flags\`, \`fda-ketalar 6\`, \`chan-2022\` |"`,
  )
})

describe('the paper form', () => {
  test('says at each question that decides an act-now rule that somebody must be told now', async () => {
    const text = (await shown('--as', 'paper')).replaceAll(/\n {6}(?=\S)/g, ' ')
    const alarms = text.match(/Stop and tell a member of staff now if/g)
    const last = intake.rules.filter(({ level }) => level === 'act-now').map(({ when }) => when.reads.at(-1)?.id)
    expect(alarms).toHaveLength(new Set(last).size)
    expect(text).toContain('Stop and tell a member of staff now if question 43 is “Yes”.')
  })

  test('says who is to answer a question, and where to go on', async () => {
    const lines = (await shown('--as', 'paper')).split('\n')
    const at = lines.findIndex((line) => line.startsWith('  36  '))
    expect(lines.slice(at - 5, at + 10).join('\n')).toMatchInlineSnapshot(`
      "      [ ] Never
            [ ] Yes, now or in the last 12 months
            [ ] Yes, more than 12 months ago
            [ ] Not sure   [ ] Prefer not to say

        36  Only if question 35 is “Yes, now or in the last 12 months”. Also if
            question 35 is “Not sure” or “Prefer not to say”. Otherwise go on with
            question 37.
            Are voices or beliefs telling you to hurt yourself or someone else
            right now?
            Tick one.
            [ ] Yes   [ ] No   [ ] Not sure   [ ] Prefer not to say
            Stop and tell a member of staff now if question 36 is “Yes”; or if
            question 36 is “Not sure” or “Prefer not to say”.
      "
    `)
  })

  test('begins with what it is, and has a place for every answer', async () => {
    const text = await shown('--as', 'paper')
    expect(text.split('\n').slice(0, 32).join('\n')).toMatchInlineSnapshot(`
      "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       Health questions before a first visit
      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       DRAFT. No clinician has reviewed it. Do not use it with a real person until
       one has signed it.

       This form collects answers for the clinical team. It does not decide
       anything. Do not stop or change any medicine because of this form.

       Reference, no name:  _____________________________________________________
       Day:                 _____________________________________________________
       Staff:               _____________________________________________________

       RIGHT NOW
      ────────────────────────────────────────────────────────────────────────────

         1  Do you have any of these right now?
            If yes, stop here and tell a member of staff now. If you are alone,
            call the emergency number.
            Tick all that apply.
            [ ] Pain, pressure or tightness in the chest
            [ ] Trouble breathing that is new or much worse than usual
            [ ] Face drooping, a weak arm or leg, or trouble speaking that started
                suddenly
            [ ] A sudden, very bad headache
            [ ] Sudden change in sight, or a very painful red eye
            [ ] Fainting, or a fast or uneven heartbeat that makes you feel unwell
            [ ] A seizure (fit) today
            [ ] None of these
            [ ] Not sure   [ ] Prefer not to say
            Stop and tell a member of staff now if one or more answers to question
            1 are chosen, apart from “None of these”; or if question 1 is “Not"
    `)
    expect(text.match(/^ +\d+ {2}/gm)?.length).toBe(intake.questions.length)
    expect(text.match(/\bOnly if /g)?.length).toBe(intake.questions.filter(({ askIf }) => askIf !== undefined).length)
    expect(text.match(/\[ \] Prefer not to say/g)?.length).toBe(
      intake.questions.filter(({ offer }) => offer.includes('declined')).length,
    )
  })
})

test('the outline stands in the width of the terminal and in ASCII where there is nothing else', async () => {
  const { out } = await prescreen(['show', 'substance-use'], '', { LANG: 'C' })
  expect(out).toMatch(/^[\x20-\x7e\n]+$/)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76)
  expect(steadyHash(out).split('\n').slice(0, 40).join('\n')).toMatchInlineSnapshot(`
    "============================================================================
     Alcohol and drug questions
     substance-use 2.0.0 | sha256:…
     DRAFT. No clinician has reviewed it. Do not use it with a real person until
     one has signed it.
     14 questions in 3 sections, 21 rules, 19 promises, 17 sources
    ============================================================================

     Right now (staff may answer)
     ----------------------------

          These are our own questions, not a validated instrument.
          about_substance_questions: shown, not asked

       1  Staff: how does the person seem?
          alert | one answer
            normal        Awake and clear
            drowsy        Drowsy, unsteady, or seems to have taken something
            hard_to_wake  Hard to wake, or breathing slowly

       2  Do you have any of these now, after cutting down or stopping?
          withdrawal_now | all answers that apply
            shakes   Shaking or heavy sweating
            cramps   Cramps, vomiting, loose stools or gooseflesh
            seeing   Seeing or hearing things that are not there
            seizure  A seizure (fit) in the last 2 days
            none     None of these

     Alcohol
     -------

       3  How often do you drink alcohol?
          alcohol_days | one answer
            never        I do not drink
            lt1          Less than one day a week
            days_1_to_3  1 to 3 days a week
            days_4_to_6  4 to 6 days a week
            daily        Every day

       4  In the past year, how often did you have 5 or more drinks in one day?"
  `)
})

describe('the command', () => {
  test('writes a new file, and leaves one alone that is there', async () => {
    const path = join(folder, 'book.html')
    expect(await prescreen(['show', INTAKE, '--as', 'html', '-o', path])).toEqual({
      exit: 0,
      out: '',
      err: '',
    })
    const { size } = statSync(path)
    expect(size).toBeGreaterThan(100_000)
    expect(readFileSync(path, 'utf8')).toContain('<!doctype html>')
    const again = await prescreen(['show', INTAKE, '-o', path])
    expect(again.exit).toBe(73)
    expect(again.err).toBe(
      `prescreen: ${path}: there is a file of that name already, and it was left alone\n   --force replaces it\n`,
    )
    expect(statSync(path).size).toBe(size)
    expect((await prescreen(['show', INTAKE, '-o', join(folder, 'no', 'x.md')])).exit).toBe(73)
  })

  test('- is standard output', async () => {
    expect((await shown('--as', 'mermaid', '-o', '-')).startsWith('---\nconfig:')).toBe(true)
  })

  test.each([
    ['markdwon', 'did you mean `markdown`?'],
    ['docx', 'known here: `terminal`, `markdown`, `html`, `mermaid`, `rules`, `paper`, `answers`'],
  ])('--as %s is wrong usage', async (as, help) => {
    const { exit, out, err } = await prescreen(['show', INTAKE, '--as', as])
    expect({ exit, out, err }).toEqual({ exit: 64, out: '', err: `prescreen: --as cannot be \`${as}\`\n   ${help}\n` })
  })

  test('a questionnaire that is not there, and one with a mistake', async () => {
    expect((await prescreen(['show', 'ketamine-intak'])).exit).toBe(66)
    const path = join(folder, 'wrong.yaml')
    writeFileSync(path, intake.source.text.replace('when: age < 18', 'when: agee < 18'))
    const { exit, out, err } = await prescreen(['show', path])
    expect({ exit, out }).toEqual({ exit: 65, out: '' })
    expect(err).toContain('did you mean `age`?')
  })
})
