/** `1 record`, `2 records`, `1,204 records`. `many` is for irregular plurals. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${withThousands(count)} ${count === 1 ? noun : many}`
}

/** `` `a`, `b` ``. */
export function inBackticks(names: Iterable<string>): string {
  return [...names].map((name) => `\`${name}\``).join(', ')
}

/** `12,345`. The locale of the machine must not change what is printed. */
export function withThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
