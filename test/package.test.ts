import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { inProject } from './support/load.ts'
import { prescreen } from './support/program.ts'

const README = readFileSync(inProject('README.md'), 'utf8')

/** Paths of what `npm pack` puts into the package. */
const [{ files }] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: inProject('.'), encoding: 'utf8' }),
) as readonly [{ readonly files: readonly { readonly path: string }[] }]
const shipped = files.map(({ path }) => path)

test('the package holds the program, the questionnaires and one file of declarations', () => {
  const needed =
    /^(bin\/prescreen\.js|dist\/.+\.c?js(?:\.map)?|dist\/PACKAGES\.txt|dist\/index\.d\.ts|questionnaires\/.+|src\/HAZARDS\.md|README\.md|LICENSE|package\.json)$/
  expect(shipped.filter((path) => !needed.test(path))).toEqual([])
  expect(shipped).toEqual(
    expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/main.js', 'dist/PACKAGES.txt', 'LICENSE']),
  )
})

test('it holds the licences of the packages that are built into it, and needs none beside it', () => {
  const held = readFileSync(inProject('dist/PACKAGES.txt'), 'utf8')
  const built = ['yaml', 'commander', 'inquirer', 'age-encryption', 'fflate']
  expect(built.filter((name) => !new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm').test(held))).toEqual([])
  const imported = shipped.filter((path) => /\.c?js$/.test(path)).flatMap(importedBy)
  expect(imported).toContain('node:fs')
  expect(imported.filter((name) => !isBuiltin(name))).toEqual([])
})

/** What a file of the program takes from elsewhere than from beside it. */
function importedBy(path: string): readonly string[] {
  const text = readFileSync(inProject(path), 'utf8')
  const { staticImports } = parseSync(path, text).module
  const asked = [...text.matchAll(/(?<![.\w])require\(["'`]([^"'`]*)["'`]\)/g)].map((match) => match[1] ?? '')
  const all = [...staticImports.map(({ moduleRequest }) => moduleRequest.value), ...asked]
  return all.filter((name) => !name.startsWith('.'))
}

test('its README links to nothing that is not in it', () => {
  const links = [...README.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '')
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter((link) => !shipped.includes(link))).toEqual([])
})

test('every command is named by a document that comes with it', async () => {
  const { out } = await prescreen(['--help'])
  const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'prescreen')
  const documents = README + readFileSync(inProject('questionnaires/README.md'), 'utf8')
  expect(commands).toContain('screen')
  expect(commands.filter((name) => !new RegExp(`\\b${name}\\b`).test(documents))).toEqual([])
})

test('the example of the library prints what stands below it', () => {
  const [, code = '', printed = ''] =
    /## As a library[\s\S]*?```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(README) ?? []
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-library-'))
  const program = join(folder, 'example.mjs')
  writeFileSync(program, code.replace("'prescreen'", JSON.stringify(`file://${inProject('dist/index.js')}`)))
  expect(execFileSync(process.execPath, [program], { cwd: inProject('.'), encoding: 'utf8' })).toBe(printed)
  rmSync(folder, { recursive: true })
})

test('its declarations stand alone and fit a program of somebody else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prescreen-types-'))
  const program = `import { type Answers, guide, type Guidance, type Loaded, parseAnswer, type Questionnaire } from './prescreen.js'
export function levelOf(read: Loaded<Questionnaire>, answers: Answers): Guidance['level'] | undefined {
  return read.ok ? guide(read.value, answers, '2026-11-22').level : undefined
}
export { parseAnswer }
`
  writeFileSync(join(folder, 'prescreen.d.ts'), readFileSync(inProject('dist/index.d.ts')))
  writeFileSync(join(folder, 'program.ts'), program)
  const compiler = inProject('node_modules/typescript/bin/tsc')
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2023',
  ]
  execFileSync(process.execPath, [compiler, ...options, '--types', '', 'program.ts', 'prescreen.d.ts'], { cwd: folder })
  rmSync(folder, { recursive: true })
})

test('a fault of the program is told with its place in the source', () => {
  const env = { ...process.env, NODE_OPTIONS: '--import=data:text/javascript,delete%20Array.prototype.flatMap' }
  const args = [inProject('bin/prescreen.js'), 'screen', 'ketamine-intake', '--answers', 'a.yaml']
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  expect(status).toBe(70)
  const [, path = '', line] =
    /internal error, please report it: TypeError at .*?(src\/.+\.ts):(\d+):\d+/.exec(stderr) ?? []
  expect(stderr).toContain('internal error')
  expect(readFileSync(inProject(path), 'utf8').split('\n')[Number(line) - 1]).toContain('.flatMap(')
})
