// Run by npm after it has installed: builds the program. Without the compiler, as after `npm ci --omit=dev`, what was built
// before is used.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

if (existsSync('node_modules/typescript')) {
  const { status } = spawnSync('npm run build', { shell: true, stdio: 'inherit' })
  process.exitCode = status ?? 1
} else if (!existsSync('dist/main.js'))
  process.stderr.write('prescreen: not built, since the compiler is not installed; npm ci builds it\n')
