import type { Finding } from './guidance.ts'

/**
 * What the findings say to do, one sentence for each entry and each sentence once: emergencies first, then in the order
 * of the findings. They are separate entries, because nobody reads two rules' words for one emergency in one paragraph.
 */
export function adviceLines(findings: readonly Finding[]): readonly string[] {
  const first = findings.filter(({ action }) => action === 'emergency')
  const rest = findings.filter(({ action }) => action !== 'emergency')
  return [...new Set([...first, ...rest].flatMap(({ advice }) => advice.split(/(?<=[.!?])\s+(?=\p{Lu})/u)))]
}
