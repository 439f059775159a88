// The program in few files, with the packages that it uses: `npm run build` runs it after the compiler. Hundreds of modules
// take longer to find and to open than to run; what only some commands need stays apart. Maps name the source of a fault.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * Packages that most runs do without, because files are as usual and few of them workbooks: they are read when something of
 * them is first used.
 */
const LATER = ['yaml', 'saxes', 'fflate']

/** What every function has; one with more is looked into. */
const OF_ALL = ['length', 'name', 'prototype', 'arguments', 'caller']

/** Everything that a package gives, which asks for the package when it is called, made or looked into. */
async function whenUsed(name) {
  const shims = Object.entries(await import(name)).flatMap(([key, value]) => {
    if (key === 'default' || key === 'module.exports') return []
    const it = `real().${key}`
    const isPlain =
      typeof value === 'function' && Object.getOwnPropertyNames(value).every((one) => OF_ALL.includes(one))
    return isPlain
      ? [`export function ${key}(...all) { return new.target === undefined ? ${it}(...all) : new (${it})(...all) }`]
      : [
          `export const ${key} = /* @__PURE__ */ new Proxy(function () {}, { get: (_, part) => ${it}[part], apply: (_, __, all) => ${it}(...all), construct: (_, all) => new (${it})(...all) })`,
        ]
  })
  return `import { createRequire } from 'node:module'
let read
const real = () => (read ??= createRequire(import.meta.url)('./${name}.cjs'))
${shims.join('\n')}
`
}

const later = {
  name: 'later',
  resolveId: (id) => (LATER.includes(id) ? { id: `later:${id}`, moduleSideEffects: false } : undefined),
  load: (id) => (id.startsWith('later:') ? whenUsed(id.slice('later:'.length)) : undefined),
}

/** Names are kept for whoever reads where a fault was; the rest is as short as can be, because all of it is read each time. */
const SHORT = { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: true } }

async function bundled(input, { plugins = [], format = 'esm', folder = 'dist', entryFileNames = '[name].js' }) {
  const made = await rolldown({
    input,
    plugins,
    platform: 'node',
    // Nothing of ours does anything when it is only imported, but what begins a process or a thread.
    treeshake: { moduleSideEffects: (id) => /node_modules|src\/(?:main|thread)\.ts$/.test(id) },
  })
  const { output } = await made.write({
    dir: folder,
    format,
    entryFileNames,
    sourcemap: true,
    minify: SHORT,
    chunkFileNames: 'parts/[name]-[hash].js',
  })
  /** A map with the sources in it would be three times as large, and they are on the web. */
  for (const { fileName } of output.filter(({ fileName }) => fileName.endsWith('.map'))) {
    const { sourcesContent, ...map } = JSON.parse(readFileSync(join(folder, fileName), 'utf8'))
    writeFileSync(join(folder, fileName), JSON.stringify(map))
  }
  return output
}

const ENTRIES = { main: 'src/main.ts', thread: 'src/thread.ts', index: 'src/index.ts' }
const output = await bundled(ENTRIES, { plugins: [later] })
for (const name of LATER) {
  const parts = { format: 'cjs', folder: 'dist/parts', entryFileNames: '[name].cjs' }
  output.push(...(await bundled({ [name]: name }, parts)))
}

/** Whose work is in these files, and on what terms. */
const packages = new Set(
  output.flatMap(({ modules = {} }) =>
    Object.keys(modules).flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[0] ?? []),
  ),
)
const notices = [...packages].sort().map((folder) => {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  const terms =
    file === undefined ? `${license}, ${author?.name ?? author ?? ''}` : readFileSync(join(folder, file), 'utf8')
  return `${name} ${version} (${license})\n\n${terms.trim()}\n`
})
writeFileSync(
  'dist/PACKAGES.txt',
  `What the program holds of other packages, and their licences.\n\n${notices.join(`\n${'-'.repeat(72)}\n\n`)}`,
)

// Folders of declarations that were put together into one.
for (const entry of readdirSync('dist', { withFileTypes: true }))
  if (entry.isDirectory() && entry.name !== 'parts') rmSync(join('dist', entry.name), { recursive: true })
