/** What kind of file it is, recognised by its first bytes, and what to do with it. */
export interface FileKind {
  readonly name: string
  readonly help: string
}

const AS_CSV = 'save it as CSV in UTF-8, or as an Excel workbook (.xlsx)'
const UNPACK = 'unpack it first'

/** By the bytes that a file begins with. */
const KINDS: readonly (readonly [first: string, name: string, help: string])[] = [
  ['PAR1', 'a Parquet file', 'write it out as CSV, or export the questionnaire with `prescreen export --to sql`'],
  ['\x28\xb5\x2f\xfd', 'packed with zstd', UNPACK],
  ['BZh', 'packed with bzip2', UNPACK],
  ['\xfd7zXZ\0', 'packed with xz', UNPACK],
  ["7z\xbc\xaf'\x1c", 'a 7-Zip archive', UNPACK],
  ['Rar!\x1a\x07', 'a RAR archive', UNPACK],
  ['%PDF', 'a PDF', AS_CSV],
  ['SQLite format 3\0', 'an SQLite database', 'export its table as CSV'],
  ['$FL2', 'an SPSS file', 'save it as CSV with value codes or labels'],
  ['$FL3', 'an SPSS file', 'save it as CSV with value codes or labels'],
  ['<stata_dta>', 'a Stata file', 'save it as CSV'],
  ['\x7fELF', 'a program', AS_CSV],
  ['MZ', 'a program', AS_CSV],
  ['\x89PNG', 'a picture', AS_CSV],
  ['\xff\xd8\xff', 'a picture', AS_CSV],
  ['Obj\x01', 'an Avro file', 'write it out as JSON Lines or CSV'],
]

/** The first bytes of a compound file: an old Excel workbook, or a newer one behind a password. */
const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

/** The kind of a file that can be neither a table nor a questionnaire as it is; undefined where it can be one. */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
  const first = latin(bytes.subarray(0, 64))
  if (first.startsWith(COMPOUND)) return compoundKind(bytes)
  if (/^\s*(?:<!doctype html|<html|<table)/i.test(first))
    return { name: 'a web page, whatever its name says', help: `open it in a spreadsheet; ${AS_CSV}` }
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml/.test(first)) return { name: 'an XML file', help: AS_CSV }
  const kind = KINDS.find(([begin]) => first.startsWith(begin))
  if (kind !== undefined) return { name: kind[1], help: kind[2] }
  const start = latin(bytes.subarray(0, 4096))
  if (/^(?:\xef\xbb\xbf)?\s*\{[\s\S]{0,400}"resourceType"\s*:/.test(start))
    return {
      name: 'a FHIR resource',
      help: 'answers of a FHIR system are exported as CSV or JSON Lines, one record a line',
    }
  if (/^(?:\xef\xbb\xbf)?"?Variable \/ Field Name"?,/.test(start))
    return {
      name: 'a REDCap data dictionary: it says what is asked, and holds no answers',
      help: 'export the records of the project, raw or with labels',
    }
  return undefined
}

/** Whether more than the first bytes is needed to say what it is. */
export function isCompound(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(0, 8)) === COMPOUND
}

function compoundKind(bytes: Uint8Array): FileKind {
  const name = [...'EncryptedPackage'].map((letter) => `${letter}\0`).join('')
  return latin(bytes).includes(name)
    ? { name: 'a workbook behind a password', help: 'open it, take the password away, and save it again' }
    : { name: 'an old Excel workbook (.xls)', help: AS_CSV }
}

export function isZip(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(0, 4)) === 'PK\x03\x04'
}

/** Byte by byte, so that patterns can be looked for in binary data. */
function latin(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}
