import type { Finding } from './guidance.ts'

/**
 * What findings say to do, one sentence an entry and each once: emergencies first, then in the order of the findings.
 * Run together, two rules' words for one emergency are not read.
 */
export function adviceLines(findings: readonly Finding[]): readonly string[] {
  const first = findings.filter(({ action }) => action === 'emergency')
  const rest = findings.filter(({ action }) => action !== 'emergency')
  return [...new Set([...first, ...rest].flatMap(({ advice }) => advice.split(/(?<=[.!?])\s+(?=\p{Lu})/u)))]
}
