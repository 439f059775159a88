#!/usr/bin/env node
const built = await import('../dist/main.js').catch((error) => {
  // Also a package that is not installed; only this file is made by the build.
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist/main.js')) throw error
  process.stderr.write('prescreen: it is not built yet\n   in its folder: npm ci, then npm run build\n')
  process.exit(70)
})

await built.main()
