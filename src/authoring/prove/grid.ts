/** Picks some of the places: evenly from the first to the last, and more densely towards the usual one. */
export function gridOver({
  count,
  usual,
  most,
}: {
  readonly count: number
  readonly usual: number
  readonly most: number
}): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, place) => place)
  const evenly = Math.floor(most / 2)
  const places = Array.from({ length: evenly }, (_, at) => Math.floor((at * count) / evenly))
  const near = Math.floor(most / 4)
  const growth = count ** (1 / near)
  for (let at = 0; at < near; at += 1) {
    const distance = Math.floor(growth ** at)
    places.push(Math.floor(usual) - distance, Math.floor(usual) + distance)
  }
  return [...places, Math.floor(usual), Math.floor(usual) + 1].filter((place) => place > 0 && place < count)
}
