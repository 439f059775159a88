/** Every character beyond A to Z that becomes one of `letters` in small letters, together with that letter. */
export function capitalsOf(letters: string): readonly [from: string, to: string] {
  const wanted = new Set([...letters].filter((letter) => letter > '\u007f'))
  let from = '\u212a'
  let to = 'k'
  if (wanted.size === 0) return [from, to]
  for (let number = 0x80; number <= 0x1ffff; number += 1) {
    const capital = String.fromCodePoint(number)
    const small = capital.toLowerCase()
    if (small === capital || !wanted.has(small)) continue
    from += capital
    to += small
  }
  return [from, to]
}
