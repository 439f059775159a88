type Optional<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> }
type Certain<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] }

/** The same object without the keys whose value is undefined, as exact optional properties require. */
export function withoutUndefined<T extends object>(values: T): Certain<T> & Optional<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Certain<T> & Optional<T>
}
