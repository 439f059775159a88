import { expect, test } from 'vitest'
import { cellReader } from '../../src/tables/cell-reader.ts'
import { form } from '../support/random-conditions.ts'

const symptoms = form.questions.find(({ id }) => id === 'symptoms')

test.each([undefined, ';', ','])(
  'of several answers a number that the file does not list is unreadable and not missing, divided by %j',
  (dividedBy) => {
    if (symptoms === undefined) throw new Error('no such question')
    const codes = new Map([['1', 'pain']])
    const read = cellReader(symptoms, { mapped: { codes, ...(dividedBy === undefined ? {} : { dividedBy }) } })
    expect(read('1')).toEqual({ kind: 'given', value: ['pain'] })
    expect(read('7')).toMatchObject({ kind: 'rejected', why: 'unreadable', raw: '7' })
    expect(read(['7'])).toMatchObject({ kind: 'rejected', why: 'unreadable' })
    expect(read(`1${dividedBy ?? ';'}7`)).toMatchObject({ kind: 'rejected', codes: ['pain'] })
  },
)
