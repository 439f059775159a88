import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeBookHtml, codeBookMarkdown, flow, outline, paper, ruleTable } from '../../src/documents/index.ts'
import { HOSTILE, hostileForm } from '../support/hostile.ts'

const form = hostileForm()

test('in Markdown no text becomes markup', () => {
  const text = codeBookMarkdown(form)
  // Without what is escaped, only the signs that the document itself sets are left.
  const rest = text
    .replaceAll(/\\[!-/:-@[-`{-~]/g, '')
    .replaceAll(/`[^`\n]*`|<https:[^>\s]*>|\*\*/g, '')
    .replaceAll(/^(#+|-|>) /gm, '')
    .replaceAll(/(?<=^| )\|(?= |$)/gm, '')
  expect(rest.match(/[\\`*[\]<>#|~$]/g)).toBeNull()
})

test.each([
  ['a | b', 'a \\| b'],
  ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
  ['# heading', '\\# heading'],
  ['`code` ``', '\\`code\\` \\`\\`'],
  ['two\nlines', 'two lines'],
  ['**bold** _it_ ~~s~~', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~s\\~\\~'],
  ['[x](https://example.org)', '\\[x\\](https://example.org)'],
  ['&lt;b&gt; &amp; &#35;', '\\&lt;b\\&gt; \\&amp; \\&\\#35;'],
  ['\\ back $x$', '\\\\ back \\$x\\$'],
])('Markdown: %j', (_, escaped) => {
  expect(codeBookMarkdown(form)).toContain(`| ${escaped} |`)
})

test('in Markdown every row of a table has as many cells as its header', () => {
  for (const text of [codeBookMarkdown(form), ruleTable(form)]) {
    for (const table of text.match(/(^\|.*\n)+/gm) ?? []) {
      const cells = table
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length)
      expect(new Set(cells).size).toBe(1)
    }
  }
})

test('what begins a list or a rule is escaped where a paragraph begins', () => {
  expect(codeBookMarkdown(form)).toContain('\n> \\- item\n')
})

test('in HTML nothing but what the document sets is a tag, and nothing is loaded', () => {
  const text = codeBookHtml(form)
  const tags = new Set([...text.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name))
  const set =
    'a blockquote body code dd div dl dt h1 h2 h3 h4 head html li main meta p section span strong style table tbody td th thead title tr ul'
  expect([...tags].filter((name) => !set.split(' ').includes(name ?? ''))).toEqual([])
  expect(text).not.toMatch(/<[^>]*\s(on\w+|src|style)=/i)
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(text).toContain('href="https://example.org/?a=&quot;&gt;&lt;b&gt;&amp;c=|x"')
})

test('the policy of the page lets in its own style and nothing else', () => {
  const text = codeBookHtml(form)
  const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(text).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  )
})

test('in Mermaid no sign of a label is left that could mean anything', () => {
  const labels = [...flow(form).matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? '')
  expect(labels.length).toBeGreaterThan(HOSTILE.length)
  for (const label of labels)
    expect(label.replaceAll('<br>', '').replaceAll(/#\d+;/g, '')).not.toMatch(/[#<>"`[\]{}|;:%&\\*_~=]/)
})

test('on a terminal and on paper no line is longer than it should be, and nothing unseen is written', () => {
  for (const text of [outline, paper].map((document) => document(form, { columns: 60, ascii: true }))) {
    expect(text).toMatch(/^[\x20-\x7e\n]+$/)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  }
})
