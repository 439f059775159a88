// One file of declarations for the library: what src/index.ts exports, and the types that this needs. Run by `npm run build`
// after the compiler; the declarations of inner modules are for nobody outside and are taken away.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

const FACE = 'dist/index.d.ts'

/** What a file declares, by name, and where the names that it does not declare come from. */
const files = new Map()

function fileAt(path) {
  const known = files.get(path)
  if (known !== undefined) return known
  const text = readFileSync(path, 'utf8')
  const { program, comments } = parseSync(path, text)
  const file = { declared: new Map(), from: new Map() }
  for (const statement of program.body) {
    if (statement.source) {
      const source = join(dirname(path), statement.source.value.replace(/\.ts$/, '.d.ts'))
      for (const { local, imported, exported } of statement.specifiers)
        file.from.set((exported ?? local).name, { source, name: (imported ?? local).name })
      continue
    }
    const declaration = statement.declaration ?? statement
    const names = declaration.declarations?.map(({ id }) => id.name) ?? [declaration.id?.name]
    const above = comments.filter(({ type, end }) => type === 'Block' && text.slice(end, statement.start).trim() === '')
    const code = text.slice(declaration.start, statement.end).replace(/^declare /, '')
    const comment = above.length === 0 ? '' : `${text.slice(above[0].start, above[0].end)}\n`
    for (const name of names) if (name !== undefined) file.declared.set(name, { code, comment, path })
  }
  files.set(path, file)
  return file
}

/** The declaration of a name as a file sees it; undefined for what the language itself has. */
function find(path, name) {
  const file = fileAt(path)
  const own = file.declared.get(name)
  if (own !== undefined) return own
  const elsewhere = file.from.get(name)
  return elsewhere && find(elsewhere.source, elsewhere.name)
}

const exported = [...fileAt(FACE).from.keys()]
const needed = new Map()
const queue = exported.map((name) => [FACE, name])
for (const [path, name] of queue) {
  const found = find(path, name)
  if (found === undefined) continue
  const twin = needed.get(name)
  if (twin !== undefined && twin !== found)
    throw new Error(`two declarations of ${name}: ${twin.path} and ${found.path}`)
  if (twin !== undefined) continue
  needed.set(name, found)
  for (const [word] of found.code.matchAll(/\b[A-Za-z_]\w*\b/g)) queue.push([found.path, word])
}

const declarations = [...needed].map(([name, { code, comment }]) => {
  const isValue = /^(?:const|function|class|let)\b/.test(code)
  return `${comment}${exported.includes(name) ? 'export ' : ''}${isValue ? 'declare ' : ''}${code}\n`
})
const face = `${readFileSync(FACE, 'utf8').split('\n', 1)[0]}\n`
for (const path of readdirSync('dist', { recursive: true, encoding: 'utf8' }))
  if (path.endsWith('.d.ts')) rmSync(join('dist', path))
writeFileSync(FACE, `${face}${declarations.join('')}export {}\n`)
