import { readdirSync, readFileSync } from 'node:fs'
import { type Function as Fn, type ParamPattern, type Program, parseSync, Visitor } from 'oxc-parser'
import { inProject } from './load.ts'

/** A file of `src/`. */
export interface SourceFile {
  /** Below `src/`. */
  readonly path: string
  /** The folder right below `src/`, or the file itself where it lies there. */
  readonly folder: string
  readonly text: string
  /** What it imports, as written. */
  readonly imports: readonly string[]
}

export const sourceFiles: readonly SourceFile[] = readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(inProject(`src/${path}`), 'utf8')
    const statements = text.matchAll(/^(?:import|export|\})[^'\n]*from '([^']+)'|\bimport\('([^']+)'\)/gm)
    const imports = [...statements].map((match) => match[1] ?? match[2] ?? '')
    return { path, folder: path.split('/')[0] ?? path, text, imports }
  })

/** A function, and what its signature and length are. */
export interface FunctionInSource {
  /** `questionnaire/load.ts readSections`. */
  readonly at: string
  readonly lines: number
  readonly parameters: number
  readonly hasBooleanParameter: boolean
}

interface Range {
  readonly start: number
  readonly end: number
}

/** Every named function, method and signature of a file; a function without a name is a callback of what names it. */
export function functionsIn({ path, text }: SourceFile): readonly FunctionInSource[] {
  const found: FunctionInSource[] = []
  const names: string[] = []
  const add = (name: string, params: readonly ParamPattern[], { start, end }: Range) =>
    found.push({
      at: `${path} ${name}`,
      lines: text.slice(start, end).split('\n').length,
      parameters: params.length,
      hasBooleanParameter: params.some(isBoolean),
    })
  const named = (name: string | undefined) => names.push(name ?? names.at(-1) ?? '(without a name)')
  new Visitor({
    FunctionDeclaration: (node) => {
      named(node.id?.name)
      add(names.at(-1) ?? '', node.params, node)
    },
    'FunctionDeclaration:exit': () => names.pop(),
    VariableDeclarator: (node) => named(node.id.type === 'Identifier' ? node.id.name : undefined),
    'VariableDeclarator:exit': () => names.pop(),
    Property: (node) => named(node.key.type === 'Identifier' ? node.key.name : undefined),
    'Property:exit': () => names.pop(),
    MethodDefinition: (node) => named(node.key.type === 'Identifier' ? node.key.name : undefined),
    'MethodDefinition:exit': () => names.pop(),
    FunctionExpression: (node: Fn) => add(names.at(-1) ?? '', node.params, node),
    ArrowFunctionExpression: (node) => add(names.at(-1) ?? '', node.params, node),
    TSMethodSignature: (node) => add(node.key.type === 'Identifier' ? node.key.name : '', node.params, node),
  }).visit(programOf(path, text))
  return found
}

function isBoolean(param: ParamPattern): boolean {
  if (param.type === 'AssignmentPattern')
    return param.right.type === 'Literal' && typeof param.right.value === 'boolean'
  return 'typeAnnotation' in param && param.typeAnnotation?.typeAnnotation.type === 'TSBooleanKeyword'
}

/** Names that a file declares and exports; what it passes on from another file is not among them. */
export function exportsOf({ path, text }: SourceFile): readonly string[] {
  return programOf(path, text).body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) return []
    const { declaration } = statement
    if (declaration.type === 'VariableDeclaration')
      return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
    return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : []
  })
}

function programOf(path: string, text: string): Program {
  return parseSync(path, text).program
}
