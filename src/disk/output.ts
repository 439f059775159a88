import { beginWhole, refuseTarget, type WholeFile } from './whole-file.ts'

/** Where results go: a file that appears whole or not at all, or standard output. */
export interface Output {
  /** Takes every byte before it resolves, so that the array may be used again. */
  write(bytes: Uint8Array): Promise<void>
  /** Everything is on the disk, but still under a temporary name. */
  finish(): Promise<void>
  /** Gives the file its name. */
  publish(): Promise<void>
  /** Removes the file, if it has no name yet. */
  abandon(): void
}

export interface Leaving {
  /** Registers something to be done whenever the program ends. Returns a function that takes that back. */
  onExit(clean: () => void): () => void
}

/**
 * A file that becomes the target with `publish`, and is removed if the program ends before that, for whatever reason.
 * Throws what the file system says. `replace` replaces an existing file, but never a link.
 */
export function fileOutput(path: string, naming: 'new' | 'replace', leaving: Leaving): Output {
  refuseTarget(path, naming)
  let file: WholeFile | undefined
  // Registered before the file is created, so that no signal can come in between.
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
