import type { DraftStore } from '../../record/index.ts'
import type { Store } from '../../screening/index.ts'

/** Where the moves of one person go. On disk it has an id from the first move on. */
export type Keeping = Store & Partial<Pick<DraftStore, 'id' | 'release'>>
