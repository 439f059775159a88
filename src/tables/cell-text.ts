import { QUOTE } from './bytes.ts'

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The text of a raw cell of delimited text, without its quotation marks and with doubled ones made single. Throws on
 * bytes that are not UTF-8.
 */
export function cellText(bytes: Uint8Array, start: number, end: number): string {
  if (bytes[start] !== QUOTE || end - start < 2) return UTF8.decode(bytes.subarray(start, end))
  return UTF8.decode(bytes.subarray(start + 1, end - 1)).replaceAll('""', '"')
}
