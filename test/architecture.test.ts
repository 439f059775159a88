import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inProject } from './support/load.ts'
import { sourceFiles as files, type SourceFile } from './support/source-tree.ts'

/** A row of the table of `src/README.md`, which is the data of this test. */
interface Place {
  readonly row: number
  readonly name: string
  readonly mayTouch: string
  readonly packages: readonly string[]
  readonly doesNotKnow: string
}

const PLACES: readonly Place[] = [
  ...readFileSync(inProject('src/README.md'), 'utf8').matchAll(/^\| (\d) \| `([\w.]+?)\/?` \| (.*) \|$/gm),
].map(([, row = '', name = '', rest = '']) => {
  const [, mayTouch = '', packages = '', doesNotKnow = ''] = rest.split('|').map((cell) => cell.trim())
  return {
    row: Number(row),
    name,
    mayTouch,
    packages: [...packages.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
    doesNotKnow,
  }
})
const PURE = PLACES.filter(({ mayTouch }) => mayTouch === 'nothing').map(({ name }) => name)

const CEILING = 400

function placeOf(name: string): Place | undefined {
  return PLACES.find((place) => place.name === name)
}

function rowOf(name: string): number {
  return placeOf(name)?.row ?? -1
}

/** Where an import leads, below `src/`. */
function targetsOf({ path, imports }: SourceFile): readonly string[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(inProject('src'), join(inProject(`src/${dirname(path)}`), name)))
}

function code({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

describe('the layers', () => {
  test('every file has a place in the table, and every place says what it does not know', () => {
    expect(files.filter((file) => placeOf(file.folder) === undefined).map((file) => file.path)).toEqual([])
    expect(PLACES.filter(({ doesNotKnow }) => doesNotKnow === '').map(({ name }) => name)).toEqual([])
    const folders = new Set(files.map(({ folder }) => folder))
    expect(PLACES.filter(({ name }) => !folders.has(name)).map(({ name }) => name)).toEqual([])
    expect(PLACES.map(({ row }) => row)).toEqual(PLACES.map(({ row }) => row).sort())
  })

  test('every file and folder that the map names is there', () => {
    const map = readFileSync(inProject('src/README.md'), 'utf8')
    const paths = [...map.matchAll(/`((?:[a-z]+\/)+[a-z-]*(?:\.ts)?)`/g)].map((match) => match[1] ?? '')
    expect(paths.length).toBeGreaterThan(40)
    const isThere = (path: string) =>
      ['', '.ts'].some((ending) => existsSync(inProject(`src/${path}${ending}`))) || existsSync(inProject(path))
    expect(paths.filter((path) => !isThere(path))).toEqual([])
  })

  test('the picture names every place of the table, in its row', () => {
    const map = readFileSync(inProject('src/README.md'), 'utf8').split('```')[1] ?? ''
    const floors = map.split(/^ {2}(?=\d {3})/m).slice(1)
    const drawn = floors.flatMap((floor) => {
      const row = Number(floor[0])
      return PLACES.filter((place) => new RegExp(`\\b${place.name.replace('.ts', '')}\\b`).test(floor))
        .filter((place) => place.row === row)
        .map(({ name }) => name)
    })
    expect(PLACES.map(({ name }) => name).filter((name) => !drawn.includes(name))).toEqual([])
  })

  test('a folder imports only from rows below it, through the front door', () => {
    const wrong = files.flatMap((file) =>
      targetsOf(file)
        .filter((target) => {
          const folder = target.split('/')[0] ?? target
          if (folder === file.folder) return false
          return rowOf(folder) >= rowOf(file.folder) || basename(target) !== 'index.ts'
        })
        .map((target) => `${file.path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('no files import each other in a circle, inside a folder either', () => {
    expect(circlesIn(new Map(files.map((file) => [file.path, targetsOf(file)])))).toEqual([])
  })

  test('a pure folder imports no Node module', () => {
    const wrong = files.filter(
      (file) => PURE.includes(file.folder) && file.imports.some((name) => name.startsWith('node:')),
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  test('only a place that may touch files, or is the process, reads or writes them itself', () => {
    const wrong = files.filter(
      (file) =>
        file.imports.some((name) => name.startsWith('node:fs')) &&
        !['files', 'the process'].includes(placeOf(file.folder)?.mayTouch ?? ''),
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  test('a pure folder has no clock, no random number and no locale', () => {
    const impure =
      /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bperformance\b|\bIntl\b|\btoLocale|\bsetTimeout\b|\bconsole\b/
    expect(
      files.filter((file) => PURE.includes(file.folder) && impure.test(code(file))).map((file) => file.path),
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
      return names
        .filter((name) => !placeOf(file.folder)?.packages.includes(packageOf(name)))
        .map((name) => `${file.path} imports ${name}`)
    })
    expect(foreign).toEqual([])
  })

  /** Of `@scope/name/part` without the part. */
  function packageOf(name: string): string {
    return name.split('/', name.startsWith('@') ? 2 : 1).join('/')
  }

  test('every package of the table is there to be built in, and whoever installs the program installs nothing else', () => {
    const { dependencies = {}, devDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
      dependencies?: Record<string, string>
      devDependencies: Record<string, string>
    }
    const packages = PLACES.flatMap((place) => place.packages)
    expect(Object.keys(dependencies)).toEqual([])
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(packages))
  })
})

/** Sets of files each of which can be reached from each other one, by the depth-first search of Tarjan. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[] = []
  const lower = (path: string, to = Number.POSITIVE_INFINITY) =>
    lowest.set(path, Math.min(lowest.get(path) ?? Number.POSITIVE_INFINITY, to))
  const visit = (path: string): void => {
    order.set(path, order.size)
    lower(path, order.get(path))
    open.push(path)
    for (const next of graph.get(path) ?? []) {
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lower(path, lowest.get(next))
    }
    if (lowest.get(path) !== order.get(path)) return
    const circle = open.splice(open.indexOf(path))
    if (circle.length > 1) circles.push(circle.sort().join(', '))
  }
  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return circles.sort()
}

describe('the size of things', () => {
  test(`no file is longer than ${CEILING} lines`, () => {
    expect(files.filter((file) => file.text.split('\n').length > CEILING).map((file) => file.path)).toEqual([])
  })

  test('the top level holds what was agreed and nothing else', () => {
    const agreed =
      /^(src|questionnaires|bin|test|package\.json|package-lock\.json|README\.md|LICENSE|tsconfig(\.build)?\.json|biome\.json|CHANGELOG\.md|CONTRIBUTING\.md|vitest\.config\.ts|knip\.json|\..*|node_modules|dist|coverage)$/
    expect(readdirSync(inProject('.')).filter((name) => !agreed.test(name))).toEqual([])
  })

  // Zip, tar, XML and the completion of shells are each one small package (saxes with xmlchars), in place of code of our own.
  test('at most 48 production packages are installed', () => {
    const lock = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; resolved?: string }>
    }
    const installed = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && entry.dev !== true)
    expect(installed.length).toBeLessThanOrEqual(48)
    expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
  })
})
