import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuUsage } from 'node:process'
import { describe, expect, test } from 'vitest'
import { positionAt } from '../../src/diagnostics/index.ts'
import type { YamlNode } from '../../src/yaml/index.ts'
import { inProject, told, yamlFile } from '../support/load.ts'
import { fateOf } from './fate.ts'
import { filesIn, generated, type HostileFile, STORED } from './hostile-files.ts'
import { measuredFiles } from './measured-files.ts'

/** Hostile files collected beside the project, where there are some. */
const NEIGHBOURS = inProject('../shared/badinput')

function isJudged({ name, bytes }: HostileFile): void {
  const before = cpuUsage()
  const { read, diagnostics } = fateOf(name, bytes())
  expect(cpuUsage(before).user).toBeLessThan(10_000_000)
  if (name.startsWith('y-')) {
    expect(read ? [] : told(diagnostics)).toEqual([])
    return
  }
  expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
  for (const { source, span, message } of diagnostics) {
    expect(positionAt(source, span.start).line).toBeGreaterThanOrEqual(1)
    expect(span.start).toBeLessThanOrEqual(source.text.length)
    expect(message).toMatch(/^.{5,420}$/)
  }
}

describe('hostile files', () => {
  test.each(filesIn(STORED))('stored: $name', isJudged)
  test.each(generated())('generated: $name', isJudged)

  if (existsSync(NEIGHBOURS)) test.each(filesIn(NEIGHBOURS))('from ../shared/badinput: $name', isJudged)
  else test.skip('there is no ../shared/badinput here', () => {})

  test('none hangs and none takes 300 MB, all in one process with a small heap; the bench prints how long each takes', () => {
    const measured = measuredFiles(existsSync(NEIGHBOURS) ? [NEIGHBOURS] : [])
    expect(measured.length).toBeGreaterThanOrEqual(filesIn(STORED).length + generated().length)
    expect(measured.filter(({ ms, mb }) => ms >= 20_000 || mb >= 300)).toEqual([])
  })
})

describe('what is refused by name', () => {
  const refused = (name: string) => told(fateOf(name, readFileSync(join(STORED, name))).diagnostics)

  test('ids that objects inherit, in a questionnaire', () => {
    expect(refused('n-proto-ids.yaml')).toMatchInlineSnapshot(`
      [
        "11:13 wrong-id \`__proto__\` cannot be used as a name here | small letters, digits and \`_\`, a letter first, such as \`proto\`",
        "14:13 wrong-id \`toString\` cannot be used as a name here | small letters, digits and \`_\`, a letter first, such as \`tostring\`",
      ]
    `)
    expect(refused('n-proto.yaml')[0]).toMatch(/^1:1 unknown-key unknown key `questions`/)
  })

  test('keys that objects inherit, in answers', () => {
    expect(refused('n-proto.json')).toMatchInlineSnapshot(`
      [
        "1:2 unknown-question unknown question \`__proto__\` | known here: \`chest_pain\`",
      ]
    `)
    expect(refused('n-constructor.json')).toMatchInlineSnapshot(`
      [
        "1:3 unknown-question unknown question \`constructor\` | known here: \`chest_pain\`",
        "1:25 unknown-question unknown question \`toString\` | known here: \`chest_pain\`",
      ]
    `)
  })

  test('a letter of another script that looks like one of ours', () => {
    expect(refused('n-homoglyph-id.yaml').filter((line) => line.includes('wrong-id'))).toMatchInlineSnapshot(`
      [
        "1:5 wrong-id \`сhest_pain\` cannot be the \`id\` | small letters, digits and \`-\`, a letter first",
      ]
    `)
  })

  test('every stored file that is refused, by its first problem', () => {
    const names = filesIn(STORED).map(({ name }) => name)
    const first = names.filter((name) => name.startsWith('n-')).map((name) => `${name}  ${refused(name)[0]}`)
    expect(first).toMatchInlineSnapshot(`
      [
        "n-alias-text.yaml  2:8 yaml-alias \`*important\` refers to another place | write the value out; if it is a text, put quotes around all of it",
        "n-anchor-key.yaml  1:1 yaml-anchor \`&a\` marks a place to refer to | take it out; if it is a text, put quotes around all of it",
        "n-array.json  1:1 wrong-shape answers are written as \`question: answer\` lines",
        "n-at.yaml  2:8 yaml-syntax a text cannot begin with this character (Plain value cannot start with reserved character @) | put quotes around the text",
        "n-backtick.yaml  2:8 yaml-syntax a text cannot begin with this character (Plain value cannot start with reserved character \`) | put quotes around the text",
        "n-block-header.yaml  1:11 yaml-syntax this is not expected here (Block scalar header includes extra characters: |99) | check the indentation, quotes and brackets of this line and the one above",
        "n-bom-inside.yaml  2:1 unseen-character a character that cannot be seen (U+FEFF) | delete it and type the text again",
        "n-bom-twice.yaml  1:1 unseen-character a character that cannot be seen (U+FEFF) | delete it and type the text again",
        "n-bom-utf16.yaml  1:2 unseen-character a character that cannot be seen (U+0000) | save the file as UTF-8 text",
        "n-close-only.yaml  2:1 yaml-syntax this line is neither an entry nor part of the text above | if it goes on with the text above, put 2 spaces before it",
        "n-comment-slashes.json  2:3 unknown-question unknown question \`// said so "chest_pain"\` | known here: \`chest_pain\`",
        "n-comment.json  1:22 yaml-syntax this is not expected here (Unexpected scalar at node end) | check the indentation, quotes and brackets of this line and the one above",
        "n-constructor.json  1:3 unknown-question unknown question \`constructor\` | known here: \`chest_pain\`",
        "n-cut-character.yaml  2:8 unreadable-file this character is not UTF-8 | save the file as UTF-8 text",
        "n-del.yaml  1:9 unseen-character a character that cannot be seen (U+007F) | delete it and type the text again",
        "n-document-end.yaml  3:1 several-documents a second document begins here | one file holds one questionnaire: delete the \`---\` line or make two files",
        "n-dup-int-str-key.yaml  2:1 duplicate-key the key \`1\` appears twice | it is on line 1 already: delete one of them, or rename it",
        "n-dup-key-nested.json  1:18 duplicate-key the key \`b\` appears twice | it is on line 1 already: delete one of them, or rename it",
        "n-dup-key-nfc.yaml  2:1 duplicate-key the key \`é\` appears twice | it is on line 1 already: delete one of them, or rename it",
        "n-dup-key-quoted.yaml  2:1 duplicate-key the key \`id\` appears twice | it is on line 1 already: delete one of them, or rename it",
        "n-dup-key.json  1:21 duplicate-key the key \`chest_pain\` appears twice | it is on line 1 already: delete one of them, or rename it",
        "n-dup-key.yaml  2:1 duplicate-key the key \`id\` appears twice | it is on line 1 already: delete one of them, or rename it",
        "n-empty-key.yaml  1:1 unknown-key unknown key \`\` in a questionnaire | known keys: \`format\`, \`id\`, \`version\`, \`title\`, \`language\`, \`status\`, \`reviewed_by\`, \`reviewed_on\`, \`review_by\`, \`audience\`, \`notice\`, \`licence\`, \`set\`, \`sources\`, \`option_sets\`, \`sections\`, \`scores\`, \`rules\`, \`promises\`, \`ignore\`",
        "n-empty.yaml  1:1 empty-file the file is empty",
        "n-esc.yaml  1:8 unseen-character an escape makes a character that cannot be seen (U+001B) | take the escape out",
        "n-escape-bidi.yaml  1:8 unseen-character an escape makes a character that cannot be seen (U+202E) | take the escape out",
        "n-escape-next-line.yaml  1:8 unseen-character an escape makes a character that cannot be seen (U+0085) | take the escape out",
        "n-escape-nul.yaml  1:8 unseen-character an escape makes a character that cannot be seen (U+0000) | take the escape out",
        "n-escape-short.yaml  2:9 yaml-syntax an unknown escape after \`\\\` (Invalid escape sequence \\u12") | use single quotes, or write the backslash twice",
        "n-escape-unknown.yaml  2:9 yaml-syntax an unknown escape after \`\\\` (Invalid escape sequence \\q) | use single quotes, or write the backslash twice",
        "n-homoglyph-id.yaml  1:1 missing-key a questionnaire has no \`format\` | add \`format: …\`",
        "n-json-lines.json  2:1 yaml-syntax this is not expected here (Unexpected flow-map-start at node end) | check the indentation, quotes and brackets of this line and the one above",
        "n-latin1.yaml  1:8 unreadable-file this character is not UTF-8 | save the file as UTF-8 text",
        "n-line-separator.yaml  1:6 unseen-character a character that cannot be seen (U+2028) | delete it and type the text again",
        "n-list-key.yaml  1:1 yaml-key a key must be one word | write \`key: value\`",
        "n-lone-cr.yaml  1:6 unseen-character a character that cannot be seen (U+000D) | save the file with ordinary line ends",
        "n-map-key.yaml  1:1 yaml-key a key must be one word | write \`key: value\`",
        "n-merge-key-plain.yaml  1:1 missing-key a questionnaire has no \`status\` | add \`status: …\`",
        "n-merge-key.yaml  1:7 yaml-anchor \`&base\` marks a place to refer to | take it out; if it is a text, put quotes around all of it",
        "n-nested-answer.json  1:3 wrong-shape the answer to \`chest_pain\` is one value, or a list",
        "n-next-line.yaml  1:6 unseen-character a character that cannot be seen (U+0085) | delete it and type the text again",
        "n-noncharacter.yaml  2:9 unseen-character a character that cannot be seen (U+FFFE) | delete it and type the text again",
        "n-nul.yaml  1:6 unseen-character a character that cannot be seen (U+0000) | save the file as UTF-8 text",
        "n-only-blank.yaml  1:1 empty-file the file is empty",
        "n-only-comments.yaml  1:1 empty-file the file holds nothing but comments",
        "n-only-dashes.yaml  1:4 wrong-shape a questionnaire is written as \`key: value\` lines | known keys: \`format\`, \`id\`, \`version\`, \`title\`, \`language\`, \`status\`, \`reviewed_by\`, \`reviewed_on\`, \`review_by\`, \`audience\`, \`notice\`, \`licence\`, \`set\`, \`sources\`, \`option_sets\`, \`sections\`, \`scores\`, \`rules\`, \`promises\`, \`ignore\`",
        "n-only-text.yaml  1:1 wrong-shape a questionnaire is written as \`key: value\` lines | known keys: \`format\`, \`id\`, \`version\`, \`title\`, \`language\`, \`status\`, \`reviewed_by\`, \`reviewed_on\`, \`review_by\`, \`audience\`, \`notice\`, \`licence\`, \`set\`, \`sources\`, \`option_sets\`, \`sections\`, \`scores\`, \`rules\`, \`promises\`, \`ignore\`",
        "n-only-tilde.yaml  1:1 wrong-shape a questionnaire is written as \`key: value\` lines | known keys: \`format\`, \`id\`, \`version\`, \`title\`, \`language\`, \`status\`, \`reviewed_by\`, \`reviewed_on\`, \`review_by\`, \`audience\`, \`notice\`, \`licence\`, \`set\`, \`sources\`, \`option_sets\`, \`sections\`, \`scores\`, \`rules\`, \`promises\`, \`ignore\`",
        "n-open-brace.yaml  2:6 yaml-syntax this \`{\` is never closed | close it with \`}\`",
        "n-open-bracket.yaml  2:7 yaml-syntax this \`[\` is never closed | close it with \`]\`",
        "n-open-double-quote.yaml  2:8 yaml-syntax this quote is never closed | write \`"\` at the end of the text",
        "n-open-single-quote.yaml  2:8 yaml-syntax this quote is never closed | write \`'\` at the end of the text",
        "n-open-string.json  1:17 yaml-syntax this quote is never closed | write \`"\` at the end of the text",
        "n-overlong.yaml  1:5 unreadable-file this character is not UTF-8 | save the file as UTF-8 text",
        "n-paragraph-separator.yaml  1:6 unseen-character a character that cannot be seen (U+2029) | delete it and type the text again",
        "n-percent.yaml  2:8 yaml-syntax a text cannot begin with this character (Plain value cannot start with directive indicator character %) | put quotes around the text",
        "n-piled-accents.yaml  1:9 piled-marks more than 30 accents on one letter | delete them and type the text again",
        "n-proto-ids.yaml  11:13 wrong-id \`__proto__\` cannot be used as a name here | small letters, digits and \`_\`, a letter first, such as \`proto\`",
        "n-proto.json  1:2 unknown-question unknown question \`__proto__\` | known here: \`chest_pain\`",
        "n-proto.yaml  1:1 unknown-key unknown key \`questions\` in a questionnaire | known keys: \`format\`, \`id\`, \`version\`, \`title\`, \`language\`, \`status\`, \`reviewed_by\`, \`reviewed_on\`, \`review_by\`, \`audience\`, \`notice\`, \`licence\`, \`set\`, \`sources\`, \`option_sets\`, \`sections\`, \`scores\`, \`rules\`, \`promises\`, \`ignore\`",
        "n-question-mark-key.yaml  1:3 yaml-key a key must be one word | write \`key: value\`",
        "n-recursive-alias.yaml  1:4 yaml-anchor \`&a\` marks a place to refer to | take it out; if it is a text, put quotes around all of it",
        "n-rlo.yaml  1:12 unseen-character a character that cannot be seen (U+202E) | delete it and type the text again",
        "n-second-colon.yaml  2:8 yaml-syntax a second \`: \` in one text (Nested mappings are not allowed in compact mappings) | put quotes around the text; if the line below is a key, indent it less",
        "n-soft-hyphen.yaml  1:10 unseen-character a character that cannot be seen (U+00AD) | delete it and type the text again",
        "n-surrogate-bytes.yaml  1:5 unreadable-file this character is not UTF-8 | save the file as UTF-8 text",
        "n-surrogate.yaml  1:8 unseen-character an escape makes a character that cannot be seen (U+D800) | take the escape out",
        "n-tab-in-block-text.yaml  3:2 yaml-syntax this line is neither an entry nor part of the text above | if it goes on with the text above, put 2 spaces before it",
        "n-tab-in-flow.yaml  3:2 yaml-syntax a bracket above is still open (Flow sequence in block collection must be sufficiently indented and end with a ]) | close it with \`]\` or \`}\`, or indent what is inside it",
        "n-tab-indent.yaml  2:1 yaml-syntax a tab at the start of a line | use spaces for the indentation",
        "n-tag-binary.yaml  1:8 yaml-tag \`!!binary\` says how to read a value | take it out; if it is a text, put quotes around all of it",
        "n-tag-characters.yaml  1:9 unseen-character a character that cannot be seen (U+E0041) | delete it and type the text again",
        "n-tag-directive.yaml  1:1 yaml-directive a \`%TAG ! tag:example.org,2000:\` line | delete this line",
        "n-tag-js.yaml  1:4 yaml-tag \`!!js/function\` says how to read a value | take it out; if it is a text, put quotes around all of it",
        "n-tag-non-specific.yaml  1:8 yaml-tag \`!\` says how to read a value | take it out; if it is a text, put quotes around all of it",
        "n-tag-str.yaml  1:8 yaml-tag \`!!str\` says how to read a value | take it out; if it is a text, put quotes around all of it",
        "n-tag-verbatim.yaml  1:8 yaml-tag \`!<tag:yaml.org,2002:int>\` says how to read a value | take it out; if it is a text, put quotes around all of it",
        "n-trailing-garbage.json  1:12 yaml-syntax this is not expected here (Unexpected flow-map-end token in YAML stream: "}") | check the indentation, quotes and brackets of this line and the one above",
        "n-two-docs.yaml  2:1 several-documents a second document begins here | one file holds one questionnaire: delete the \`---\` line or make two files",
        "n-two-values.json  2:1 yaml-syntax this is not expected here (Unexpected flow-map-start at node end) | check the indentation, quotes and brackets of this line and the one above",
        "n-unindent.yaml  3:3 yaml-syntax \`d\` stands after 2 spaces; what it belongs with, after 4 spaces | put 2 spaces more before it",
        "n-utf16-no-bom.yaml  1:2 unseen-character a character that cannot be seen (U+0000) | save the file as UTF-8 text",
        "n-utf16be.yaml  1:1 unreadable-file the file is UTF-16, not UTF-8 | save the file as UTF-8 text",
        "n-utf16le.yaml  1:1 unreadable-file the file is UTF-16, not UTF-8 | save the file as UTF-8 text",
        "n-utf32.yaml  1:1 unreadable-file the file is UTF-16, not UTF-8 | save the file as UTF-8 text",
        "n-windows-1252.yaml  2:11 unreadable-file this character is not UTF-8 | save the file as UTF-8 text",
        "n-yaml11-directive.yaml  1:1 yaml-directive a \`%YAML 1.1\` line | delete this line",
        "n-zwsp-id.yaml  1:10 unseen-character a character that cannot be seen (U+200B) | delete it and type the text again",
      ]
    `)
  })
})

describe('what is read is the text that was written', () => {
  const values = (name: string) => {
    const read = yamlFile(readFileSync(join(STORED, name)), name)
    return read.ok ? entriesOf(read.value.root) : told(read.diagnostics)
  }

  test('words and numbers of other YAML versions stay text', () => {
    expect(values('y-norway.yaml')).toMatchInlineSnapshot(`
      [
        "options [[["code","yes"],["label","Yes"]],[["code","no"],["label","No"]],[["code","on"],["label","On"]],[["code","010"],["label","Ten"]],[["code","2026-01-02"],["label","Date"]],[["code","1e3"],["label","Exp"]],[["code","~"],["label","Tilde"]]]",
      ]
    `)
    expect(values('y-numbers.yaml')).toMatchInlineSnapshot(`
      [
        "octal "0o17"",
        "old_octal "017"",
        "hex "0x1F"",
        "binary "0b101"",
        "sexagesimal "1:30:00"",
        "underscore "1_000"",
        "infinite ".inf"",
        "not_a_number ".NaN"",
        "plus "+1"",
        "exponent "1e3"",
        "date "2026-01-02"",
        "time "2026-01-02T03:04:05Z"",
        "long "12345678901234567890123"",
        "zeros "1.50"",
      ]
    `)
    expect(values('y-words.yaml')).toMatchInlineSnapshot(`
      [
        "no "no"",
        "yes "Yes"",
        "on "ON"",
        "off "off"",
        "y "y"",
        "null "null"",
        "Null "Null"",
        "tilde "~"",
        "quoted_tilde "~"",
        "true "TRUE"",
        "equals "="",
        "merge "<<"",
      ]
    `)
  })

  test('line ends, a byte order mark, document marks and tabs between words change nothing', () => {
    expect(values('y-bom.yaml')).toEqual(['id "a"'])
    expect(values('y-crlf.yaml')).toEqual(['id "a"', 'notice "one\\ntwo\\n"'])
    expect(values('y-mixed-ends.yaml')).toEqual(['id "a"', 'title "b"', 'language "en"'])
    expect(values('y-document-marks.yaml')).toEqual(['id "a"'])
    expect(values('y-tabs.yaml')).toEqual(['id "a"', 'list ["b","c"]'])
  })

  test('JSON, other scripts and names that objects inherit', () => {
    expect(values('y-json.json')).toMatchInlineSnapshot(`
      [
        "number "010"",
        "text "aé\\n\\t\\"b\\""",
        "list ["no","1e3","null"]",
        "slash "a/b"",
      ]
    `)
    expect(values('y-astral.yaml')).toMatchInlineSnapshot(`
      [
        "title "🧠 𝓐"",
        "notice "שלום مرحبا हिन्दी 한국어"",
      ]
    `)
    expect(values('y-object-names.yaml')).toMatchInlineSnapshot(`
      [
        "constructor "a"",
        "__proto__ "b"",
        "toString "c"",
        "hasOwnProperty "d"",
      ]
    `)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

/** A line for each entry. */
function entriesOf(root: YamlNode): readonly string[] {
  if (root.kind !== 'mapping') return []
  return [...root.entries].map(([key, { value }]) => `${key} ${JSON.stringify(plain(value))}`)
}

type Plain = string | readonly Plain[]

/** Mappings as pairs, so that no key can get lost in an object. */
function plain(node: YamlNode): Plain {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'sequence':
      return node.items.map(plain)
    case 'mapping':
      return [...node.entries].map(([key, { value }]) => [key, plain(value)])
  }
}
