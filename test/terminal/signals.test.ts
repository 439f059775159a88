import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inProject } from '../support/load.ts'
import { inTerminal, type Terminal } from '../support/terminal.ts'

const linux = existsSync('/proc/self/task')
const folder = mkdtempSync(join(tmpdir(), 'prescreen-signals-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SCREEN = 'screen bladder-follow-up --ref x'
const SHELL = 'exec bash --norc --noprofile -i'

/** A package in which `npx prescreen` and `npm start` are this program, as for somebody who installed it. */
function installed(): string {
  const home = join(folder, 'installed')
  if (existsSync(home)) return home
  mkdirSync(join(home, 'node_modules/.bin'), { recursive: true })
  symlinkSync(inProject('bin/prescreen.js'), join(home, 'node_modules/.bin/prescreen'))
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({ name: 'a-clinic', version: '1.0.0', scripts: { start: `prescreen ${SCREEN}` } }),
  )
  return home
}

/** Every process below this one, and whether it is stopped (`T`). */
function below(pid: number): readonly { readonly pid: number; readonly state: string; readonly name: string }[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return (children === '' ? [] : children.split(' ')).flatMap((child) => {
    const stat = readFileSync(`/proc/${child}/stat`, 'utf8')
    const [, name = '', state = ''] = /\((.*)\) (\S)/s.exec(stat) ?? []
    return [{ pid: Number(child), state, name }, ...below(Number(child))]
  })
}

async function program(terminal: Terminal): Promise<number> {
  await terminal.waitFor('question 1 of')
  return below(terminal.pid).at(-1)?.pid ?? terminal.pid
}

describe.skipIf(!linux)('Ctrl-Z stops all that was started, and fg brings it back', () => {
  test.each([
    ['the program itself', `$PROGRAM ${SCREEN}`],
    ['npx', `npx --no-install prescreen ${SCREEN}`],
    ['npm start', 'npm start --silent'],
    ['a function of the shell', `clinic() { $PROGRAM ${SCREEN}; }; clinic`],
  ])('%s', async (_, command) => {
    await inTerminal({ shell: `cd '${installed()}'; ${SHELL}` }, async (terminal) => {
      await terminal.waitFor(/[$#]/)
      terminal.send(command, 'Enter')
      await terminal.waitFor('question 1 of')
      for (const stop of [1, 2]) {
        terminal.send('Ctrl-Z')
        await terminal.until(`stop ${stop}`, async () => !(await terminal.isAlternate()))
        terminal.send(`echo shell ${stop}`, 'Enter')
        await terminal.waitFor(new RegExp(`^shell ${stop}`, 'm'))
        expect(below(terminal.pid).map(({ state }) => state)).toEqual(below(terminal.pid).map(() => 'T'))
        terminal.send('fg', 'Enter')
        await terminal.waitFor('question 1 of')
      }
      terminal.send('Ctrl-C')
      await terminal.until('the shell', async () => !(await terminal.isAlternate()))
      terminal.send('echo over', 'Enter')
      await terminal.waitFor(/^over/m)
    })
  })
})

describe.skipIf(!linux)('where nobody could continue it', () => {
  test('Ctrl-Z takes the screen back, says so, and the interview goes on', async () => {
    // Started as a terminal window starts a program: no shell, and a group of its own.
    await inTerminal({ args: SCREEN.split(' ') }, async (terminal) => {
      await terminal.waitFor('question 1 of')
      for (const _ of [1, 2]) {
        const drawn = terminal.raw.length
        terminal.send('Ctrl-Z')
        await terminal.until('the screen again', () => {
          const [, afterLeaving] = terminal.raw.slice(drawn).split('\u001b[?1049l')
          return afterLeaving?.includes('Ctrl-Z does nothing here') === true
        })
        expect(await terminal.isAlternate()).toBe(true)
      }
      await terminal.press('u')
      await terminal.waitFor('question 2 of')
      terminal.send('Ctrl-C')
      expect(await terminal.ended()).toBe(130)
    })
  })
})

describe.skipIf(!linux)('signals from outside end it in good order', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGQUIT', 131],
    ['SIGALRM', 142],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s', async (signal, code) => {
    const before = join(folder, `${signal}.before`)
    const after = join(folder, `${signal}.after`)
    const shell = `stty -g >'${before}'; trap : INT QUIT ALRM TERM HUP; $PROGRAM ${SCREEN}; echo "code $?"; stty -g >'${after}'; echo over`
    await inTerminal({ shell }, async (terminal) => {
      process.kill(await program(terminal), signal)
      await terminal.waitFor('over')
      expect((await terminal.scrollback()).join('\n')).toContain(`code ${code}`)
      expect(readFileSync(after, 'utf8')).toBe(readFileSync(before, 'utf8'))
      expect([await terminal.isAlternate(), terminal.cursorIsVisible]).toEqual([false, true])
      expect(terminal.raw.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?2004h'))
    })
  })

  test('SIGUSR1 opens no debugger and changes nothing', async () => {
    await inTerminal({ args: SCREEN.split(' ') }, async (terminal) => {
      await terminal.waitFor('question 1 of')
      terminal.signal('SIGUSR1')
      await terminal.press('u')
      await terminal.waitFor('question 2 of')
      expect(terminal.raw).not.toMatch(/debugger/i)
    })
  })
})

test('pastes are marked while the screen is there and at no other time', async () => {
  await inTerminal({ args: SCREEN.split(' ') }, async (terminal) => {
    await terminal.waitFor('question 1 of')
    expect(terminal.raw).toContain('\u001b[?2004h')
    await terminal.press('\u001b[200~u\ru\r\u001b[201~')
    await terminal.waitFor('Nothing was pasted')
    expect((await terminal.screen()).join('\n')).toContain('question 1 of')
    terminal.send('Ctrl-C')
    await terminal.ended()
    expect(terminal.raw.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?2004h'))
  })
})
