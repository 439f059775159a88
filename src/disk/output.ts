import { beginWhole, refuseTarget, type WholeFile } from './whole-file.ts'

/** Where results go: a file that appears whole or not at all, or standard output. */
export interface Output {
  /** Takes every byte before it resolves, so that the bytes may be used again. */
  write(bytes: Uint8Array): Promise<void>
  /** Everything is on the disk, under a temporary name still. */
  finish(): Promise<void>
  /** Gives it its name. */
  publish(): Promise<void>
  /** Removes it, if it has no name yet. */
  abandon(): void
}

export interface Leaving {
  /** Has something done at whatever end of the program; returns what takes that back. */
  onExit(clean: () => void): () => void
}

/**
 * A file that becomes the target with `publish`, and is cleared away at whatever end of the program before that. Throws
 * what the file system says. `replace`: a file that is there already is replaced; a link never is.
 */
export function fileOutput(path: string, naming: 'new' | 'replace', leaving: Leaving): Output {
  refuseTarget(path, naming)
  let file: WholeFile | undefined
  // Known to be cleared away before it is made: no signal comes between.
  const stay = leaving.onExit(() => file?.abandon())
  try {
    file = beginWhole(path, naming)
  } catch (error) {
    stay()
    throw error
  }
  const made = file
  return {
    write: async (bytes) => made.write(bytes),
    finish: async () => made.finish(),
    publish: async () => {
      made.publish()
      stay()
    },
    abandon: () => {
      made.abandon()
      stay()
    },
  }
}

export function streamOutput(write: (bytes: Uint8Array) => Promise<void>): Output {
  const nothing = async () => undefined
  return { write, finish: nothing, publish: nothing, abandon: () => undefined }
}
