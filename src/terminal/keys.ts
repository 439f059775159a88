/** One press as the terminal reports it. */
export interface Key {
  /** `return`, `left`, `a`, …; `paste` for everything that was pasted at once; empty for characters without a name. */
  readonly name: string
  /** What was typed, for a printable key, or everything that was pasted. */
  readonly text: string
  readonly ctrl: boolean
}

/** Moves about without answering, and is never held back by the guard. */
export type Navigation =
  | 'back'
  | 'forward'
  | 'review'
  | 'help'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'

const NAMED: Readonly<Record<string, Navigation>> = {
  left: 'back',
  escape: 'back',
  right: 'forward',
  up: 'up',
  down: 'down',
  pageup: 'page-up',
  pagedown: 'page-down',
  home: 'first',
  end: 'last',
  f1: 'help',
}

/** `typing` is true where `<` and `?` are ordinary characters. */
export function navigationOf(
  { name, text, ctrl }: Key,
  { typing }: { readonly typing: boolean },
): Navigation | undefined {
  if (name === 'paste') return undefined
  if (ctrl) return name === 'b' ? 'back' : name === 'g' ? 'review' : undefined
  if (!typing && text === '<') return 'back'
  if (!typing && text === '?') return 'help'
  return NAMED[name]
}

/** The letter or digit of a key, the same with and without Caps Lock; empty with Ctrl. */
export function letterOf({ text, ctrl }: Key): string {
  return ctrl ? '' : text.toLowerCase()
}

export function isEnter({ name }: Key): boolean {
  return name === 'return' || name === 'enter'
}

export function isPaste({ name }: Key): boolean {
  return name === 'paste'
}

/** A character that can be shown on the screen. Joiners are accepted: whether they join anything shows later. */
export function isPrintable(key: Key): boolean {
  return !isPaste(key) && !key.ctrl && key.text !== '' && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(withoutJoiners(key.text))
}

/** Something was typed that nobody would see. */
export function isUnseen({ text, ctrl, name }: Key): boolean {
  return name !== 'paste' && !ctrl && /\p{Cf}/u.test(withoutJoiners(text))
}

function withoutJoiners(text: string): string {
  return text.replaceAll(/[\u200c\u200d]/g, '')
}
