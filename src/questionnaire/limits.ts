import { decimalText, isoOf } from '../expression/index.ts'
import type { Limits, Question } from './model.ts'

export function outside(value: number, limits: Limits | undefined): boolean {
  return (limits?.min !== undefined && value < limits.min) || (limits?.max !== undefined && value > limits.max)
}

/** `50 to 300 mmHg`, `at least 18`, or `any number`. */
export function limitsText(question: Question): string {
  const { min, max } = question.hard ?? {}
  const shown = (value: number) => (question.type === 'date' ? isoOf(value) : decimalText(value))
  const unit = question.unit === undefined ? '' : ` ${question.unit.shown}`
  if (min !== undefined && max !== undefined) return `${shown(min)} to ${shown(max)}${unit}`
  if (min !== undefined) return `at least ${shown(min)}${unit}`
  return max === undefined ? 'any value' : `at most ${shown(max)}${unit}`
}
