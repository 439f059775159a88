import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Answers, type Question, type Questionnaire, withSupplied } from '../../src/questionnaire/index.ts'
import { answersTo, shipped } from '../support/load.ts'
import { prescreen } from '../support/program.ts'
import { inTerminal, type Opened, type Terminal } from '../support/terminal.ts'

const intake = shipped('ketamine-intake')
const ON = '2026-11-22'
const SCREEN: Opened = { args: ['screen', 'ketamine-intake', '--ref', 'T-1'] }
type Written = Parameters<typeof answersTo>[1]

/** The answers of a person who is usual but for this, in the order in which they are asked. */
function person(written: Written): Answers {
  return withSupplied(
    intake,
    new Map(),
    ON,
    (question) => answersTo(intake, written).get(question.id) ?? question.usual ?? { kind: 'declined' },
  )
}

/** The fewest keys for an answer on the full screen. */
function keysFor(question: Question, answers: Answers): readonly string[] {
  const answer = answers.get(question.id)
  const declined = question.type === 'text' ? ['Enter', 'd'] : ['d']
  if (answer?.kind === 'unsure') return ['u']
  if (answer?.kind !== 'given') return declined
  const keyOf = (code: string) => question.options.find((option) => option.code === code)?.key ?? '0'
  if (typeof answer.value === 'number') return [...String(answer.value), 'Enter']
  if (typeof answer.value === 'string')
    return question.options.length > 0 ? [keyOf(answer.value)] : [...answer.value, 'Enter']
  return answer.value.includes('none') ? ['0'] : [...answer.value.map(keyOf), 'Enter']
}

/** Walks the form as this person; goes on past whatever interrupts. Returns how many keys it took. */
async function walk(terminal: Terminal, answers: Answers): Promise<number> {
  let keys = 0
  const press = async (...more: readonly string[]) => {
    keys += more.length
    await terminal.press(...more)
  }
  const asked = intake.questions.filter(({ id }) => answers.has(id))
  for (const [index, question] of asked.entries()) {
    const here = `question ${index + 1} of about`
    await terminal.waitFor(here)
    const given = keysFor(question, answers)
    await press(...given)
    const screen = async () => (await terminal.screen()).join()
    const isLonger = async () => (await screen()).includes('These are more of the answers')
    await terminal.until('another screen', async () => !(await screen()).includes(here) || (await isLonger()))
    // A list that does not fit is seen to its end before it is answered.
    while (await isLonger()) {
      const before = await screen()
      await press(...given.slice(-1))
      await terminal.until('another screen', async () => (await screen()) !== before)
    }
    if ((await terminal.screen()).some((line) => /!! ACT NOW(?! was raised)/.test(line))) await press('g')
  }
  await terminal.waitFor('review')
  await press('f')
  await terminal.waitFor('q leave')
  return keys
}

describe('a whole screening on a real terminal', () => {
  test('a benign intake takes at most 1.3 keys for each question that is asked', async () => {
    const answers = person({})
    await inTerminal(SCREEN, async (terminal) => {
      const keys = await walk(terminal, answers)
      console.log(`${keys} keys for ${answers.size} questions: ${(keys / answers.size).toFixed(2)} a question`)
      expect(keys / answers.size).toBeLessThanOrEqual(1.3)
    })
  })

  test('what stays behind is one line, and no answer', async () => {
    await inTerminal(SCREEN, async (terminal) => {
      await walk(terminal, person({ heart_attack: 'gt6m' }))
      await terminal.press('q')
      expect(await terminal.ended()).toBe(0)
      expect(await terminal.scrollback()).toEqual([
        expect.stringMatching(/^Refer to clinician before anything goes ahead \| record \S{14}$/),
      ])
      expect([await terminal.isAlternate(), terminal.cursorIsVisible]).toEqual([false, true])
    })
  })

  test('the next person begins with nothing of the last one', async () => {
    await inTerminal(SCREEN, async (terminal) => {
      await walk(terminal, person({ escort: 'no' }))
      await terminal.press('n')
      await terminal.waitFor('Local reference')
      await terminal.press('Enter')
      await terminal.waitFor('question 1 of about')
      expect((await terminal.screen()).join('\n')).not.toContain('Earlier answer')
    })
  })
})

const PEOPLE: readonly (readonly [string, Written])[] = [
  ['nothing reported', {}],
  ['chest pain first', { now_physical: ['chest_pain', 'breathless'] }],
  ['blood pressure, unsure', { bp_systolic: 165, bp_diastolic: 'unsure', medicines: ['maoi', 'stimulant'] }],
  [
    'declines the hard ones',
    {
      ...{ suicide_thoughts: 'declined', suicide_now: 'declined', suicide_plan: 'unsure', suicide_means: 'no' },
      drug_use: 'declined',
    },
  ],
  [
    'follow-ups',
    {
      bladder_symptoms: ['urge', 'blood'],
      bladder_emergency: 'none',
      sleep_apnoea: 'suspected',
      weight_kg: 120,
      medicines_note: 'iron',
    },
  ],
]

describe('full screen, line mode and a file of answers give the same guidance, byte for byte', () => {
  test.each(PEOPLE)('%s', async (_, written) => {
    const answers = person(written)
    const file = JSON.stringify(
      Object.fromEntries(
        [...answers].map(([id, answer]) => [id, answer.kind === 'given' ? answer.value : answer.kind]),
      ),
    )
    const fromFile = await prescreen(['screen', 'ketamine-intake', '--answers', '-', '--json'], file)
    const plain = await prescreen(['screen', 'ketamine-intake', '--plain', '--json'], typedLines(intake, answers))
    const path = join(mkdtempSync(join(tmpdir(), 'prescreen-')), 'out.json')
    await inTerminal({ shell: `$PROGRAM screen ketamine-intake --ref x --json >'${path}'` }, async (terminal) => {
      await walk(terminal, answers)
      await terminal.press('q')
      await terminal.ended()
    })
    const full = readFileSync(path, 'utf8')
    rmSync(dirname(path), { recursive: true })
    expect(plain.out).toBe(fromFile.out)
    expect(full).toBe(fromFile.out)
    expect(plain.err).not.toContain('\u001b')
  })
})

/** The same person in line mode: a line for each answer, `g` past what interrupts, `f` at the review. */
function typedLines(form: Questionnaire, answers: Answers): string {
  const lines: string[] = []
  for (const question of form.questions) {
    const answer = answers.get(question.id)
    if (answer === undefined) continue
    lines.push(answer.kind === 'given' ? [answer.value].flat().join('; ') : answer.kind)
    if (interrupts(question.id, answer.kind, [answer.kind === 'given' ? answer.value : ''].flat().join()))
      lines.push('g')
  }
  return `${lines.join('\n')}\nf\n`
}

function interrupts(id: string, kind: string, value: string): boolean {
  if (kind !== 'given') return ['suicide_now', 'suicide_plan', 'now_physical'].includes(id)
  return id === 'now_physical' && value !== 'none'
}

describe('every way to leave gives the terminal back', () => {
  test.each([
    ['Ctrl-C', 'Ctrl-C', 130],
    ['Ctrl-D', 'Ctrl-D', 65],
  ])('%s', async (_, key, code) => {
    await inTerminal(SCREEN, async (terminal) => {
      await terminal.waitFor('question 1 of')
      await terminal.press('0')
      await terminal.waitFor('question 2 of')
      terminal.send(key)
      expect(await terminal.ended()).toBe(code)
      expect(await terminal.scrollback()).toEqual([
        expect.stringMatching(/^Left after 1 answer\. Kept; go on with: prescreen resume \S{14}$/),
      ])
      expect([await terminal.isAlternate(), terminal.cursorIsVisible]).toEqual([false, true])
    })
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s', async (signal, code) => {
    await inTerminal(SCREEN, async (terminal) => {
      await terminal.waitFor('question 1 of')
      terminal.signal(signal)
      expect(await terminal.ended()).toBe(code)
      expect([await terminal.isAlternate(), terminal.cursorIsVisible]).toEqual([false, true])
    })
  })

  test('a window that is closed ends the program', async () => {
    await inTerminal(SCREEN, async (terminal) => {
      await terminal.waitFor('question 1 of')
      const { pid } = terminal
      terminal.closeWindow()
      await terminal.until('the end of the process', () => !isRunning(pid))
    })
  })

  test('the line settings are the same before and after', async () => {
    await inTerminal(
      {
        shell:
          'stty -g >"$HOME/a"; $PROGRAM screen ketamine-intake --ref x; stty -g >"$HOME/b"; cmp "$HOME/a" "$HOME/b" && echo the same',
      },
      async (terminal) => {
        await terminal.waitFor('question 1 of')
        terminal.send('Ctrl-C')
        await terminal.waitFor('the same')
      },
    )
  })

  test('Ctrl-Z stops and fg brings the screen back', async () => {
    await inTerminal({ shell: 'exec bash --norc --noprofile -i' }, async (terminal) => {
      await terminal.waitFor(/[$#]/)
      terminal.send('$PROGRAM screen ketamine-intake --ref x', 'Enter')
      await terminal.waitFor('question 1 of')
      await terminal.press('0')
      await terminal.waitFor('question 2 of')
      terminal.send('Ctrl-Z')
      await terminal.waitFor('Stopped')
      expect(await terminal.isAlternate()).toBe(false)
      terminal.send('fg', 'Enter')
      await terminal.waitFor('question 2 of')
      await terminal.press('0')
      await terminal.waitFor('question 3 of')
    })
  })

  test('a window that is resized is drawn anew', async () => {
    await inTerminal(SCREEN, async (terminal) => {
      await terminal.waitFor('question 1 of')
      terminal.resize(40, 20)
      await terminal.waitFor('1 of ~63')
      terminal.resize(100, 30)
      await terminal.waitFor('question 1 of about 63')
    })
  })
})

test('line mode asks for itself where the terminal can do no more', async () => {
  await inTerminal({ ...SCREEN, env: { TERM: 'dumb' } }, async (terminal) => {
    await terminal.waitFor('Question 1')
    expect(terminal.raw).not.toContain('\u001b')
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
