import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { draftStore } from '../../src/record/drafts/draft-store.ts'
import { readyRecordFolder } from '../../src/record/drafts/ready-folder.ts'
import { answerToDisk } from '../../src/record/drafts/stored-move.ts'
import { recordBytes } from '../../src/record/records/record-shape.ts'
import { guide } from '../../src/rules/index.ts'
import { begin, take } from '../../src/screening/index.ts'
import { formIn } from './form-in.ts'
import { median } from './measure.ts'
import { ON, randomPeople } from './people.ts'
import { peakMemory, timed } from './processes.ts'

const RECORDS = 50_000
const EACH_DAY = 60
const SHARE = 10

/** `records list` over many records, its memory over a tenth of them, and what keeping one answer costs. */
export async function benchKept(say: (line: string) => void): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'prescreen-bench-'))
  const intake = formIn('questionnaires/ketamine-intake.yaml')
  try {
    for (const [name, count] of [
      ['tenth', RECORDS / SHARE],
      ['all', RECORDS],
    ] as const)
      fill(join(home, name), intake, count)
    const list = (name: string) => [
      'env',
      `PRESCREEN_HOME=${join(home, name)}`,
      process.execPath,
      'bin/prescreen.js',
      'records',
      'list',
    ]
    const few = await peakMemory(list('tenth'))
    const many = await peakMemory(list('all'))
    const runs = Array.from({ length: 5 }, () => timed(list('all')))
    const seconds = (key: 'wall' | 'cpu') => (median(runs.map((run) => run[key])) / 1000).toFixed(2)
    say(
      `\nrecords list over ${RECORDS.toLocaleString('en')} records of the intake (aim: under 2 s, memory that does not grow)`,
    )
    say(
      `  ${seconds('wall')} s, of which CPU ${seconds('cpu')}; ${many.toFixed(0)} MiB at most, ${few.toFixed(0)} with a tenth of them`,
    )
    const { each, of } = appending(join(home, 'draft'), intake)
    say(`  an answer kept (draft and log written, flushed): ${each.toFixed(1)} milliseconds, median of ${of}`)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function fill(home: string, intake: Questionnaire, count: number): void {
  const bodies = randomPeople(intake, 50, 7).map((answers) => {
    const guidance = guide(intake, answers, ON)
    const stored = Object.fromEntries([...answers].map(([id, answer]) => [id, answerToDisk(answer)]))
    const moves = Object.entries(stored).map(([question, answer]) => ({
      move: 'answer' as const,
      question,
      answer,
      at: `${ON}T10:00:00.000Z`,
    }))
    return { guidance, body: { answers: stored, aside: {}, guidance, moves, key: '0'.repeat(64) } }
  })
  const { id, version, language, source } = intake
  const questionnaire = { id, version, language, sha256: source.sha256 }
  for (let number = 0; number < count; number += 1) {
    const on = new Date(Date.parse('2020-01-01') + Math.floor(number / EACH_DAY) * 86_400_000)
      .toISOString()
      .slice(0, 10)
    const at = `${on}T${String(8 + (number % 10)).padStart(2, '0')}:00:00.000Z`
    const { guidance, body } = bodies[number % bodies.length] as (typeof bodies)[number]
    const [one = '', two = '', three = ''] = number.toString(16).padStart(12, '0').match(/.{4}/g) ?? []
    const head = {
      schema: 'prescreen/record/1' as const,
      id: `${one}-${two}-${three}`,
      begun: at,
      finished: at,
      local: `${on} 10:00 +00:00`,
      on,
      level: guidance.level,
      complete: guidance.complete,
      questionnaire,
      program: '0.1.0',
      ref: `A-${number}`,
    }
    const folder = join(home, 'records', on)
    if (number % EACH_DAY === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${head.id}.jsonl`), recordBytes({ head, body }))
  }
}

/** One person says "not sure" to everything, each answer kept before the next. */
function appending(path: string, intake: Questionnaire): { readonly each: number; readonly of: number } {
  const owner = { pid: process.pid, isRunning: () => true, now: Date.now }
  const ready = readyRecordFolder({ path, parents: 'made', owner })
  if (!('folder' in ready)) return { each: Number.NaN, of: 0 }
  const sitting = { folder: ready.folder, program: '0.1.0', by: undefined, now: () => new Date(), local: () => ON }
  const store = draftStore(sitting)
  const times: number[] = []
  for (let screening = begin(intake, ON); screening.step.kind === 'ask' || screening.step.kind === 'act-now'; ) {
    const at = new Date().toISOString()
    const { step } = screening
    screening = take(
      screening,
      step.kind === 'ask'
        ? { kind: 'answer', question: step.question.id, answer: { kind: 'unsure' }, at }
        : { kind: 'go-on', at },
    )
    const start = performance.now()
    store.append(screening, { reference: undefined })
    times.push(performance.now() - start)
  }
  store.release()
  return { each: median(times), of: times.length }
}
