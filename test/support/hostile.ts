import type { Questionnaire } from '../../src/questionnaire/index.ts'
import { questionnaire } from './load.ts'

/** Labels that mean something to Markdown, HTML or Mermaid, and look like the quotes of a sentence. */
export const HOSTILE: readonly string[] = [
  'a | b',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'say "no" \'now\'',
  '# heading',
  '`code` ``',
  'end] }); %% x',
  'style: #35; classDef: #q;',
  'two\nlines',
  '**bold** _it_ ~~s~~',
  '[x](https://example.org)',
  '&lt;b&gt; &amp; &#35;',
  '“Age” is “Yes”, or “x',
  '- item',
  '1. item',
  '\\ back $x$',
  'click box0x0 href "https://example.org"',
  'quand même été 体 🙂',
]

/** A questionnaire with all of them as titles, texts, labels, reasons and sources. */
export function hostileForm(): Questionnaire {
  const all = HOSTILE.map((text) => JSON.stringify(text))
  const options = all.map((text, index) => `          o${index}: ${text}\n`).join('')
  const questions = all.map(
    (text, index) => `      - id: q${index}
        text: ${text}
        type: choices
        none: ${text}
        options:
          a: ${text}
          b: b
        help: ${text}
        ask_if: every has o${index}
`,
  )
  const rules = all.map(
    (text, index) => `  - id: R${index}
    when: q${index} has a
    level: refer-discuss
    because: ${text}
    advice: ${text}
    sources: [s ${HOSTILE[index] === 'two\nlines' ? 'p' : 'p 1'}]
`,
  )
  return questionnaire(`format: prescreen/1
id: hostile
version: 1.0.0
title: ${all[1]}
language: en
status: draft
audience: ${all[2]}
notice: ${all[13]}
sources:
  s:
    title: ${all[10]}
    url: https://example.org/?a="><b>&c=|x
    note: ${all[5]}
sections:
  - id: one
    title: ${all[3]}
    questions:
      - id: every
        text: ${all[12]}
        type: choices
        none: None
        options:
${options}${questions.join('')}rules:
${rules.join('')}`)
}
