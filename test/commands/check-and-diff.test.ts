import { expect, test } from 'vitest'
import { Clinic, FORM } from '../support/clinic.ts'

test('check --json says how many diagnostics there are in all: those of forms and those of other files', async () => {
  const clinic = new Clinic()
  clinic.file('visit.yaml', FORM.replace('heart = recent', 'hart = recent'))
  clinic.file('lost.cases.yaml', 'cases: []\n')
  const { exit, out } = await clinic.run(['check', clinic.folder, '--json'])
  const { findings, files, others } = JSON.parse(out) as {
    findings: number
    files: { findings: object[] }[]
    others: object[]
  }
  const inForms = files.map((file) => file.findings.length)
  expect({ exit, findings, inForms, others: others.length }).toEqual({ exit: 1, findings: 5, inForms: [4], others: 1 })
})

test.each([
  ['2026-02-28', 0, ''],
  ['today', 0, ''],
  ['2026-02-30', 64, 'prescreen: --on is a day of the calendar, such as 2026-02-28, or today\n'],
])('diff --answers takes for the day of the answers a day of the calendar: %s', async (on, exit, err) => {
  const clinic = new Clinic()
  const people = clinic.file('people.csv', 'heart,signs,change,words\nrecent,rash,1,x\nnever,none,0,y\n')
  const ran = await clinic.run(['diff', clinic.form, clinic.form, '--answers', people, '--on', on])
  expect([ran.exit, ran.err]).toEqual([exit, err])
})
