import { distance } from 'fastest-levenshtein'
import type { Remedy } from './diagnostic.ts'

/**
 * The known name that was most likely meant: at most a third of its letters differ, or it differs only in case or
 * separators. Otherwise undefined, because a wrong remedy is worse than none. Among equally near names, the first.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  return allNearest(name, known)[0]
}

/** All names that are as near as the nearest one, in their order. */
function allNearest(name: string, known: Iterable<string>): readonly string[] {
  let best: string[] = []
  let bestEdits = Number.POSITIVE_INFINITY
  for (const candidate of new Set(known)) {
    const near = Math.max(1, Math.floor(Math.min(candidate.length, name.length + 1) / 3))
    if (Math.abs(candidate.length - name.length) > near) continue
    const edits =
      plain(candidate) === plain(name) ? 0.5 : isSwap(plain(name), plain(candidate)) ? 0.75 : distance(name, candidate)
    if (edits > near || edits > bestEdits) continue
    best = edits < bestEdits ? [candidate] : [...best, candidate]
    bestEdits = edits
  }
  return best
}

/** The names that are as near as the nearest one, in backticks and joined by "or"; undefined where none is near. */
export function nearNames(name: string, known: Iterable<string>): string | undefined {
  const near = allNearest(name, known)
  return near.length === 0 || near.length > MOST_NAMES ? undefined : oneOf(near.map((one) => `\`${one}\``))
}

/** Nobody reads a list of more names than this. */
const MOST_NAMES = 12

/**
 * "did you mean `x`?" when there is a near name, and all names where several are equally near, because naming one of
 * them could suggest the opposite. Otherwise the whole list of names when it is short enough to be read.
 */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = [...known]
  const near = nearNames(name, names)
  if (near !== undefined) return `did you mean ${near}?`
  if (nearest(name, names) !== undefined) return undefined
  if (names.length === 0 || names.length > MOST_NAMES) return undefined
  return `known here: ${names.map((one) => `\`${one}\``).join(', ')}`
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/**
 * "did you mean" for an unknown name, and the edit where exactly one known name is near. `elsewhere`: names that are
 * right at other places, where this one may have been meant to be. They are never suggested.
 */
export function suggestion(name: string, known: Iterable<string>, elsewhere: Iterable<string> = []): Remedy {
  const names = [...known]
  const help = didYouMean(name, names)
  if (help === undefined) return {}
  const near = [...new Set([...names, ...elsewhere])].filter((one) => nearest(name, [one]) !== undefined)
  const [only] = near
  if (near.length !== 1 || only === undefined || !names.includes(only)) return { help }
  return { help, instead: { of: name, write: only } }
}

/** Two neighbouring letters changed places, which is one slip although it takes two edits. */
function isSwap(name: string, candidate: string): boolean {
  if (name.length !== candidate.length) return false
  const at = [...name].findIndex((letter, index) => letter !== candidate[index])
  return candidate === `${name.slice(0, at)}${name[at + 1] ?? ''}${name[at] ?? ''}${name.slice(at + 2)}`
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '')
}
