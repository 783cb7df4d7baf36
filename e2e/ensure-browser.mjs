import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './browser.mjs'

const run = (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0

if (!findChromium() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  console.log("No Chromium is here; installing Debian's.")
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'])
}
const found = findChromium()
if (!found || !existsSync(found)) {
  const missing = found ? `CHROMIUM_PATH names ${found}, which does not exist` : 'The tests need Chromium'
  console.error(
    `${missing}: run "apt-get install chromium-headless-shell" (Debian) or "npx playwright install chromium", or set CHROMIUM_PATH.`,
  )
  process.exit(1)
}
console.log(`Browser: ${found}`)
