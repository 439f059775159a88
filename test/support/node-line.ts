import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from './load.ts'

/** The lines that `engines` promises, each by the version that the tests were last run on. */
export const NODE_LINES = ['20.20.2', '22.23.3', '24.21.0', '26.12.1'] as const

/** Binaries are kept between runs, and fetched again after `npm ci`. */
const CACHE = inProject('node_modules/.cache/prescreen-nodes')

/**
 * Path of the Node binary of a version for a system, from the package that carries it; undefined where neither the cache
 * nor a registry has it.
 */
export function nodeBinary(system: 'linux-x64' | 'win-x64', version: string): string | undefined {
  const folder = join(CACHE, `${system}-${version}`)
  const binary = join(folder, 'package/bin', system === 'win-x64' ? 'node.exe' : 'node')
  if (existsSync(binary)) return binary
  const half = join(CACHE, `${system}-${version}.${process.pid}`)
  mkdirSync(half, { recursive: true })
  try {
    const packed = spawnSync('npm', ['pack', `node-${system}@${version}`, '--silent', '--pack-destination', half], {
      encoding: 'utf8',
      timeout: 240_000,
    })
    const archive = packed.stdout?.trim().split('\n').at(-1) ?? ''
    if (packed.status !== 0 || archive === '') return undefined
    if (spawnSync('tar', ['xzf', join(half, archive), '-C', half]).status !== 0) return undefined
    rmSync(join(half, archive))
    renameSync(half, folder)
    return existsSync(binary) ? binary : undefined
  } catch {
    // Another process was faster with the same folder.
    return existsSync(binary) ? binary : undefined
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}
