import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inProject } from './support/load.ts'

/**
 * The layers. A folder imports only from rows below its own, never from its own row. What two folders of one row would
 * share is composed in `commands/`. Rows 0 to 4 are pure: no file, clock, random number or terminal.
 */
const ROWS: readonly (readonly string[])[] = [
  ['diagnostics'], //   problems with their places; texts made safe to show
  ['yaml', 'expression'], // the strict reader: text with positions in, Maps out; the condition language
  ['questionnaire'], // what is asked; which questions are due; answers parsed and shown in words
  ['rules', 'settings'], // from answers to guidance, the one roll-up; what a site sets once
  ['screening', 'authoring', 'exchange', 'documents', 'tables'],
  ['disk'], //          whole files, and what a file system refuses
  ['terminal', 'record', 'batch'],
  ['commands'], //      one file per subcommand
  ['main.ts', 'index.ts'],
]
const PURE = ROWS.slice(0, 5).flat()

/** Each npm package lives in one folder, so that replacing it is a change of one folder. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  diagnostics: ['fastest-levenshtein'],
  yaml: ['yaml'],
  documents: ['fast-string-width', 'fast-wrap-ansi'],
  record: ['age-encryption'],
  terminal: ['inquirer', '@inquirer/core', 'chalk'],
  commands: ['commander'],
  'main.ts': ['env-paths'],
}

const CEILING = 400

interface File {
  readonly path: string
  readonly place: string
  readonly text: string
  readonly imports: readonly string[]
}

const files: readonly File[] = readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(inProject(`src/${path}`), 'utf8')
    const statements = text.matchAll(/^(?:import|export|\})[^'\n]*from '([^']+)'|\bimport\('([^']+)'\)/gm)
    const imports = [...statements].map((match) => match[1] ?? match[2] ?? '')
    return { path, place: path.split('/')[0] ?? path, text, imports }
  })

function rowOf(place: string): number {
  return ROWS.findIndex((row) => row.includes(place))
}

function code({ text }: File): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

describe('the layers', () => {
  test('every file has a place in the table', () => {
    expect(files.filter((file) => rowOf(file.place) < 0).map((file) => file.path)).toEqual([])
  })

  test('a folder imports only from rows below it, through the front door', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(inProject('src'), join(inProject(`src/${dirname(file.path)}`), name)))
        .filter((target) => {
          const place = target.split('/')[0] ?? target
          if (place === file.place) return false
          return rowOf(place) >= rowOf(file.place) || basename(target) !== 'index.ts'
        })
        .map((target) => `${file.path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('a pure folder imports no Node module', () => {
    const wrong = files.filter(
      (file) => PURE.includes(file.place) && file.imports.some((name) => name.startsWith('node:')),
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  test('a pure folder has no clock, no random number and no locale', () => {
    const impure =
      /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bperformance\b|\bIntl\b|\btoLocale|\bsetTimeout\b|\bconsole\b/
    expect(
      files.filter((file) => PURE.includes(file.place) && impure.test(code(file))).map((file) => file.path),
    ).toEqual([])
  })

  test('only main.ts reads the process, besides its number in the names of locks and half-written files', () => {
    expect(
      files
        .filter((file) => /\bprocess\./.test(code(file)))
        .map((file) => file.path)
        .sort(),
    ).toEqual(['disk/owner.ts', 'main.ts'])
  })

  test('each npm package is imported in its own folder only', () => {
    const foreign = files.flatMap((file) => {
      const names = file.imports.filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      return names.filter((name) => !PACKAGES[file.place]?.includes(name)).map((name) => `${file.path} imports ${name}`)
    })
    expect(foreign).toEqual([])
  })

  test('every production package is in the table, or said to be imported by nothing yet', () => {
    const { dependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const { ignoreDependencies } = JSON.parse(readFileSync(inProject('knip.json'), 'utf8')) as {
      ignoreDependencies: readonly string[]
    }
    const installed = Object.keys(dependencies).filter((name) => !ignoreDependencies.includes(name))
    expect(installed.sort()).toEqual(Object.values(PACKAGES).flat().sort())
  })
})

describe('the size of things', () => {
  test(`no file is longer than ${CEILING} lines`, () => {
    expect(files.filter((file) => file.text.split('\n').length > CEILING).map((file) => file.path)).toEqual([])
  })

  test('the top level holds what was agreed and nothing else', () => {
    const agreed =
      /^(src|questionnaires|bin|test|package\.json|package-lock\.json|README\.md|LICENSE|tsconfig(\.build)?\.json|biome\.json|vitest\.config\.ts|knip\.json|\..*|node_modules|dist|coverage)$/
    expect(readdirSync(inProject('.')).filter((name) => !agreed.test(name))).toEqual([])
  })

  test('at most 48 production packages are installed', () => {
    const lock = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; resolved?: string }>
    }
    const installed = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && entry.dev !== true)
    expect(installed.length).toBeLessThanOrEqual(48)
    expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
  })
})
