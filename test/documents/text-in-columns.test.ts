import { expect, test } from 'vitest'
import type { Block } from '../../src/documents/typesetting/blocks.ts'
import { htmlPage } from '../../src/documents/typesetting/html.ts'
import { DOCUMENT } from '../../src/documents/typesetting/html-style.ts'
import { markdown } from '../../src/documents/typesetting/markdown.ts'
import { textInColumns } from '../../src/documents/typesetting/text.ts'

const EVERY_KIND: readonly Block[] = [
  { kind: 'line', weight: 'heavy' },
  { kind: 'banner', badge: '! REFER', text: 'Refer to clinician before anything goes ahead' },
  { kind: 'line', weight: 'light' },
  { kind: 'heading', level: 1, text: 'A form' },
  { kind: 'heading', level: 2, text: 'A section' },
  { kind: 'paragraph', text: [{ kind: 'strong', text: 'Words' }, ' that are longer than a line'] },
  { kind: 'notice', text: 'A notice' },
  { kind: 'gap' },
  { kind: 'hanging', lead: '  7  ', text: 'A question that needs a second line' },
  { kind: 'hanging', lead: ' • ', text: 'An answer that needs a second line', indent: 6 },
  {
    kind: 'list',
    items: [
      'An item',
      [
        { kind: 'mark', text: '!' },
        { kind: 'link', address: 'https://example.org' },
      ],
    ],
  },
  { kind: 'facts', facts: [{ label: 'Version', text: [{ kind: 'code', text: '1.0.0' }] }] },
  { kind: 'table', header: ['Rule', 'Level'], rows: [['HEART', 'refer-before']] },
  {
    kind: 'bars',
    title: 'Levels',
    series: ['records'],
    bars: [
      { label: 'act-now', values: [1], shown: '1' },
      { label: 'a label that is much longer than others', values: [20], shown: '20' },
      { label: 'nobody', values: [0], shown: '0' },
    ],
  },
  { kind: 'blanks', labels: ['Name', 'Signature'] },
  { kind: 'part', name: 'end', blocks: [{ kind: 'paragraph', text: 'The end' }] },
]

test('every kind of block has a form in columns, in ASCII too', () => {
  expect(textInColumns(EVERY_KIND, { columns: 40, ascii: false })).toMatchInlineSnapshot(`
    "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
     ! REFER     Refer to clinician before
                 anything goes ahead
    ────────────────────────────────────────
     A form
     A section
     ─────────
     Words that are longer than a line
     A notice

       7  A question that needs a second
          line
      • An answer that needs a second line
      • An item
      • ! https://example.org
     Version: 1.0.0
     Rule: HEART; Level: refer-before
    Levels
      act-now                    1  █
      a label that is much l..  20  ███████
      nobody                     0
     Name:       __________________________
     Signature:  __________________________
     The end
    "
  `)
  expect(textInColumns(EVERY_KIND, { columns: 40, ascii: true })).toMatch(/^[\x20-\x7e\n]+$/)
})

test.each([20, 30, 40, 76, 200])('nothing is wider than the layout at %i columns', (columns) => {
  const width = Math.max(30, Math.min(76, columns))
  const lines = textInColumns(EVERY_KIND, { columns, ascii: true }).split('\n')
  expect(lines.filter((line) => line.length > width)).toEqual([])
})

test('the same blocks are Markdown and a page: no text is lost in any of the three', () => {
  const page = htmlPage({ title: 'A form', language: 'en', blocks: EVERY_KIND, style: DOCUMENT })
  const text = textInColumns(EVERY_KIND, { columns: 76, ascii: false })
  for (const words of [
    'A form',
    'A section',
    'A notice',
    'second line',
    'An item',
    '1.0.0',
    'HEART',
    'Signature',
    'The end',
  ])
    for (const written of [markdown(EVERY_KIND), page, text]) expect(written).toContain(words)
})
