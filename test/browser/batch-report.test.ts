import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batchReportHtml } from '../../src/documents/index.ts'
import { someCounts } from '../support/batch-counts.ts'
import { shipped } from '../support/load.ts'
import { addressOf, hasChromium, startChromium } from './chromium.ts'

if (!hasChromium) console.warn('test/browser is skipped: there is no /usr/bin/chromium (apt-get install chromium)')

describe.skipIf(!hasChromium)('the report of a batch in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser.close())

  const form = shipped('ketamine-intake')
  const html = batchReportHtml(form, someCounts(form))

  test.each([360, 1000])('at a width of %i it needs nothing and nothing sticks out', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    const asked: string[] = []
    const told: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => told.push(message.text()))
    await page.goto(addressOf(html))
    expect({ asked, told }).toEqual({ asked: [], told: [] })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    // A label and the figure at the other end of its bar never touch.
    const touching = await page.evaluate(`[...document.querySelectorAll('figure svg[role=img]')].flatMap((svg) => {
      const texts = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect())
      return texts.filter((box, index) => index % 2 === 0 && box.right + 4 > texts[index + 1].left)
    }).length`)
    expect(touching).toBe(0)
    await page.close()
  })

  test('bars are as long as their figures say', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
    await page.goto(addressOf(html))
    const widths = (await page.evaluate(`(() => {
      const svg = document.querySelector('figure svg[role=img]')
      const room = svg.getBoundingClientRect().width
      return [...svg.querySelectorAll('.bar')].map((bar) => Math.round(bar.getBoundingClientRect().width / room * 1000))
    })()`)) as readonly number[]
    // Of 1,000 records; the first is 1 and still seen.
    expect(widths).toEqual([4, 600, 300, 87, 12])
    await page.close()
  })

  test('on paper no chart is cut', async () => {
    const page = await browser.newPage()
    await page.goto(addressOf(html))
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate('getComputedStyle(document.querySelector("figure")).breakInside')).toBe('avoid')
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
    await page.close()
  })
})
