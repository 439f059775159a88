import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/diagnostics/index.ts'

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
