import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FORM } from '../record/folder.ts'
import { prescreen } from '../support/program.ts'
import { inTerminal, type Terminal } from '../support/terminal.ts'
import { pause } from '../support/waits.ts'

let folder = ''
let home = ''
let form = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prescreen-kept-'))
  home = join(folder, 'home')
  form = join(folder, 'small.yaml')
  writeFileSync(form, FORM)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inHome = (shell: string) => ({ shell, env: { PRESCREEN_HOME: home } })
const linux = existsSync('/proc/self/task')

/** The program that the shell of this terminal runs. */
function program(terminal: Terminal): number {
  return Number(readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim().split(' ')[0])
}

/** Presses the keys one by one, each once its question is there. */
async function answers(terminal: Terminal, ...steps: readonly (readonly [shown: string, ...keys: string[]])[]) {
  for (const [shown, ...keys] of steps) {
    await terminal.waitFor(shown)
    await terminal.press(...keys)
  }
}

describe('a screening on the full screen', () => {
  test('is recorded before its card is shown; a change after it asks why and makes a new record', async () => {
    await inTerminal(inHome(`$PROGRAM screen ${form} --ref A-17 --by AB`), async (terminal) => {
      await answers(
        terminal,
        ['Chest pain?', 'n'],
        ['Any of these?', '0'],
        ['Do you smoke?', '1'],
        ['Anything else?', 'x', 'Enter'],
        ['F finish', 'f'],
      )
      await terminal.waitFor('Record')
      const first = /Record (\S{14})/.exec((await terminal.screen()).join(' '))?.[1]
      expect((await prescreen(['records', 'list'], '', { PRESCREEN_HOME: home })).out).toContain(first)
      await terminal.press('c')
      await terminal.waitFor('Why is it changed?')
      await terminal.press('Enter')
      await terminal.waitFor('A few words are needed')
      await terminal.press('typing slip', 'Enter')
      await answers(
        terminal,
        ['F finish', 'Enter'],
        ['Chest pain?', 'y'],
        ['Since how many', '3', 'Enter'],
        ['F finish', 'f'],
        ['Refer to clinician', 'q'],
      )
      expect(await terminal.ended()).toBe(0)
      const { out } = await prescreen(['records', 'list'], '', { PRESCREEN_HOME: home })
      expect(out).toContain(`A-17 · by AB · corrects ${first}`)
      expect(out.trimEnd().split('\n')).toHaveLength(2)
      expect(readdirSync(join(home, 'drafts'))).toEqual([])
    })
  })

  test('that was left goes on at the first open question, with its reference and how old it is', async () => {
    await inTerminal(inHome(`$PROGRAM screen ${form} --ref A-17`), async (terminal) => {
      await answers(
        terminal,
        ['Chest pain?', 'n'],
        ['Any of these?', '0'],
        ['Do you smoke?', 'Left'],
        ['Any of these?', 'Ctrl-C'],
      )
      expect(await terminal.ended()).toBe(130)
      expect((await terminal.scrollback()).join()).toMatch(
        /^Left after 2 answers\. Kept; go on with: prescreen resume \S{14}$/,
      )
    })
    await inTerminal(inHome('$PROGRAM resume'), async (terminal) => {
      await terminal.waitFor('Do you smoke?')
      expect((await terminal.screen()).join('\n')).toContain('Resumed, reference A-17, last answer just now.')
      await answers(
        terminal,
        ['Do you smoke?', '1'],
        ['Anything else?', 'x', 'Enter'],
        ['F finish', 'f'],
        ['q leave', 'q'],
      )
      expect(await terminal.ended()).toBe(0)
    })
  })

  test('that is half an hour old shows nothing of it before somebody says whose it is', async () => {
    const settings = join(folder, 'settings.yaml')
    writeFileSync(settings, 'ask_whose_after: 0\nguard_time: 20\n')
    await prescreen(['screen', form, '--plain', '--ref', 'A-17'], 'y\n3\n', { PRESCREEN_HOME: home })
    const resume = { shell: '$PROGRAM resume', env: { PRESCREEN_HOME: home, PRESCREEN_CONFIG: folder } }
    await inTerminal(resume, async (terminal) => {
      await terminal.waitFor('Are these the answers of the person')
      const screen = (await terminal.screen()).join('\n')
      expect(screen).toContain('reference A-17')
      expect(screen).not.toMatch(/Since|3 days/)
      await terminal.press('n')
      expect(await terminal.ended()).toBe(0)
    })
    await inTerminal(resume, async (terminal) => {
      await terminal.waitFor('Are these the answers of the person')
      await terminal.press('y')
      await terminal.waitFor('Any of these?')
    })
  })

  test('of several drafts one is chosen, and the list leaves nothing behind', async () => {
    for (const ref of ['A-1', 'A-2'])
      await prescreen(['screen', form, '--plain', '--ref', ref], 'y\n', { PRESCREEN_HOME: home })
    await inTerminal(inHome('$PROGRAM resume'), async (terminal) => {
      await terminal.waitFor('Which draft?')
      await terminal.waitFor('reference A-1')
      terminal.send('Down', 'Enter')
      await terminal.waitFor('Since how many')
      expect((await terminal.screen()).join('\n')).toContain('reference A-1')
      await terminal.press('Ctrl-C')
      await terminal.ended()
      expect((await terminal.scrollback()).join('\n')).not.toContain('A-1')
    })
  })

  test('stays at its question when the answer cannot be kept, and takes it when it can', async () => {
    await inTerminal(inHome(`$PROGRAM screen ${form} --ref A-17`), async (terminal) => {
      await answers(terminal, ['Chest pain?', 'n'])
      await terminal.waitFor('Any of these?')
      const log = readFileSync(join(home, 'audit.jsonl'))
      rmSync(join(home, 'audit.jsonl'))
      symlinkSync(form, join(home, 'audit.jsonl'))
      await terminal.press('0')
      await terminal.waitFor('Not kept, and so not taken')
      expect((await terminal.screen()).join('\n')).toContain('Any of these?')
      rmSync(join(home, 'audit.jsonl'))
      writeFileSync(join(home, 'audit.jsonl'), log)
      await answers(terminal, ['Any of these?', '0'], ['Do you smoke?', 'Ctrl-C'])
      await terminal.ended()
    })
    expect((await prescreen(['records', 'verify'], '', { PRESCREEN_HOME: home })).exit).toBe(0)
    expect(readFileSync(form, 'utf8')).toBe(FORM)
  })
})

test('a key that is pressed while the disk is busy answers nothing', async () => {
  const slow = join(folder, 'slow.mjs')
  writeFileSync(
    slow,
    `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; const sync = fs.fsyncSync; fs.fsyncSync = (file) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150); return sync(file) }; syncBuiltinESMExports()`,
  )
  const busy = {
    shell: `NODE_OPTIONS='--import ${slow}' $PROGRAM screen ${form} --ref x`,
    guardMs: 100,
    env: { PRESCREEN_HOME: home },
  }
  await inTerminal(busy, async (terminal) => {
    await terminal.waitFor('Chest pain?')
    await terminal.rest(150, 'the guard to end')
    terminal.send('n')
    // Later than the guard, and before the answer is kept.
    await pause(250, 'a moment after the guard, while the disk is still busy with the answer')
    terminal.send('0')
    await terminal.waitFor('Any of these?')
    await terminal.rest(700, 'a second answer, which must not come')
    expect((await terminal.screen()).join('\n')).toContain('Any of these?')
    terminal.send('Ctrl-C')
    await terminal.waitFor('Left after 1 answer')
  })
})

describe.skipIf(!linux)('after kill -9', () => {
  /** Those that a raw terminal lacks; nobody remembers the rest of what was. */
  const settings = `stty -a | grep -ow -e '-*icanon' -e '-*echo' -e '-*isig' -e '-*icrnl' -e '-*opost'`

  test.each(['sh', 'exec bash --norc --noprofile -i'])('resume gives %s its terminal back as it was', async (shell) => {
    await inTerminal(inHome(shell), async (terminal) => {
      await terminal.waitFor(/[$#]/)
      terminal.send(`${settings} >"$HOME/before"`, 'Enter')
      terminal.send(`$PROGRAM screen ${form} --ref A-17`, 'Enter')
      await answers(terminal, ['Chest pain?', 'y'])
      await terminal.waitFor('Since how many')
      process.kill(program(terminal), 'SIGKILL')
      await terminal.rest(200, 'the killed program to be gone from the terminal')
      // A raw terminal sends no line feed for Enter.
      terminal.send('\n$PROGRAM resume\n')
      await terminal.waitFor('Resumed')
      await answers(terminal, ['Since how many', '3', 'Enter'], ['Any of these?', 'Ctrl-C'])
      await terminal.waitFor('Left after 2 answers')
      // Once the shell reads again.
      await terminal.rest(300, 'the shell to read again')
      terminal.send(`${settings} >"$HOME/after"; cmp "$HOME/before" "$HOME/after" && echo the same`, 'Enter')
      await terminal.waitFor(/^the same/m)
      expect([await terminal.isAlternate(), terminal.cursorIsVisible]).toEqual([false, true])
    })
  })
})

test.skipIf(!linux)(
  'what is answered, and a name in the reference, is nowhere but in the draft and the record',
  async () => {
    const marker = 'Zebra-Quagga'
    const crash = join(folder, 'crash.mjs')
    const shell = `$PROGRAM screen ${form} --by AB`
    const argv = (pid: number) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8')
    await inTerminal(inHome(`:; ${shell}; sleep 600`), async (terminal) => {
      await answers(
        terminal,
        ['Local reference', marker, 'Enter'],
        ['Chest pain?', 'n'],
        ['Any of these?', '0'],
        ['Do you smoke?', '1'],
        ['Anything else?', marker, 'Enter'],
      )
      await terminal.waitFor('F finish')
      expect(argv(program(terminal))).not.toContain(marker)
      await terminal.press('f')
      await terminal.waitFor('q leave')
      expect(placesOf(marker)).toEqual([expect.stringMatching(/^records\/\d{4}-\d\d-\d\d\/\S{14}\.jsonl$/)])
      await terminal.press('q')
      await terminal.waitFor('record')
      expect((await terminal.scrollback()).join('\n')).not.toContain(marker)
      // Titles are set by these; a title stays when the program is gone.
      expect(terminal.raw).not.toMatch(/\u001b\][012];/)
    })
    // A fault of the program whose message quotes an answer: what it says must not.
    writeFileSync(
      crash,
      `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; const write = fs.writeSync; fs.writeSync = (file, bytes, ...more) => { if (String(bytes).includes('${marker}')) throw new TypeError('could not write ' + bytes); return write(file, bytes, ...more) }; syncBuiltinESMExports()`,
    )
    const { out, err, exit } = await prescreen(['screen', form, '--plain'], `n\n0\n1\n${marker}\nf\n`, {
      PRESCREEN_HOME: home,
      NODE_OPTIONS: `--import ${crash}`,
    })
    expect(exit).toBe(70)
    expect(err).toContain('internal error')
    expect(out + err).not.toContain(marker)
    await inTerminal(inHome(`NODE_OPTIONS='--import ${crash}' ${shell} --ref x; echo "code $?"`), async (terminal) => {
      await answers(terminal, ['Chest pain?', 'n'], ['Any of these?', '0'], ['Do you smoke?', '1'])
      await answers(terminal, ['Anything else?', marker, 'Enter'])
      await terminal.waitFor('code 70')
      const left = (await terminal.scrollback()).join('\n')
      expect(left).toContain('internal error')
      expect(left).not.toContain(marker)
      expect([await terminal.isAlternate(), terminal.cursorIsVisible]).toEqual([false, true])
    })
  },
)

/** Names and contents of the record folder that hold a text. */
function placesOf(text: string): readonly string[] {
  return (readdirSync(home, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[]).flatMap(
    (entry) => {
      const path = join(entry.parentPath, entry.name)
      const holds = entry.isFile() && readFileSync(path, 'utf8').includes(text)
      return holds || entry.name.includes(text) ? [path.slice(home.length + 1)] : []
    },
  )
}
