import { plainText } from '../questionnaire/index.ts'

/** What several answers in one cell may be divided by; `json` is a list such as `["pain","blood"]`. */
export const JSON_LIST = 'json'

/**
 * The answers in a cell that holds several. `isKnown` says of a text whether it is one answer: where answers hold the
 * divider themselves, they are matched whole, the longest first, and what is recognised does not depend on the rest.
 */
export function dividedInto(text: string, divider: string, isKnown: (part: string) => boolean): readonly string[] {
  if (isKnown(plainText(text))) return [plainText(text)]
  if (divider === JSON_LIST) return itemsOf(text)
  const parts = text.replaceAll('\u2028', '\n').split(divider.trim() === '' ? divider : divider.trim())
  const sign = divider.trim() === '' ? divider : divider.trim()
  const found: string[] = []
  for (let at = 0; at < parts.length; ) {
    let end = parts.length
    while (end > at + 1 && !isKnown(plainText(parts.slice(at, end).join(sign)))) end -= 1
    found.push(plainText(parts.slice(at, end).join(sign)))
    at = end
  }
  return found.filter((part) => part !== '')
}

function itemsOf(text: string): readonly string[] {
  try {
    const items: unknown = JSON.parse(text)
    if (Array.isArray(items)) return items.map((item) => plainText(String(item))).filter((item) => item !== '')
  } catch {
    // Not such a list: what stands there is one text, and is most likely no answer.
  }
  return [plainText(text)]
}
