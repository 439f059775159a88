import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lock } from '../../src/record/lock.ts'
import { appendAudit, readAudit } from '../../src/record/log/audit-log.ts'
import { verify } from '../../src/record/log/verify.ts'
import { type RecordFolder, recordPath } from '../../src/record/record-folder.ts'
import { findRecords } from '../../src/record/records/find.ts'
import { inProject } from '../support/load.ts'
import { newFolder, ON, opened, owner, removeFolder, sittingAt, WALK, Walk } from './folder.ts'

let folder: RecordFolder
beforeEach(() => {
  folder = opened(newFolder())
})
afterEach(() => removeFolder(folder.path))

const WRITERS = 8
const EACH = 100

test(`${WRITERS} processes that write ${EACH} lines each: ${WRITERS * EACH} whole lines, and the chain holds`, async () => {
  const module = (name: string) => JSON.stringify(pathToFileURL(inProject(`dist/record/${name}.js`)).href)
  const script = `
    const { appendAudit } = await import(${module('audit-log')})
    const { recordFolderAt } = await import(${module('record-folder')})
    const isRunning = (pid) => { try { process.kill(pid, 0); return true } catch { return false } }
    const folder = recordFolderAt({ path: process.argv[1], owner: { pid: process.pid, isRunning, now: Date.now } })
    for (let line = 1; line <= ${EACH}; line += 1)
      appendAudit(folder, [{ at: new Date().toISOString(), record: process.argv[2], what: 'answer', move: line }])`
  const ends = Array.from({ length: WRITERS }, (_, writer) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder.path, `writer-${writer}`], {
      stdio: 'inherit',
    })
    return new Promise((resolve) => child.on('close', resolve))
  })
  expect(await Promise.all(ends)).toEqual(Array.from({ length: WRITERS }, () => 0))
  const lines = [...readAudit(folder)]
  expect(lines).toHaveLength(WRITERS * EACH)
  expect(verify(folder)).toMatchObject({ lines: WRITERS * EACH, problems: [] })
  for (let writer = 0; writer < WRITERS; writer += 1) {
    const own = lines.filter(({ line }) => line?.record === `writer-${writer}`).map(({ line }) => line?.move)
    expect(own).toEqual(Array.from({ length: EACH }, (_, index) => index + 1))
  }
})

describe('what was done to the log or a record afterwards', () => {
  beforeEach(() => {
    for (let person = 0; person < 2; person += 1) new Walk(sittingAt(folder, 'AB')).does(...WALK)
    expect(verify(folder).problems).toEqual([])
  })

  const linesOf = () => readFileSync(folder.log, 'utf8').trimEnd().split('\n')
  const write = (lines: readonly string[]) => writeFileSync(folder.log, `${lines.join('\n')}\n`)

  test('a line that was changed anywhere is found, and which', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length; number += 1) {
      write(lines.map((line, index) => (index === number ? line.replace('"by":"AB"', '"by":"CD"') : line)))
      expect(verify(folder).problems).toContain(`log line ${number + 1} was changed`)
    }
  })

  test('a line that was changed together with its own hash is found by the next one', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length - 1; number += 1) {
      const entry = JSON.parse(lines[number] ?? '') as { prev: string; hash: string }
      const { prev, hash: _, ...rest } = entry
      unlinkSync(folder.log)
      appendAudit(folder, [{ ...(rest as unknown as Parameters<typeof appendAudit>[1][number]), by: 'CD' }])
      const forged = linesOf()[0]?.replace('0'.repeat(64), prev) ?? ''
      write(lines.map((line, index) => (index === number ? forged : line)))
      expect(verify(folder).problems.length).toBeGreaterThan(0)
    }
    write(lines)
  })

  test('a line that was taken out is found, wherever it was but at the end', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length - 1; number += 1) {
      write(lines.filter((_, index) => index !== number))
      expect(verify(folder).problems.join()).toContain('changed, taken out or put elsewhere')
    }
  })

  test('two lines that changed places are found', () => {
    const lines = linesOf()
    for (let number = 0; number < lines.length - 1; number += 1) {
      const swapped = [...lines]
      swapped.splice(number, 2, lines[number + 1] ?? '', lines[number] ?? '')
      write(swapped)
      expect(verify(folder).problems.length).toBeGreaterThan(0)
    }
  })

  // The limit of a chain, which the README states.
  test('an end that was cut off is not found, unless a hash that was printed before is looked for', () => {
    const lines = linesOf()
    const printed = verify(folder).head
    const last = lines.findLastIndex((line) => line.includes('"begun"'))
    write(lines.slice(0, last))
    const second = [...findRecords(folder)].flatMap((found) => ('head' in found ? [found.head] : []))
    const { record } = JSON.parse(lines[last] ?? '') as { record: string }
    unlinkSync(recordPath(folder, ON, second.find(({ id }) => id === record)?.id ?? ''))
    expect(verify(folder).problems).toEqual([])
    expect(verify(folder, printed.slice(0, 16)).problems).toEqual([expect.stringContaining('its end was cut off')])
    write(lines)
    expect(verify(folder, printed.slice(0, 16)).hasHead).toBe(true)
  })

  test('half a line at the end is told, and the next writer takes it away', () => {
    const whole = readFileSync(folder.log)
    truncateSync(folder.log, whole.length - 10)
    expect(verify(folder).problems.join()).toContain('was cut off')
    new Walk(sittingAt(folder)).does(...WALK)
    expect(verify(folder).problems.filter((problem) => problem.startsWith('log line'))).toEqual([])
  })

  test('a record that was changed, taken away or put in is found', () => {
    const ids = [...findRecords(folder)].flatMap((found) => ('head' in found ? [found.head.id] : []))
    const [one = '', other = ''] = ids
    const path = recordPath(folder, ON, one)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.toString().replace('"cough"', '"rash"'))
    expect(verify(folder).problems).toEqual([`record ${one} of ${ON} was changed after it was written`])
    rmSync(path)
    expect(verify(folder).problems).toEqual([`record ${one} of ${ON} is in the log and not in the folder`])
    writeFileSync(path, readFileSync(recordPath(folder, ON, other)))
    expect(verify(folder).problems).toEqual([`record ${one} of ${ON} was changed after it was written`])
    writeFileSync(path, bytes)
    writeFileSync(recordPath(folder, ON, 'aaaa-bbbb-cccc'), bytes)
    writeFileSync(recordPath(folder, ON, 'x'), 'foreign')
    expect(verify(folder).problems.map((problem) => problem.replace(folder.path, ''))).toEqual(
      expect.arrayContaining([
        `record aaaa-bbbb-cccc of ${ON} is not in the log`,
        expect.stringMatching(/x\.jsonl: it is no record$/),
      ]),
    )
  })
})

test('the log holds no answer, and a record opens its digests', () => {
  const walk = new Walk(sittingAt(folder, 'AB')).does(...WALK)
  const log = readFileSync(folder.log, 'utf8')
  expect(log).not.toMatch(/fine|rash|cough|unsure|"yes"|A-17/)
  const answers = [...readAudit(folder)].flatMap(({ line }) => (line?.question === 'chest' ? [line] : []))
  expect(answers.map(({ what, by }) => [what, by])).toEqual([
    ['answer', 'AB'],
    ['answer', 'AB'],
  ])
  expect(answers[1]?.old).toBe(answers[0]?.new)
  expect(log).toContain(`"record":"${walk.store.id}"`)
  expect(
    [...readAudit(folder)]
      .filter(({ line }) => line?.what === 'set-aside')
      .map(({ line }) => [line?.question, line?.why]),
  ).toEqual([['since', 'chest']])
})

describe('a lock', () => {
  test('of a dead process is nobody’s; of a living one it says whose', () => {
    const first = lock(folder.disk, folder.drafts, 'one', owner)
    expect('release' in first).toBe(true)
    const other = { ...owner, pid: 1 }
    const second = lock(folder.disk, folder.drafts, 'one', other)
    expect(second).toMatchObject({ heldBy: { pid: owner.pid, elsewhere: false } })
    const dead = { ...other, isRunning: () => false }
    const third = lock(folder.disk, folder.drafts, 'one', dead)
    expect('release' in third).toBe(true)
    if ('release' in third) third.release()
    expect(existsSync(folder.log)).toBe(false)
  })

  test('of another computer is held until somebody takes its file away', () => {
    appendFileSync(`${folder.drafts}/one.00000000-12-00000000.lock`, '')
    expect(lock(folder.disk, folder.drafts, 'one', owner)).toMatchObject({ heldBy: { pid: 12, elsewhere: true } })
  })
})
