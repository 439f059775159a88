/** The part of sql.js that the oracles use; it comes without types. */
declare module 'sql.js' {
  type Value = number | string | null
  export interface Database {
    run(sql: string, values?: readonly Value[]): void
    exec(sql: string): readonly { readonly values: readonly (readonly Value[])[] }[]
  }
  export default function initSqlJs(): Promise<{ readonly Database: new () => Database }>
}
