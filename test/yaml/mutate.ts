/** A whole number from 0 up to below `limit`. */
export type Random = (limit: number) => number

/** Mulberry32: the same seed gives the same numbers everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** What authors type by accident and attackers on purpose. */
const PIECES: readonly string[] = [
  ...[...'-?:,[]{}#&*!|>\'"%@` \t\n\r()=<.0~\\', ': ', '- ', '---\n', '...\n', '\n\n', ' #', '\r\n', '%YAML 1.1\n'],
  ...['&a ', '*a', '!!str ', '<<: ', '? ', '|\n', '>-\n', '|2\n', '""', "''", '\\x00', '\\u202e', '\\ud800', '\\'],
  ...['\u0000', '\u001b[2J', '\u0085', '\u2028', '\ufeff', '\u202e', '\u200b', '\u0301', 'é', '\u{1f9e0}', '\ufffe'],
  ...['__proto__', 'constructor', 'toString', 'null', 'unsure', 'none', 'yes', 'no', '1e309', '-1', '999999999999'],
  ...[' and ', ' or ', 'not ', ' has ', ' in (', 'count(', ' is answered', '/ 0', '{low}', '{nobody}', 'act-now'],
]

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => spliced(bytes, random, 1 + random(4), []),
  (bytes, random) => spliced(bytes, random, 0, [random(256)]),
  (bytes, random) => spliced(bytes, random, 1, [random(128)]),
  (bytes, random) => spliced(bytes, random, 0, encoded(PIECES[random(PIECES.length)] ?? '')),
  (bytes, random) => spliced(bytes, random, 1 + random(3), encoded(PIECES[random(PIECES.length)] ?? '')),
  (bytes, random) => {
    const at = random(bytes.length + 1)
    return spliced(bytes, random, 0, bytes.subarray(at, at + 1 + random(200)))
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random(bytes.length + 1)),
  (bytes, random, other) =>
    joined(bytes.subarray(0, random(bytes.length + 1)), other.subarray(random(other.length + 1))),
  (bytes, random) => byLine(bytes, (lines) => lines.splice(random(lines.length), 1 + random(3))),
  (bytes, random) => byLine(bytes, (lines) => lines.splice(random(lines.length), 0, lines[random(lines.length)] ?? '')),
  (bytes, random) =>
    byLine(bytes, (lines) => {
      const [a, b] = [random(lines.length), random(lines.length)]
      const moved = lines[a] ?? ''
      lines[a] = lines[b] ?? ''
      lines[b] = moved
    }),
  (bytes, random) =>
    byLine(bytes, (lines) => {
      const at = random(lines.length)
      lines[at] = random(2) === 0 ? `  ${lines[at]}` : (lines[at] ?? '').replace(/^ {1,2}/, '')
    }),
  (bytes, random) =>
    byLine(bytes, (lines) => {
      const at = random(lines.length)
      lines[at] = (lines[at] ?? '').replace(/: .*/, `: ${PIECES[random(PIECES.length)]}`)
    }),
]

/** One of the texts with one to three things done to it. */
export function mutated(texts: readonly string[], random: Random): Uint8Array {
  const pick = () => encoded(texts[random(texts.length)] ?? '')
  let bytes = pick()
  for (let left = 1 + random(3); left > 0; left -= 1) {
    const mutation = MUTATIONS[random(MUTATIONS.length)]
    if (mutation !== undefined) bytes = mutation(bytes, random, pick())
  }
  return bytes
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function spliced(bytes: Uint8Array, random: Random, remove: number, insert: ArrayLike<number>): Uint8Array {
  const at = random(bytes.length + 1)
  return joined(bytes.subarray(0, at), Uint8Array.from(insert), bytes.subarray(at + remove))
}

/** Latin-1 keeps every byte as it is, also a broken one. */
function byLine(bytes: Uint8Array, change: (lines: string[]) => unknown): Uint8Array {
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  change(lines)
  return new Uint8Array(Buffer.from(lines.join('\n'), 'latin1'))
}
