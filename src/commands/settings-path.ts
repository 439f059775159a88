import { join } from 'node:path'
import type { Io } from './io.ts'

export async function settingsPath(io: Io): Promise<string> {
  return join(await io.configFolder(), 'settings.yaml')
}
