import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../support/load.ts'

/** A file whose name says what must become of it: `n-…` is refused, `y-…` is read. */
export interface HostileFile {
  readonly name: string
  readonly bytes: () => Uint8Array
}

export const STORED: string = inProject('test/fixtures/badinput')

export function filesIn(folder: string): readonly HostileFile[] {
  const names = readdirSync(folder).filter((name) => /^[ny]-.*\.(yaml|json)$/.test(name))
  return names.sort().map((name) => ({ name, bytes: () => readFileSync(join(folder, name)) }))
}

/** Too large or too dull to be stored. */
const GENERATED: Readonly<Record<string, () => string>> = {
  'n-32000-keys.yaml': () => lines(32_000, (line) => `k${line}: v`),
  'n-10001-keys.yaml': () => lines(10_001, (line) => `k${line}: v`),
  'n-9000-twins.yaml': () => 'a: b\n'.repeat(9_000),
  'n-50000-quotes.yaml': () => '"'.repeat(50_000),
  'n-quoted-lines.yaml': () => '"a"\n'.repeat(74_000),
  'n-pairs-of-quotes.yaml': () => "'a' 'b'\n".repeat(37_000),
  'n-at-signs.yaml': () => 'a: @b\n'.repeat(21_000),
  'n-deep-block.yaml': () => lines(2_000, (line) => `${' '.repeat(line)}a:`),
  'n-deep-list.yaml': () => '- '.repeat(100_000),
  'n-deep-brace.yaml': () => '{'.repeat(2_000),
  'n-deep-bracket.yaml': () => '['.repeat(2_000),
  'n-deep-bracket.json': () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'n-deep-question.yaml': () => '?'.repeat(1_000),
  'n-deep-questions.yaml': () => '? '.repeat(50_000),
  'n-colons.yaml': () => ': '.repeat(100_000),
  'n-many-brackets.yaml': () => `[${`${'['.repeat(60)}${']'.repeat(60)},`.repeat(8_000)}]`,
  'n-brackets-within-limit.yaml': () => `[${`${'['.repeat(60)}${']'.repeat(60)},`.repeat(1_200)}]`,
  'n-alias-bomb.yaml': () =>
    [...'abcdefghi']
      .map((name, at) => `${name}: &${name} [${Array(9).fill(at === 0 ? 'x' : `*${'abcdefghi'[at - 1]}`)}]\n`)
      .join(''),
  'n-100000-aliases.yaml': () => '- *a\n'.repeat(100_000),
  'n-100000-anchors.yaml': () => '- &a b\n'.repeat(100_000),
  'n-100000-tags.yaml': () => '- !!str b\n'.repeat(100_000),
  'n-100000-directives.yaml': () => '%X\n'.repeat(100_000),
  'n-100000-documents.yaml': () => '---\na\n'.repeat(100_000),
  'n-45000-documents.yaml': () => '...\n'.repeat(45_000),
  'n-300000-nodes.yaml': () => `a: [${'x,'.repeat(300_000)}]\n`,
  'n-37000-nodes.yaml': () => `- ${'\n- '.repeat(37_000)}\n`,
  'n-comments.yaml': () => '# a\n'.repeat(600_000),
  'n-comments-within-limit.yaml': () => '# a\n'.repeat(74_000),
  'n-empty-lines.yaml': () => '\n'.repeat(4_000_000),
  'n-spaces.yaml': () => ' '.repeat(4_000_000),
  'n-4-mib-and-a-byte.yaml': () => `a: ${'b'.repeat(4 * 1024 * 1024 - 2)}`,
  'n-long-key.yaml': () => `${'k'.repeat(2_000_000)}: v\n`,
  'n-very-long-key.yaml': () => `? ${'k'.repeat(2_000_000)}\n: v\n`,
  'n-long-alias.yaml': () => `a: *${'b'.repeat(2_000_000)}\n`,
  'n-accents.yaml': () => `a: e${'\u0301\u0323'.repeat(500_000)}\n`,
  'n-escaped-accents.yaml': () => `a: "e${'\\u0301\\u0323'.repeat(200_000)}"\n`,
  'n-unknown-names.yaml': () => `rules:\n${lines(6_000, (line) => `- id: r${line}\n  when: q${line} = yes`)}`,
  'n-unknown-keys.json': () => `{ ${Array.from({ length: 9_900 }, (_, at) => `"chest_pian_${at}": "no"`).join(', ')} }`,
  'n-long-condition.yaml': () => `rules:\n- { id: r, when: "${'a = b and '.repeat(200_000)}a = b" }\n`,
  'n-deep-condition.yaml': () => `rules:\n- { id: r, when: "${'('.repeat(1_000_000)}a" }\n`,
  'n-not-not.yaml': () => `rules:\n- { id: r, when: "${'not '.repeat(500_000)}a = b" }\n`,
  'y-4-mib-text.yaml': () => `a: ${'b'.repeat(4 * 1024 * 1024 - 3)}`,
  'y-folded.yaml': () => `a: >\n${'  x y z\n'.repeat(400_000)}`,
  'y-escapes.yaml': () => `a: "${'\\x41'.repeat(900_000)}"\n`,
  'y-10000-keys.yaml': () => lines(10_000, (line) => `k${line}: v`),
}

export function generated(): readonly HostileFile[] {
  return Object.entries(GENERATED).map(([name, make]) => ({ name, bytes: () => new TextEncoder().encode(make()) }))
}

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('')
}
