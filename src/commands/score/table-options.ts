import type { Cause, ScoreOptions, Surroundings } from '../../batch/index.ts'
import { withoutUndefined } from '../../diagnostics/index.ts'
import type { Questionnaire } from '../../questionnaire/index.ts'
import { type ColumnMap, loadColumnMap } from '../../tables/index.ts'
import type { YamlFile } from '../../yaml/index.ts'
import { isAscii, localDay } from '../environment.ts'
import { Exit, type ExitCode, exitFor } from '../exit.ts'
import type { Io } from '../io.ts'
import { type OrExit, readYamlFile, unwrapped } from '../open-questionnaire.ts'

type TableOptions = Pick<ScoreOptions, 'encoding' | 'delimiter' | 'sheet' | 'map' | 'decimalComma'>

export function exitOf(cause: Cause): ExitCode {
  if (cause === 'bad-data') return Exit.badData
  if (cause === 'thread') return Exit.internal
  return cause === 'usage' ? Exit.usage : exitFor(cause, cause.doing)
}

/** What the command line says about a file takes precedence over what its map says. */
export function withMap<Options extends TableOptions>(options: Options, map: ColumnMap | undefined): Options {
  if (map === undefined) return options
  const { encoding, delimiter, decimalComma, sheet } = map.file
  return {
    ...withoutUndefined({ encoding, delimiter, sheet }),
    ...options,
    map,
    decimalComma: options.decimalComma || decimalComma === true,
  }
}

/** A column map, where one is named. */
export async function openMap(
  path: string | undefined,
  questionnaire: Questionnaire,
  io: Io,
): Promise<OrExit<ColumnMap | undefined>> {
  const read = await openMapFile(path, questionnaire, io)
  return 'exit' in read ? read : { value: read.value?.map }
}

interface ReadMap {
  readonly map: ColumnMap
  readonly file: YamlFile
}

/** The same with the file that it was read from. */
export async function openMapFile(
  path: string | undefined,
  questionnaire: Questionnaire,
  io: Io,
): Promise<OrExit<ReadMap | undefined>> {
  if (path === undefined) return { value: undefined }
  const file = await readYamlFile(path, io)
  if ('exit' in file) return file
  const map = unwrapped(loadColumnMap(file.value, questionnaire), io)
  return 'exit' in map ? map : { value: { map: map.value, file: file.value } }
}

export function surroundingsOf(io: Io): Surroundings {
  return {
    stdin: io.stdin,
    stdout: io.write,
    stderr: io.err,
    stderrIsTerminal: io.errIsTerminal,
    layout: { columns: io.columns, ascii: isAscii(io) },
    runsLong: io.runsLong,
    cores: io.cores,
    beginThread: io.beginThread,
    onExit: io.onExit,
    now: io.now,
    today: localDay(io.now()),
    version: io.version,
  }
}
