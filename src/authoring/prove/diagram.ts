/** What a diagram may cost. It is counted, never timed, so that the same file has the same verdict on every machine. */
export interface Limit {
  /** Takes this many cells of memory, one for each branch. False when there are not enough left. */
  readonly takes: (cells: number) => boolean
  /** Takes this many steps of work. False when there are not enough left. */
  readonly spends: (steps: number) => boolean
}

/**
 * A function of a sheet of answers: 0 and above is a place in the diagram, below 0 is the end with value `-1 - node`.
 * Equal functions are equal nodes.
 */
export type Node = number

export function end(value: number): Node {
  return -1 - value
}

export function valueAt(node: Node): number {
  return -1 - node
}

/** An operation on two functions that is worked out at the ends. Each operation has a number of its own. */
export interface Op {
  readonly id: number
  /** The result where it is known without looking further, as for `false and …`. */
  readonly known: (a: Node, b: Node) => Node | undefined
}

/** Multi-valued decision diagrams over variables in a fixed order. `sizes` says how many values each variable has. */
export interface Diagrams {
  readonly sizes: readonly number[]
  node(variable: number, children: readonly Node[]): Node
  /** The variable at the top. For an end it is greater than every variable. */
  top(node: Node): number
  child(node: Node, value: number): Node
  combine(op: Op, a: Node, b: Node): Node
  /** The function with every node of one variable replaced, for example by one of its branches. */
  replaced(node: Node, variable: number, by: (children: readonly Node[]) => Node): Node
  /** Takes memory for something beside the diagrams. False when the limit is reached. */
  take(cells: number): boolean
  /** Counts work that was done outside of this file. False when the limit is reached. */
  spend(steps: number): boolean
  /** The limit was reached: what has been worked out since then means nothing. */
  isExhausted(): boolean
}

const FIRST_CACHE = 1 << 8
const LARGEST_CACHE = 1 << 20
/** Steps are taken from the limit this many at a time. */
const STEPS = 2048

/**
 * Reduced and shared as in Bryant, "Graph-based algorithms for Boolean function manipulation" (1986), with more than
 * two branches. Once the limit is reached every call returns at once, and the caller has to ask `isExhausted`.
 */
export function diagramsOver(sizes: readonly number[], limit: Limit): Diagrams {
  let count = 0
  let tops = new Int32Array(1 << 8)
  let starts = new Int32Array(1 << 8)
  let branches = new Int32Array(1 << 10)
  let used = 0
  let table = new Int32Array(1 << 9).fill(-1)
  let cache = new Int32Array(FIRST_CACHE * 4).fill(-1)
  let steps = 0
  let exhausted = false

  function isSpent(): boolean {
    steps += 1
    if (steps % STEPS === 0) spend(STEPS)
    return exhausted
  }

  function take(cells: number): boolean {
    if (!exhausted && !limit.takes(cells)) exhausted = true
    return !exhausted
  }

  function spend(count: number): boolean {
    if (!exhausted && !limit.spends(count)) exhausted = true
    return !exhausted
  }

  function top(node: Node): number {
    return node < 0 ? sizes.length : (tops[node] as number)
  }

  function child(node: Node, value: number): Node {
    return branches[(starts[node] as number) + value] as number
  }

  function node(variable: number, children: readonly Node[]): Node {
    const first = children[0] as Node
    let same = 1
    while (same < children.length && children[same] === first) same += 1
    if (same === children.length) return first
    let slot = hashOf(variable, children) & (table.length - 1)
    for (let known = table[slot] as number; known >= 0; known = table[slot] as number) {
      if (isSame(known, variable, children)) return known
      slot = (slot + 1) & (table.length - 1)
    }
    return take(children.length) ? added(slot, variable, children) : first
  }

  function isSame(known: Node, variable: number, children: readonly Node[]): boolean {
    if (tops[known] !== variable) return false
    const start = starts[known] as number
    for (let value = 0; value < children.length; value += 1)
      if (branches[start + value] !== children[value]) return false
    return true
  }

  function added(slot: number, variable: number, children: readonly Node[]): Node {
    if (count === tops.length) {
      tops = grown(tops, count * 2)
      starts = grown(starts, count * 2)
    }
    if (used + children.length > branches.length) branches = grown(branches, 2 * (used + children.length))
    branches.set(children, used)
    tops[count] = variable
    starts[count] = used
    used += children.length
    table[slot] = count
    count += 1
    if (count * 2 > table.length) rehash()
    return count - 1
  }

  function rehash(): void {
    table = new Int32Array(table.length * 2).fill(-1)
    for (let one = 0; one < count; one += 1) {
      const start = starts[one] as number
      const variable = tops[one] as number
      const children = branches.subarray(start, start + (sizes[variable] as number))
      let slot = hashOf(variable, children) & (table.length - 1)
      while ((table[slot] as number) >= 0) slot = (slot + 1) & (table.length - 1)
      table[slot] = one
    }
    // A power of two, as is the length of the table.
    const wanted = Math.min(LARGEST_CACHE, table.length / 2)
    if (wanted * 4 > cache.length) cache = new Int32Array(wanted * 4).fill(-1)
  }

  function combine(op: Op, a: Node, b: Node): Node {
    const known = op.known(a, b)
    if (known !== undefined) return known
    if (isSpent()) return end(0)
    const slot = cacheSlot(op.id, a, b)
    if (cache[slot] === op.id && cache[slot + 1] === a && cache[slot + 2] === b) return cache[slot + 3] as number
    const variable = Math.min(top(a), top(b))
    const [splitsA, splitsB] = [top(a) === variable, top(b) === variable]
    const size = sizes[variable] as number
    const children = new Array<Node>(size)
    for (let value = 0; value < size; value += 1)
      children[value] = combine(op, splitsA ? child(a, value) : a, splitsB ? child(b, value) : b)
    const result = node(variable, children)
    if (!exhausted) remember(cacheSlot(op.id, a, b), op.id, a, b, result)
    return result
  }

  function remember(slot: number, id: number, a: Node, b: Node, result: Node): void {
    cache[slot] = id
    cache[slot + 1] = a
    cache[slot + 2] = b
    cache[slot + 3] = result
  }

  function cacheSlot(id: number, a: Node, b: Node): number {
    const hash = Math.imul(Math.imul(Math.imul(id, 0x27d4eb2f) ^ a, 0x9e3779b1) ^ b, 0x85ebca6b)
    return (mixed(hash) & (cache.length / 4 - 1)) * 4
  }

  function replaced(root: Node, variable: number, by: (children: readonly Node[]) => Node): Node {
    const done = new Map<Node, Node>()
    const size = sizes[variable] as number
    const visit = (one: Node): Node => {
      if (top(one) > variable) return by(new Array<Node>(size).fill(one))
      const known = done.get(one)
      if (known !== undefined) return known
      if (isSpent()) return end(0)
      const at = top(one)
      const children = Array.from({ length: sizes[at] as number }, (_, value) => child(one, value))
      const result = at === variable ? by(children) : node(at, children.map(visit))
      done.set(one, result)
      return result
    }
    return visit(root)
  }

  return { sizes, node, top, child, combine, replaced, take, spend, isExhausted: () => exhausted }
}

function hashOf(variable: number, children: ArrayLike<Node>): number {
  let hash = variable + 1
  for (let value = 0; value < children.length; value += 1) {
    hash = Math.imul(hash ^ (children[value] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return mixed(hash)
}

/** Spreads every bit over all the others, because only the last bits choose a place. */
function mixed(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}

function grown(array: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  larger.set(array)
  return larger
}
