import { plainText } from '../questionnaire/index.ts'

/** What can separate several answers in one cell. `json` is a list such as `["pain","blood"]`. */
export const JSON_LIST = 'json'

/**
 * The answers in a cell that contains several. `isKnown` says whether a text is one answer: where answers contain the
 * divider themselves, they are matched whole, the longest first, and each is recognised whatever the rest of the cell
 * is.
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
    // Not such a list: the whole is one text, and most likely not an answer.
  }
  return [plainText(text)]
}
