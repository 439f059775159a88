import { readXmlPart } from './xml.ts'

export interface WorkbookSheet {
  readonly name: string
  readonly isHidden: boolean
  /** The file in the archive that contains it. */
  readonly part: string
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
  /** The day with number 0: spreadsheets of old Macs count from 1904. */
  readonly epoch: 1900 | 1904
}

/** The sheets of a workbook in their order. */
export function readWorkbook(zip: Uint8Array): Workbook {
  const targets = new Map<string, string>()
  readXmlPart(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: WorkbookSheet[] = []
  let epoch: 1900 | 1904 = 1900
  readXmlPart(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) epoch = 1904
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? ''
      const isHidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', isHidden, part: targets.get(id) ?? '' })
    },
  })
  return { sheets, epoch }
}

/** The texts that cells refer to by number, without phonetic readings of characters. */
export function readSharedTexts(zip: Uint8Array): readonly string[] {
  const texts: string[] = []
  let text = ''
  let isText = false
  let inReading = 0
  readXmlPart(zip, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') inReading += 1
      isText = name === 't' && inReading === 0
    },
    close(name) {
      if (name === 'si') texts.push(text)
      if (name === 'rPh') inReading -= 1
      isText = false
    },
    text(piece) {
      if (isText) text += piece
    },
  })
  return texts
}

/** By the number of a cell's style: whether its numbers are days. */
export function readDateStyles(zip: Uint8Array): readonly boolean[] {
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let inCells = false
  readXmlPart(zip, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes.numFmtId ?? 0)
      const own = formats.get(id)
      styles.push(own === undefined ? isBuiltInDate(id) : isDateFormat(own))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** Formats that every spreadsheet has by number (ECMA-376 part 1, 18.8.30), including those of East Asia. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)
}

/** A format shows days when it contains a day or a year, outside quoted text, colours and conditions. */
export function isDateFormat(code: string): boolean {
  return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '').replace(/general/gi, ''))
}
