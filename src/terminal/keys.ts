/** One press as the terminal reports it. */
export interface Key {
  /** `return`, `left`, `a` …; empty for signs without a name. */
  readonly name: string
  /** What was typed, for a printable key. */
  readonly text: string
  readonly ctrl: boolean
}

/** What moves about without answering; never held back by the guard. */
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

/** `typing` is true where `<` and `?` are text like any other sign. */
export function navigationOf({ name, text, ctrl }: Key, typing: boolean): Navigation | undefined {
  if (ctrl) return name === 'b' ? 'back' : name === 'g' ? 'review' : undefined
  if (!typing && text === '<') return 'back'
  if (!typing && text === '?') return 'help'
  return NAMED[name]
}

export function isEnter({ name }: Key): boolean {
  return name === 'return' || name === 'enter'
}

export function isPrintable({ text, ctrl }: Key): boolean {
  return !ctrl && text !== '' && !/[\p{Cc}\p{Cf}]/u.test(text)
}
