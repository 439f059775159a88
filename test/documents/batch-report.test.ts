import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { batchReportHtml, batchReportText } from '../../src/documents/index.ts'
import { someCounts } from '../support/batch-counts.ts'
import { hostileForm } from '../support/hostile.ts'
import { firstEdition } from '../support/load.ts'

const form = firstEdition('substance-use')

describe('the page', () => {
  const html = batchReportHtml(form, someCounts(form))

  test('begins with the account, and says what was not scored and which questions nobody was asked', () => {
    const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(text.indexOf('1,000 records = 988 scored + 12 not scored')).toBeLessThan(text.indexOf('Levels'))
    expect(text).toContain('12 of the records could not be read. Nothing is known of them')
    expect(text).toContain(`No column answers these questions, so nobody has answered them: ${form.questions[0]?.id}`)
    expect(text).toContain('DRAFT.')
    expect(text).toContain('This form does not decide anything. A clinician decides.')
  })

  test('has a drawing with a sentence for who cannot see it, and a table with the same figures', () => {
    const said = [...html.matchAll(/<svg role="img" aria-label="([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(said.map((text) => text.split('.')[0])).toEqual([
      'Records at each level',
      'Records in which a rule was raised',
      'Records without a usable answer, by question',
      'Cells that cannot be used, by column',
    ])
    expect(said[0]).toContain('Act now: 1 · 0.1 %; Refer before anything: 600 · 60.0 %')
    expect(said[3]).toBe('Cells that cannot be used, by column. age: 7.')
    expect(html).toContain('<td>age</td><td>2</td><td>5</td>')
  })

  test('lets in its own style and nothing else', () => {
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '')
    const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(styles).toHaveLength(2)
    expect(html).toContain(
      `content="default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'"`,
    )
    expect(html).not.toMatch(/<[^>]*\s(on\w+|src|style)=/i)
  })

  test('has no green', () => {
    for (const [, red, green, blue] of html.matchAll(/#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b/g)) {
      const [r, g, b] = [red, green, blue].map((part) => Number.parseInt(part ?? '', 16)) as [number, number, number]
      expect(g > r && g > b).toBe(false)
    }
  })

  test('keeps hostile labels as text', () => {
    const hostile = hostileForm()
    const text = batchReportHtml(hostile, someCounts(hostile))
    const tags = new Set([...text.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name))
    for (const tag of ['script', 'img', 'a', 'iframe']) expect(tags).not.toContain(tag)
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test('says so when nothing was raised and every cell could be read', () => {
    const quiet = batchReportHtml(form, someCounts(form, { rules: [], unreadable: [] }))
    expect(quiet).toContain('No rule was raised.')
    expect(quiet).toContain('Every cell could be read.')
  })

  test('never writes something as nothing, nor nearly all as all', () => {
    const records = { in: 1_000_000, scored: 999_999, not_scored: 1 }
    const text = batchReportHtml(form, someCounts(form, { records }))
    expect(text).toContain('999,999 · over 99.9 %')
    expect(text).toContain('1 · under 0.1 %')
  })
})

test('in short, on a terminal', () => {
  expect(batchReportText(someCounts(form), { columns: 76, ascii: true })).toMatchInlineSnapshot(`
    "Levels
      act-now          1        0.1 %  #
      refer-before   600       60.0 %  ########################################
      refer-discuss  300       30.0 %  ####################
      none-raised     87        8.7 %  ######
      not-scored      12        1.2 %  #

    Most frequent reasons
      S-HOME      28        2.8 %  ############################################
      S-INJECT    25        2.5 %  #######################################
      S-OTHER     22        2.2 %  ###################################
      S-HEAVY     19        1.9 %  ##############################
      D-SUD-PAST  16        1.6 %  #########################

    Cells that cannot be used
      age     7  ##############################################################
    "
  `)
})
