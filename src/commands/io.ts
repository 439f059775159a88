import type { PartThread } from '../batch/index.ts'
import type { Owner, Reason } from '../disk/index.ts'
import type { Terminal } from '../terminal/index.ts'

/** Everything outside that a command may touch. `main.ts` makes it from the process, and tests make their own. */
export interface Io {
  /** Without the interpreter and the program. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The operating system, as Node names it: `linux`, `darwin`, `win32`. */
  readonly system: string
  /** Standard output is a terminal that somebody reads. */
  readonly interactive: boolean
  /** Present when somebody sits at a terminal: questions and answers go through it. */
  readonly terminal?: Terminal
  readonly columns: number
  /** Prints results, and nothing else. */
  out(text: string): void
  /** Prints results that people read, wrapped to their terminal. Data is printed as it is, with `out`. */
  say(text: string): void
  /** The same for bytes. Resolves when the bytes are taken, so that their array may be used again. */
  write(bytes: Uint8Array): Promise<void>
  /** Messages, progress and prompts. */
  err(text: string): void
  /** The bytes of a file, or of standard input for `-`; otherwise why they cannot be read. */
  read(path: string): Promise<{ readonly bytes: Uint8Array } | { readonly reason: Reason }>
  /** The output of git when it is called with these arguments; `missing` where there is no git. */
  git(args: readonly string[]): Promise<{ readonly bytes: Uint8Array } | { readonly reason: 'missing' | 'failed' }>
  /** Prints a message on standard error when the program ends, because now it would come between screens. */
  atEnd(text: string): void
  /** All of standard input, as it arrives. */
  stdin(): AsyncIterable<Uint8Array>
  /** Standard error is a terminal. */
  readonly errIsTerminal: boolean
  /** Announces a long loop, which turns the optimising compiler on. */
  runsLong(): void
  /** How many processors may be used. */
  readonly cores: number
  /** Starts a thread that scores parts of tables. */
  beginThread(): PartThread
  /**
   * Registers something to be cleaned up whenever the program ends, by Ctrl-C too. Returns a function that takes that
   * back.
   */
  onExit(clean: () => void): () => void
  /** A path from the root of the file system. */
  fullPath(path: string): string
  /** Names in a folder; empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** Calls back after a YAML file in one of the folders has changed. Ends when the user does, with Ctrl-C. */
  watch(folders: readonly string[], watching: Watching): Promise<void>
  /** Lines typed or piped in, without their ends. Done at the end of the input. */
  lines(): AsyncIterable<string>
  /** Folder of the user's settings; empty for a user without a home folder who has not named one. */
  configFolder(): Promise<string>
  /** Folder of the user's data, where records are kept by default; empty for a user without a home folder. */
  dataFolder(): Promise<string>
  /** This process, as locks name it. */
  readonly owner: Owner
  /** Restores a terminal that a killed program left without echo and in its alternate screen. */
  repairTerminal(): Promise<void>
  sha256(bytes: Uint8Array): string
  now(): Date
  /** Version of this program. */
  readonly version: string
  /** Folder of the questionnaires that come with the program. */
  readonly shippedFolder: string
}

interface Watching {
  /** Called when no change can be missed any more. */
  readonly begun: () => void
  readonly changed: () => void
}
