import { describe, expect, test } from 'vitest'
import { didYouMean, nearest, suggestion } from '../../src/diagnostics/index.ts'

const KNOWN = ['heart_disease', 'age', 'bp_systolic', 'smoker', 'sleep']

describe('the name that was most likely meant', () => {
  test.each([
    ['hart_disease', 'heart_disease'],
    ['heart-disease', 'heart_disease'],
    ['HeartDisease', 'heart_disease'],
    ['bp_systolik', 'bp_systolic'],
    ['smokre', 'smoker'],
    ['msoker', 'smoker'],
    ['slepe', 'sleep'],
    ['aeg', 'age'],
    ['gae', 'age'],
    ['lseep', 'sleep'],
    ['ag', 'age'],
    ['agee', 'age'],
    ['smoking', undefined],
    ['eldest', undefined],
    ['weight', undefined],
    ['as', undefined],
    ['x', undefined],
  ])('%s: %s', (name, meant) => {
    expect(nearest(name, KNOWN)).toBe(meant)
  })

  test('of two that are as near the first one stands', () => {
    expect(nearest('colt', ['cold', 'bolt'])).toBe('cold')
  })

  test('one that differs only in case or separators is nearer than any slip', () => {
    expect(nearest('SMOKER', ['smokers', 'smoker'])).toBe('smoker')
    expect(nearest('smokre', ['smoke', 'smoker'])).toBe('smoker')
  })
})

describe('several names that are as near', () => {
  test.each([
    ['sever', ['never', 'severe', 'mild'], 'did you mean `never` or `severe`?'],
    ['colt', ['cold', 'bolt', 'colt_1'], 'did you mean `cold` or `bolt`?'],
    ['pain4', ['pain1', 'pain2', 'pain3'], 'did you mean `pain1`, `pain2` or `pain3`?'],
  ])('%s of %j: all are named, and none is written for the author', (name, known, help) => {
    expect(suggestion(name, known)).toEqual({ help })
  })

  test('one that is nearer is named alone', () => {
    expect(suggestion('severee', ['never', 'severe'])).toEqual({
      help: 'did you mean `severe`?',
      instead: { of: 'severee', write: 'severe' },
    })
  })

  test('a name that is known twice is named once', () => {
    expect(didYouMean('sevre', ['severe', 'severe'])).toBe('did you mean `severe`?')
  })

  test('more than a reader would look through are not named', () => {
    const ten = Array.from({ length: 20 }, (_, at) => `pain_${String.fromCharCode(97 + at)}`)
    expect(didYouMean('pain_z', ten)).toBeUndefined()
    expect(didYouMean('pain_z', ten.slice(0, 12))).toContain('`pain_k` or `pain_l`?')
  })
})
