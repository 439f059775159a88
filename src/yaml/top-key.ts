import type { YamlNode } from './node.ts'
import { readYaml, type YamlFile } from './read.ts'

const LINE_OF_KEY = /^[a-z_]+[ \t]*:/gm

/**
 * The value of one key of the outermost mapping, read without the rest of the file, because a list of titles needs no
 * questions. Undefined where there is none, or where it cannot be read.
 */
export function topKey(file: Parameters<typeof readYaml>[0], key: string): YamlNode | undefined {
  const read = readYaml({ ...file, bytes: linesOf(file.bytes, key) ?? file.bytes })
  return read.ok ? entryOf(read.value, key) : undefined
}

/** From the key's line to the next key that is not indented; undefined where there is no such line, as in JSON. */
function linesOf(bytes: Uint8Array, key: string): Uint8Array | undefined {
  const text = new TextDecoder().decode(bytes)
  const keys = [...text.matchAll(LINE_OF_KEY)]
  const at = keys.findIndex(([written]) => written.slice(0, -1).trimEnd() === key)
  return at < 0 ? undefined : new TextEncoder().encode(text.slice(keys[at]?.index, keys[at + 1]?.index))
}

function entryOf({ root }: YamlFile, key: string): YamlNode | undefined {
  return root.kind === 'mapping' ? root.entries.get(key)?.value : undefined
}
