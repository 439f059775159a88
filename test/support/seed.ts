/**
 * What a run draws at random that is drawn anew each time. It is printed; `PRESCREEN_SEED=…` draws the same again, also
 * for properties that name no seed of their own (`seed-properties.ts`).
 */
export const SEED: number = Number(process.env.PRESCREEN_SEED ?? Math.trunc(Math.random() * 2 ** 31))

/** Says with which seed a test began. */
export function tellSeed(what: string): void {
  process.stdout.write(`${what}: PRESCREEN_SEED=${SEED}\n`)
}

/** Mulberry32: the same numbers from 0 to 1 for the same seed, everywhere. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
