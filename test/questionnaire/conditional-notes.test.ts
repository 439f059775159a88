import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { due, isNoteShown } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { inMemory } from '../../src/screening/index.ts'
import { notesBefore } from '../../src/terminal/notes.ts'
import { plainInterview } from '../../src/terminal/plain.ts'
import { Desk } from '../support/desk.ts'
import { answersTo, headOf, problemsOf, questionnaire } from '../support/load.ts'
import { prescreen } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'notes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FORM = `${headOf('notes')}sources: { s: { title: S } }
sections:
  - id: one
    title: One
    questions:
      - { id: smoker, text: Do you smoke?, type: yes_no, usual: no, record_only: 'To show it.' }
      - { id: leaflet, type: note, ask_if: smoker = yes, text: Take a leaflet at the desk. }
      - { id: amount, text: How many a day?, type: integer, ask_if: smoker = yes, usual: 5, hard: { min: 0, max: 90 } }
      - { id: heavy, type: note, ask_if: amount >= 20, text: Ask for the long leaflet. }
  - id: two
    title: Two
    questions:
      - { id: tired, text: Are you tired?, type: yes_no, usual: no, worse: yes }
      - { id: rest, type: note, ask_if: tired = yes, text: There is a chair. }
rules:
  - { id: TIRED, when: tired = yes, level: refer-discuss, because: Reported being tired., sources: [s] }
`
const form = questionnaire(FORM)

function changed(from: string, to: string): string {
  expect(FORM).toContain(from)
  return FORM.replace(from, () => to)
}

function shownTo(answers: Parameters<typeof answersTo>[1]): readonly string[] {
  const { sheet } = due(form, answersTo(form, answers), '2026-03-01')
  return form.notes.filter((note) => isNoteShown(note, sheet)).map(({ id }) => id)
}

describe('a note with an `ask_if`', () => {
  test.each([
    ['nothing is known yet', {}, []],
    ['it holds', { smoker: 'yes' }, ['leaflet']],
    ['it does not', { smoker: 'no' }, []],
    ['somebody is not sure', { smoker: 'unsure' }, ['leaflet']],
    ['somebody declines', { smoker: 'declined' }, ['leaflet']],
    ['it reads what was not asked', { smoker: 'no', tired: 'yes' }, ['rest']],
    ['it reads a number', { smoker: 'yes', amount: 20 }, ['leaflet', 'heavy']],
    ['the number is too small', { smoker: 'yes', amount: 19 }, ['leaflet']],
    ['the number cannot be used', { smoker: 'yes', amount: 900 }, ['leaflet', 'heavy']],
  ])('is shown as a question would be asked: %s', (_, answers, expected) => {
    expect(shownTo(answers)).toEqual(expected)
  })

  test.each([
    ['ask_if: smoker = yes, text: Take', 'ask_if: smokr = yes, text: Take', 'unknown question `smokr`'],
    ['ask_if: smoker = yes, text: Take', 'ask_if: smoker = often, text: Take', 'has no answer `often`'],
    ['ask_if: smoker = yes, text: Take', 'ask_if: smoker >= 3, text: Take', 'type-mismatch'],
    ['ask_if: smoker = yes, text: Take', "ask_if: '', text: Take", 'the condition is empty'],
    ['ask_if: smoker = yes, text: Take', 'ask_if: amount > 3, text: Take', '`amount` is asked after this note'],
    ['ask_if: amount >= 20', 'ask_if: tired = yes', 'move this note behind `tired`'],
    ['ask_if: amount >= 20', 'ask_if: leaflet = yes', '`leaflet` is a note: it is shown, and has no answer'],
    ['when: tired = yes', 'when: rest = yes', '`rest` is a note: it is shown, and has no answer'],
    ['text: There is a chair.', 'text: There is a chair., usual: no', 'shown only, so `usual` has no meaning'],
    ['text: There is a chair.', "text: There is a chair., record_only: 'So.'", '`record_only` has no meaning'],
  ])('%s as %s is refused', (from, to, problem) => {
    const problems = problemsOf(changed(from, to))
    expect(problems.join('\n')).toContain(problem)
    expect(problems).toHaveLength(1)
  })

  test('stands before the next question that is asked, also of another section, and after the last one on the review', () => {
    const shownAt = (desk: Desk) => {
      const { step } = desk.screening
      return notesBefore(desk.screening, step.kind === 'ask' ? step.question : undefined).map(({ id }) => id)
    }
    const desk = new Desk(form)
    const seen = [shownAt(desk)]
    for (const said of ['yes', 30, 'yes']) seen.push(shownAt(desk.says(said)))
    expect(seen).toEqual([[], ['leaflet'], ['heavy'], ['rest']])
    expect(desk.at).toBe('review')
    const calm = new Desk(form).says('no').says('no')
    expect([calm.at, shownAt(calm)]).toEqual(['review', []])
    expect(shownAt(calm.edits('tired').says('yes'))).toEqual(['rest'])
  })

  test('is said once in line mode, and nothing of it is kept', async () => {
    const spoken = async (...lines: readonly string[]) => {
      let said = ''
      const { screening } = await plainInterview(
        { questionnaire: form, on: '2026-03-01', store: inMemory(), reference: undefined },
        {
          lines: async function* () {
            yield* lines
          },
          err: (text) => {
            said += text
          },
          iso: () => '2026-03-01T09:00:00Z',
        },
      )
      return { said: said.match(/Take a leaflet|the long leaflet|There is a chair/g), screening }
    }
    const { said, screening } = await spoken('y', '30', '<', '30', 'y', 'f')
    expect(said).toEqual(['Take a leaflet', 'the long leaflet', 'There is a chair'])
    expect([...screening.answers.keys()]).toEqual(['smoker', 'amount', 'tired'])
    expect(screening.moves.filter((move) => 'question' in move && move.question === 'rest')).toEqual([])
    expect((await spoken('n', 'n', 'f')).said).toBeNull()
  })

  test('changes no level, no list and no completeness', () => {
    const without = questionnaire(FORM.replaceAll(/.*type: note.*\n/g, ''))
    for (const smoker of ['yes', 'no', 'unsure']) {
      const [a, b] = [form, without].map((one) => {
        const { questionnaire: _, ...said } = guide(one, answersTo(one, { smoker, tired: 'yes' }), '2026-03-01')
        return said
      })
      expect(a).toEqual(b)
    }
  })
})

async function ran(args: readonly string[], text = FORM) {
  const path = join(folder, 'notes.yaml')
  writeFileSync(path, text)
  return prescreen(args.map((arg) => (arg === 'FORM' ? path : arg)))
}

describe('documents say when a note is shown', () => {
  test.each([
    ['', 'Only if “How many a day?” is at least 20'],
    ['paper', 'Only if question 2 is at least 20. Also if question 2 is “Not sure” or “Prefer not to say”.'],
    ['markdown', '- **Shown only if:** “How many a day?” is at least 20; also where that is not sure or was not said'],
    ['markdown', '- **Decides on showing:** `heavy`'],
    ['mermaid', 'told_heavy["Ask for the long leaflet."]'],
    ['answers', '# Only if “How many a day?” is at least 20:'],
  ])('%s: %s', async (as, words) => {
    const { exit, out } = await ran(['show', 'FORM', ...(as === '' ? [] : ['--as', as])])
    expect(exit).toBe(0)
    expect(out.replaceAll(/\s+/g, ' ')).toContain(words)
  })

  test.each([
    [{ smoker: 'yes', amount: 30 }, ['Take a leaflet', 'the long leaflet']],
    [{ smoker: 'no' }, []],
  ])('a handout has those that this person was shown: %j', async (answers, expected) => {
    writeFileSync(join(folder, 'answers.json'), JSON.stringify({ ...answers, tired: 'no' }))
    const page = join(folder, 'handout.html')
    await ran(['screen', 'FORM', '--answers', join(folder, 'answers.json'), '--handout', page])
    const notes = readFileSync(page, 'utf8').match(/Take a leaflet|the long leaflet|There is a chair/g) ?? []
    rmSync(page)
    expect(notes).toEqual(expected)
  })

  test('`diff` tells a condition that became another', async () => {
    writeFileSync(join(folder, 'old.yaml'), FORM)
    const { out } = await ran(['diff', join(folder, 'old.yaml'), 'FORM'], changed('amount >= 20', 'amount >= 25'))
    expect(out).toMatch(/heavy/)
    expect(out).toMatch(/at least 25/)
  })

  test('`rename` gives a question its new name there too', async () => {
    const path = join(folder, 'renamed.yaml')
    writeFileSync(path, FORM)
    expect((await prescreen(['rename', path, 'amount', 'daily'])).exit).toBe(0)
    expect(readFileSync(path, 'utf8')).toContain('ask_if: daily >= 20')
  })
})

describe('check', () => {
  test('proves that every note is shown to somebody, or says that it is not', async () => {
    const good = await ran(['check', 'FORM'])
    expect(good.out).not.toMatch(/never-asked|not proved/)
    const { exit, out } = await ran(['check', 'FORM'], changed('amount >= 20', 'amount >= 20 and smoker = no'))
    expect(exit).toBe(1)
    expect(out).toContain('`heavy` is never shown: no answers make its `ask_if` true')
  })

  test('a question that only a note reads is read', async () => {
    const { out } = await ran(['check', 'FORM'], changed(", record_only: 'To show it.'", ''))
    expect(out).not.toContain('unread-question')
  })
})
