import { SEED } from './seed.ts'

/** fast-check prints the seed of a property that failed; here it is given one. Loaded only where one is. */
if (process.env.PRESCREEN_SEED !== undefined) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ seed: SEED })
}
