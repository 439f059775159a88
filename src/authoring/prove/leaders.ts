/** For each index, the least index that it is connected with. `groups` lists what is connected directly. */
export function leadersOf(
  indexes: readonly number[],
  groups: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const leaders = new Map(indexes.map((index) => [index, index]))
  const leaderOf = (index: number): number => {
    let leader = index
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader))
      leader = next
    leaders.set(index, leader)
    return leader
  }
  for (const group of groups)
    for (const index of group) {
      const [a, b] = [leaderOf(group[0] as number), leaderOf(index)]
      leaders.set(Math.max(a, b), Math.min(a, b))
    }
  return new Map(indexes.map((index) => [index, leaderOf(index)]))
}
