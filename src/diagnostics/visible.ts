import { joinsSomething } from './joiners.ts'

/**
 * Makes characters visible that a terminal would obey or that nobody would see: `\u{1b}`. Joiners stay where a script
 * or an emoji needs them.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character, at: number) => {
    if (character === '\n' || character === '\t') return ' '
    if ((character === '\u200c' || character === '\u200d') && joinsSomething(text, at)) return character
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

/**
 * The last step before a terminal: lines and tabs stay, and so does the one sequence with which progress overwrites
 * itself. Whatever else a terminal would obey is made visible, wherever it came from.
 */
export function terminalSafe(text: string): string {
  return text
    .split(/(\r?\n|\t|\r\u001b\[K)/)
    .map((part, index) => (index % 2 === 1 ? part : visible(part)))
    .join('')
}
