// The program in few files, with the packages that it uses: `npm run build` runs it after the compiler. Hundreds of modules
// take longer to find and to open than to run; what only some commands need stays apart. Maps name the source of a fault.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const ENTRIES = { main: 'src/main.ts', thread: 'src/thread.ts', index: 'src/index.ts' }

const made = await rolldown({
  input: ENTRIES,
  platform: 'node',
  // Nothing of ours does anything when it is only imported, but what begins a process or a thread.
  treeshake: { moduleSideEffects: (id) => /node_modules|src\/(?:main|thread)\.ts$/.test(id) },
})
const { output } = await made.write({
  dir: 'dist',
  format: 'esm',
  sourcemap: true,
  chunkFileNames: 'parts/[name]-[hash].js',
})

/** A map with the sources in it would be three times as large, and they are on the web. */
for (const { fileName } of output.filter(({ fileName }) => fileName.endsWith('.map'))) {
  const { sourcesContent, ...map } = JSON.parse(readFileSync(join('dist', fileName), 'utf8'))
  writeFileSync(join('dist', fileName), JSON.stringify(map))
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
