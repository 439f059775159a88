import { SaxesParser } from 'saxes'
import { LARGEST_PART, unzipped } from './unzip.ts'
import { WorkbookFault } from './workbook-fault.ts'

/** Characters between two tags, which are held until the second tag comes. A cell has at most 32,767. */
const LONGEST_TEXT = 4 * 1024 * 1024

export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/** Reads XML stretch by stretch. Names of elements come without their prefix. */
export interface XmlReader {
  write(bytes: Uint8Array): void
  end(): void
}

export function xmlReader({ open, close, text }: XmlHandlers): XmlReader {
  const decoder = new TextDecoder('utf-8')
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', () => {
    throw new WorkbookFault('a part of the workbook is not XML', 'save it again')
  })
  if (open !== undefined) parser.on('opentag', ({ name, attributes }) => open(local(name), attributes))
  if (close !== undefined) parser.on('closetag', ({ name }) => close(local(name)))
  if (text !== undefined) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  let since = 0
  return {
    write(bytes) {
      const stretch = decoder.decode(bytes, { stream: true })
      const tag = stretch.lastIndexOf('<')
      since = tag < 0 ? since + stretch.length : stretch.length - tag
      if (since > LONGEST_TEXT)
        throw new WorkbookFault('the workbook holds a text that is longer than any cell', 'save the sheet as CSV')
      parser.write(stretch)
    },
    end: () => {
      parser.write(decoder.decode())
      parser.close()
    },
  }
}

/** Reads a part of a workbook that is held in memory whole. */
export function readXmlPart(zip: Uint8Array, name: string, handlers: XmlHandlers): void {
  const reader = xmlReader(handlers)
  let size = 0
  for (const bytes of unzipped(zip, name)) {
    size += bytes.length
    if (size > LARGEST_PART)
      throw new WorkbookFault(
        'the workbook holds more different texts than are read at once',
        'save the sheet as CSV in UTF-8',
      )
    reader.write(bytes)
  }
  if (size > 0) reader.end()
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
