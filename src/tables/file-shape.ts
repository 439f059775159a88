import { type Problems, suggestion, withoutUndefined } from '../diagnostics/index.ts'
import type { Fields } from '../questionnaire/index.ts'
import { ENCODINGS, type Encoding } from './transcode.ts'

/** How the text of a file is to be read, before anything in it has a meaning. */
export interface FileShape {
  readonly encoding?: Encoding
  /** One byte. */
  readonly delimiter?: number
  readonly decimalComma?: boolean
  /** The line with the names of the columns, and the first line of a record, from 1. */
  readonly namesInLine?: number
  readonly dataFromLine?: number
  /** For a workbook. */
  readonly sheet?: string
}

/** The keys of a column map that describe the file. */
export function fileShapeOf(fields: Fields, problems: Problems): FileShape {
  const encoding = fields.scalar('encoding')
  const known = ENCODINGS.find((one) => one === encoding?.value.trim().toLowerCase())
  if (encoding !== undefined && known === undefined && encoding.value.trim() !== '')
    problems.report('wrong-file-shape', encoding.span, {
      message: `\`encoding\` cannot be \`${encoding.value}\``,
      ...suggestion(encoding.value, ENCODINGS),
    })
  const sign = fields.scalar('delimiter')
  const delimiter = sign === undefined ? undefined : delimiterIn(sign.value)
  if (sign !== undefined && delimiter === undefined)
    problems.report('wrong-file-shape', sign.span, { message: '`delimiter` is one ASCII character, or `tab`' })
  const comma = fields.scalar('decimal_comma')?.value.trim().toLowerCase()
  const namesInLine = lineIn(fields, 'names_in_line', problems)
  const dataFromLine = lineIn(fields, 'data_from_line', problems)
  const sheet = fields.text('sheet')
  return {
    ...withoutUndefined({ encoding: known, delimiter }),
    ...(comma === 'true' || comma === 'yes' ? { decimalComma: true } : {}),
    ...withoutUndefined({ namesInLine, dataFromLine, sheet }),
  }
}

/** The byte that separates cells, from how it is written on the command line or in a map. */
export function delimiterIn(written: string): number | undefined {
  const sign = written === 'tab' || written === '\\t' ? '\t' : written
  return /^[\t !#-/:-@[-`{-~]$/.test(sign) ? sign.charCodeAt(0) : undefined
}

function lineIn(fields: Fields, key: string, problems: Problems): number | undefined {
  const scalar = fields.scalar(key)
  if (scalar === undefined) return undefined
  if (/^[1-9]\d{0,5}$/.test(scalar.value.trim())) return Number(scalar.value)
  problems.report('wrong-file-shape', scalar.span, { message: `\`${key}\` is the number of a line, from 1` })
  return undefined
}
