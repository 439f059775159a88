import { spawnSync } from 'node:child_process'

export interface MeasuredFile {
  readonly name: string
  /** Processor time. */
  readonly ms: number
  /** Memory of the process after it. */
  readonly mb: number
}

/** Reads all hostile files, stored, generated and in these folders, in one process with a heap of 200 MB. */
export function measuredFiles(folders: readonly string[]): readonly MeasuredFile[] {
  const args = ['--max-old-space-size=200', '--import', 'tsx', 'test/yaml/measure.ts', ...folders]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0 || stderr !== '') throw new Error(`exit ${status}: ${stderr}`)
  return stdout
    .trim()
    .split('\n')
    .map((line): MeasuredFile => JSON.parse(line))
}
