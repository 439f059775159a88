import * as fs from 'node:fs'
import { join } from 'node:path'
import { createTarPacker } from 'modern-tar'
import { afterAll, expect, test } from 'vitest'
import type { Disk } from '../../src/disk/index.ts'
import { restoreTar } from '../../src/record/index.ts'
import { recordFolderAt } from '../../src/record/record-folder.ts'
import { newFolder, owner, removeFolder } from './folder.ts'

const home = newFolder()
afterAll(() => removeFolder(home))

const PIECE = new Uint8Array(64 * 1024).fill(0x20)
const PIECES = 320

/** A backup with a log of 20 MiB, which nobody ever holds whole. */
function backup(): ReadableStream<Uint8Array> {
  const { readable, controller } = createTarPacker()
  const manifest = Buffer.from(
    JSON.stringify({ schema: 'prescreen/backup/1', made: '2026-11-22T09:00:00Z', head: '', log: 0, files: {} }),
  )
  void (async () => {
    const log = controller.add({ name: 'audit.jsonl', size: PIECE.length * PIECES }).getWriter()
    for (let piece = 0; piece < PIECES; piece += 1) await log.write(PIECE)
    await log.close()
    const last = controller.add({ name: 'manifest.json', size: manifest.length }).getWriter()
    await last.write(manifest)
    await last.close()
    controller.finalize()
  })()
  return readable
}

test('a long log is written to the disk piece by piece as it is read from the backup', async () => {
  const sizes: number[] = []
  const disk: Disk = {
    ...fs,
    writeSync: (file: number, bytes: string | NodeJS.ArrayBufferView, ...where: readonly unknown[]) => {
      sizes.push(Number(where[1]))
      return fs.writeSync(file, bytes as Uint8Array, ...(where as number[]))
    },
  }
  const restored = await restoreTar(backup(), { folder: recordFolderAt({ path: home, owner, disk }), owner })
  expect(restored).toMatchObject({ manifest: { made: '2026-11-22T09:00:00Z' } })
  expect(fs.statSync(join(home, 'audit.jsonl')).size).toBe(PIECE.length * PIECES)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024)
})
