import { describe, expect, test } from 'vitest'
import {
  card,
  codeBookHtml,
  codeBookMarkdown,
  handout,
  openingOf,
  outline,
  paper,
  ruleTable,
} from '../../src/documents/index.ts'
import { withSupplied } from '../../src/questionnaire/index.ts'
import { guide } from '../../src/rules/index.ts'
import { shipped } from '../support/load.ts'

const form = shipped('phq-9')
const answers = withSupplied(form, new Map(), '2026-06-15', (question) => question.usual)
const screened = {
  questionnaire: form,
  answers,
  guidance: guide(form, answers, '2026-06-15'),
  visit: { at: '2026-06-15 10:00 +00:00', program: '0.0.0' },
}
const WIDE = { columns: 76, ascii: false }
const plain = (text: string) => text.replaceAll(/[*_\\>]|&[a-z]+;/g, '').replaceAll(/\s+/g, ' ')

describe('the licence of an instrument', () => {
  test.each<[string, string]>([
    ['the card', card(screened, WIDE)],
    ['the handout as text', handout(screened, 'txt')],
    ['the handout as Markdown', handout(screened, 'md')],
    ['the handout as a page', handout(screened, 'html')],
    ['the code book', codeBookMarkdown(form)],
    ['the code book as a page', codeBookHtml(form)],
    ['the outline', outline(form, WIDE)],
    ['the paper form', paper(form, WIDE)],
    ['the table of rules', ruleTable(form)],
    ['what is said before the first question', openingOf(form).join(' ')],
  ])('stands wherever the form is shown: %s', (_, text) => {
    expect(plain(text)).toContain('Pfizer Inc. All rights reserved.')
    expect(plain(text)).toContain('No permission required to reproduce, translate, display or distribute.')
  })
})
