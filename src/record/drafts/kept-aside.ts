import { join } from 'node:path'
import { codeOf, readRegular, writeWhole } from '../../disk/index.ts'
import { type RecordFolder, temporaryPath } from '../record-folder.ts'

/** Saves a copy of a damaged draft and returns its name. A copy of an earlier damage is never replaced. */
export function keptAside(folder: RecordFolder, id: string, bytes: Uint8Array): string {
  const { disk, drafts } = folder
  for (let number = 1; ; number += 1) {
    const name = `${id}${number === 1 ? '' : `.${number}`}.damaged`
    const path = join(drafts, name)
    try {
      writeWhole(path, bytes, { naming: 'new', disk, temporary: temporaryPath(folder) })
      return name
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      if (disk.lstatSync(path).isFile() && readRegular(disk, path).equals(bytes)) return name
    }
  }
}
