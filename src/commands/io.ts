import type { PartThread } from '../batch/index.ts'
import type { Owner, Reason } from '../disk/index.ts'
import type { Terminal } from '../terminal/index.ts'

/** All that a command may touch of the world outside; `main.ts` makes it from the process, tests make their own. */
export interface Io {
  /** Without the interpreter and the program. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The operating system, as Node names it: `linux`, `darwin`, `win32`. */
  readonly system: string
  /** Standard output is a terminal that somebody reads. */
  readonly interactive: boolean
  /** Somebody sits at a terminal: questions and answers go through it. */
  readonly terminal?: Terminal
  readonly columns: number
  /** Results, and nothing else. */
  out(text: string): void
  /** Results that people read, set to their terminal; data goes out as it is. */
  say(text: string): void
  /** The same for bytes; resolves when they are taken, so that they may be used again. */
  write(bytes: Uint8Array): Promise<void>
  /** Messages, progress and prompts. */
  err(text: string): void
  /** The bytes of a file, or of standard input for `-`; undefined when there is none to be had, with the reason. */
  read(path: string): Promise<{ readonly bytes: Uint8Array } | { readonly reason: Reason }>
  /** What git says when it is called with these arguments; `missing` where there is none. */
  git(args: readonly string[]): Promise<{ readonly bytes: Uint8Array } | { readonly reason: 'missing' | 'failed' }>
  /** A message for standard error that must not come between screens: said when the program ends. */
  atEnd(text: string): void
  /** All of standard input, as it comes. */
  stdin(): AsyncIterable<Uint8Array>
  /** Standard error is a terminal. */
  readonly errIsTerminal: boolean
  /** Says that a long loop is running, which turns the optimising compiler on. */
  runsLong(): void
  /** Processors that may be used. */
  readonly cores: number
  /** Begins a thread that scores parts of tables. */
  beginThread(): PartThread
  /** Has something cleared away at whatever end of the program, Ctrl-C included; returns what takes that back. */
  onExit(clean: () => void): () => void
  /** A path from the root of the file system. */
  fullPath(path: string): string
  /** Names in a folder; empty when there is none. */
  list(folder: string): Promise<readonly string[]>
  /** Calls back after a YAML file in one of the folders has changed; ends when the user does, with Ctrl-C. */
  watch(folders: readonly string[], watching: Watching): Promise<void>
  /** Lines typed or piped in, without their ends; done at the end of input. */
  lines(): AsyncIterable<string>
  /** Folder of the user's settings; empty for a user without a home folder, who has named none. */
  configFolder(): Promise<string>
  /** Folder of the user's data, where records are kept unless something else is said; empty without a home folder. */
  dataFolder(): Promise<string>
  /** This process, as locks name it. */
  readonly owner: Owner
  /** Gives back a terminal that a killed program left without echo, on its second screen. */
  repairTerminal(): Promise<void>
  sha256(bytes: Uint8Array): string
  now(): Date
  /** Version of this program. */
  readonly version: string
  /** Folder of the questionnaires that come with the program. */
  readonly shippedFolder: string
}

interface Watching {
  /** From now on no change is missed. */
  readonly begun: () => void
  readonly changed: () => void
}
