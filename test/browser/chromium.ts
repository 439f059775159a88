import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where Debian's package puts it; `.ci/run` installs that. */
const CHROMIUM = '/usr/bin/chromium'

export const hasChromium: boolean = existsSync(CHROMIUM)

export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** The page as an address that needs no server. */
export function addressOf(html: string): string {
  return `data:text/html;base64,${Buffer.from(html).toString('base64')}`
}
