import { readFile } from 'node:fs/promises'
import path from 'node:path'

let script: Promise<string> | undefined

/**
 * Has the script for the first answers at hand where pages are drawn (components/rating/early-script.tsx), as the build
 * made it. Without it the rating page waits for its other scripts.
 */
export async function readEarlyScript(): Promise<void> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'dist/early-answers-script.js')
  script ??= readFile(file, 'utf8').catch(() => '')
  globalThis.earlyScript = await script
}
