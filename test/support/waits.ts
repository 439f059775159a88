/*
 * The only place where a test waits in real time. Whoever can wait for an event does: `until` looks until something
 * holds. A pause is for what has no event, such as a guard that ends by the clock, and says for what.
 */

/** Milliseconds after which what is waited for will not come any more. Where everything takes longer, a test says so first. */
export const patience: { ms: number } = { ms: 20_000 }

/** Milliseconds between two looks. */
const LOOK_MS = 5

/** Until it holds; an error that says what was waited for, and what `seen` says instead, when it never does. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  seen: () => string | Promise<string> = () => '',
): Promise<void> {
  const end = performance.now() + patience.ms
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}:\n${await seen()}`)
    await pause(LOOK_MS, 'the next look')
  }
}

/** So many milliseconds of real time, and why nothing else can be waited for. */
export function pause(ms: number, _why: string): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
