export {
  type Disk,
  makeFolder,
  openInPlace,
  openRegular,
  readRegular,
  removeIfThere,
  syncFolder,
  writeAll,
} from './disk.ts'
export {
  codeOf,
  type Doing,
  type Fault,
  faultInWords,
  faultOf,
  isFromSystem,
  type Reason,
  Refusal,
  readingReason,
  reasonInWords,
} from './fault.ts'
export { fileIdentity } from './identity.ts'
export { fileOutput, type Leaving, type Output, streamOutput } from './output.ts'
export {
  endedWithItsSystem,
  isOfTheDead,
  lifeOf,
  type Owner,
  type ProcessName,
  processIn,
  processName,
  SELF,
  temporaryName,
  type Where,
  whereOf,
} from './owner.ts'
export { renamePatiently } from './patience.ts'
export { fileInPieces } from './read-file.ts'
export { beginWhole, hasNoLinks, type Naming, refuseName, type WholeFile, writeWhole } from './whole-file.ts'
export {
  type Content,
  faultOfName,
  makeFoldersAbove,
  replaceFile,
  replaceFiles,
  type Written,
  writeNewFile,
  writeNewFiles,
} from './write-file.ts'
