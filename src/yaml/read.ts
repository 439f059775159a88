import { Composer, type CST, type Document, Lexer, Parser } from 'yaml'
import { decodeUtf8, refuseFile, refuseUnseen } from './decode.ts'
import { type Loaded, loaded, type Problems, problemsOf } from './diagnostic.ts'
import type { YamlNode } from './node.ts'
import type { Source } from './source.ts'
import { explainSyntax } from './syntax-errors.ts'
import { walk } from './walk.ts'

export interface YamlFile {
  readonly source: Source
  readonly root: YamlNode
}

/** Open structures at one place of the file; the format itself needs about eight. */
const MAX_DEPTH = 64
/** Pieces that the lexer makes of a file; some five for each line of a questionnaire. */
const MAX_LEXEMES = 1_000_000
/** Past this many syntax errors a file is something else, and more lines help nobody. */
const MAX_SYNTAX_ERRORS = 20

/**
 * Reads YAML 1.2 or JSON that may be hostile. Never throws; every value stays the text that was written. Refused:
 * other encodings than UTF-8, more than one document, aliases, anchors, tags, directives, keys that are not text or
 * stand twice, characters that cannot be seen, and files beyond the limits of size, depth and count.
 */
export function readYaml(file: {
  readonly path: string
  readonly bytes: Uint8Array
  readonly sha256: string
}): Loaded<YamlFile> {
  const decoded = decodeUtf8(file.bytes)
  const text = 'text' in decoded ? decoded.text : ''
  const source: Source = { path: file.path, text, sha256: file.sha256 }
  const problems = problemsOf(source)
  if ('refusal' in decoded) refuseFile(decoded.refusal, problems)
  else if (!refuseUnseen(text, problems)) {
    const root = rootOf(text, problems)
    if (root !== undefined) return loaded({ source, root }, problems)
  }
  return loaded<YamlFile>(undefined, problems)
}

function rootOf(text: string, problems: Problems): YamlNode | undefined {
  const tokens = tokensOf(text, problems)
  if (tokens === undefined) return undefined
  const document = onlyDocument(tokens, text, problems)
  if (document === undefined) return undefined
  return walk(document.contents, problems)
}

/** The concrete syntax, lexeme by lexeme, so that depth and count are known before anything recursive runs. */
function tokensOf(text: string, problems: Problems): CST.Token[] | undefined {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    lexemes += 1
    const here = { start: parser.offset, end: parser.offset + 1 }
    if (parser.stack.length > MAX_DEPTH) {
      problems.error('too-deep', here, `more than ${MAX_DEPTH} levels inside one another`, 'take some levels out')
      return undefined
    }
    if (lexemes > MAX_LEXEMES) {
      problems.error('too-large', here, 'the file has too many parts to be a questionnaire', 'split it')
      return undefined
    }
  }
  tokens.push(...parser.end())
  const directive = tokens.find((token) => token.type === 'directive')
  if (directive === undefined) return tokens
  const span = { start: directive.offset, end: directive.offset + directive.source.length }
  problems.error('yaml-directive', span, `a \`${directive.source.trim()}\` line`, 'delete this line')
  return undefined
}

function onlyDocument(tokens: readonly CST.Token[], text: string, problems: Problems): Document.Parsed | undefined {
  const composer = new Composer({ schema: 'failsafe', version: '1.2', uniqueKeys: false, keepSourceTokens: true })
  const documents = [...composer.compose(tokens, true, text.length)]
  for (const document of documents) {
    for (const fault of [...document.errors, ...document.warnings]) {
      if (problems.found.length >= MAX_SYNTAX_ERRORS) return undefined
      explainSyntax(fault, text, problems)
    }
  }
  if (problems.found.length > 0) return undefined
  const [first, second] = documents
  if (second !== undefined) {
    const start = second.range[0]
    const help = 'one file holds one questionnaire: delete the `---` line or make two files'
    problems.error('several-documents', { start, end: start + 1 }, 'a second document begins here', help)
    return undefined
  }
  if (first === undefined || text.trim() === '') {
    problems.error('empty-file', { start: 0, end: 0 }, 'the file is empty')
    return undefined
  }
  return first as Document.Parsed
}
