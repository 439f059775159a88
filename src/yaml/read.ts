import { Composer, CST, type Document, Lexer, Parser } from 'yaml'
import type { Source } from '../diagnostics/index.ts'
import { type Loaded, loaded, type Problems, problemsOf } from '../diagnostics/index.ts'
import { decodeUtf8, refuseFile, refuseUnseen } from './decode.ts'
import { refuseMark } from './marks.ts'
import type { YamlNode } from './node.ts'
import { asWritten, readOn } from './read-on.ts'
import { explainSyntax } from './syntax-errors.ts'
import { readUsual } from './usual.ts'
import { walk } from './walk.ts'

export interface YamlFile {
  readonly source: Source
  readonly root: YamlNode
}

/** Open structures at one place of the file. The format itself needs about eight. */
const MAX_DEPTH = 64
/** Lexemes of a file: about seven for each line of a questionnaire. Each may cost a kilobyte. */
const MAX_LEXEMES = 150_000
/** With more syntax errors than this the file is something else, and more lines help nobody. */
const MAX_SYNTAX_ERRORS = 20

/**
 * Reads YAML 1.2 or JSON that may be hostile. Never throws, and every value stays the text that was written. Refused:
 * encodings other than UTF-8, more than one document, aliases, anchors, tags, directives, keys that are not text or are
 * repeated, invisible characters, and files beyond the limits of size, depth and number of lexemes.
 */
export function readYaml(file: {
  readonly path: string
  readonly bytes: Uint8Array
  readonly sha256: string
}): Loaded<YamlFile> {
  const { text, refusal } = decodeUtf8(file.bytes)
  const source: Source = { path: file.path, text, sha256: file.sha256 }
  const problems = problemsOf(source)
  if (refusal !== undefined) refuseFile(refusal, problems)
  else if (!refuseUnseen(text, problems)) {
    const root = rootOf(text, problems)
    if (root !== undefined) return loaded({ source, root }, problems)
    if (problems.found.every(({ code }) => MENDABLE.includes(code))) return readFurther(source)
  }
  return loaded<YamlFile>(undefined, problems)
}

/** One slip can put the parser out of step for a hundred lines or two. With more errors it is another kind of file. */
const MOST_FAULTS = 1_000
/** Codes of errors that a slip on one line can cause. */
const MENDABLE: readonly string[] = ['yaml-syntax', 'yaml-alias', 'yaml-anchor', 'yaml-tag']

/**
 * Refused, but read as it was most likely meant, so that everything else that is wrong in the file is reported as well.
 */
function readFurther(source: Source): Loaded<YamlFile> {
  const { diagnostics, meant } = readOn(source, (text) => {
    const problems = problemsOf(text)
    documentIn(text.text, problems)
    return [...problems.found].sort((a, b) => a.span.start - b.span.start)
  })
  if (meant === undefined) return { ok: false, diagnostics }
  const problems = problemsOf(meant)
  const root = rootOf(meant.text, problems)
  const all = [...diagnostics, ...problems.found.map(asWritten)].sort((a, b) => a.span.start - b.span.start)
  return { ok: false, ...(root === undefined ? {} : { partial: { source: meant, root } }), diagnostics: all }
}

function rootOf(text: string, problems: Problems): YamlNode | undefined {
  return readUsual(text) ?? rootByGrammar(text, problems)
}

/** Reads any file by the whole grammar. Only here is it found out what is wrong. */
export function rootByGrammar(text: string, problems: Problems): YamlNode | undefined {
  const document = documentIn(text, problems)
  return document === undefined ? undefined : walk(document.contents, problems)
}

function documentIn(text: string, problems: Problems): Document.Parsed | undefined {
  const tokens = tokensOf(text, problems)
  return tokens === undefined ? undefined : onlyDocument(tokens, text, problems)
}

/**
 * The concrete syntax, lexeme by lexeme, so that marks, depth and size are checked before anything recursive runs. An
 * alias never reaches the composer.
 */
function tokensOf(text: string, problems: Problems): CST.Token[] | undefined {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let lexemes = 0
  let isText = false
  for (const lexeme of new Lexer().lex(text)) {
    const here = { start: parser.offset, end: parser.offset + lexeme.length }
    if (!isText) refuseMark(lexeme, here, problems)
    if (problems.found.length >= MAX_SYNTAX_ERRORS) return undefined
    isText = lexeme === CST.SCALAR
    for (const token of parser.next(lexeme)) tokens.push(token)
    lexemes += 1
    if (parser.stack.length > MAX_DEPTH) {
      problems.report('too-deep', here, {
        message: `more than ${MAX_DEPTH} levels inside one another`,
        help: 'take some levels out',
      })
      return undefined
    }
    if (lexemes > MAX_LEXEMES) {
      problems.report('too-large', here, {
        message: 'the file has too many parts to be a questionnaire',
        help: 'split it',
      })
      return undefined
    }
  }
  tokens.push(...parser.end())
  if (problems.found.length === 0) return tokens
  // What is refused for its marks is not composed, and the composer would have reported this.
  const [, second] = tokens.filter(({ type }) => type === 'document')
  if (second !== undefined) refuseSecond(second.offset, problems)
  return undefined
}

function refuseSecond(start: number, problems: Problems): void {
  const help = 'one file holds one questionnaire: delete the `---` line or make two files'
  problems.report('several-documents', { start, end: start + 1 }, { message: 'a second document begins here', help })
}

function onlyDocument(tokens: readonly CST.Token[], text: string, problems: Problems): Document.Parsed | undefined {
  const composer = new Composer({ schema: 'failsafe', version: '1.2', uniqueKeys: false, keepSourceTokens: true })
  const documents = [...composer.compose(tokens, true, text.length)]
  const faults = documents.flatMap((document) => [...document.errors, ...document.warnings])
  if (faults.length > MOST_FAULTS) {
    const says = `not YAML: at more than ${MOST_FAULTS} places`
    problems.report(
      'unreadable-file',
      { start: 0, end: 0 },
      { message: says, help: 'is it the right file, saved as plain text?' },
    )
  }
  for (const fault of faults) {
    if (problems.found.length >= MAX_SYNTAX_ERRORS) return undefined
    explainSyntax(fault, text, problems)
  }
  if (problems.found.length > 0) return undefined
  const [first, second] = documents
  if (second !== undefined) {
    refuseSecond(second.range[0], problems)
    return undefined
  }
  if (first === undefined || first.contents === null) {
    const says = text.trim() === '' ? 'the file is empty' : 'the file holds nothing but comments'
    problems.report('empty-file', { start: 0, end: 0 }, { message: says })
    return undefined
  }
  return first as Document.Parsed
}
