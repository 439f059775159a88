import { isMeasure, MEASURES } from '../expression/index.ts'
import type { Limits, Question } from './model.ts'

export function outside(value: number, limits: Limits | undefined): boolean {
  return (limits?.min !== undefined && value < limits.min) || (limits?.max !== undefined && value > limits.max)
}

/** `50 to 300 mmHg`, `at least 18`, or `any number`. */
export function limitsText({ hard, subject, unit }: Question): string {
  const { min, max } = hard ?? {}
  const shown = (value: number) => MEASURES[isMeasure(subject.type) ? subject.type : 'number'].print(value)
  const after = unit === undefined ? '' : ` ${unit.shown}`
  if (min !== undefined && max !== undefined) return `${shown(min)} to ${shown(max)}${after}`
  if (min !== undefined) return `at least ${shown(min)}${after}`
  return max === undefined ? 'any value' : `at most ${shown(max)}${after}`
}
