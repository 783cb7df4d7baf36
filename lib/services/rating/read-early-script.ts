import { readFile } from 'node:fs/promises'
import path from 'node:path'

let script: Promise<string> | undefined

/**
 * Loads the built script that pages inline for the first answers (components/rating/early-script.tsx). Without it,
 * answers wait until the rating page's other scripts have loaded.
 */
export async function readEarlyScript(): Promise<void> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'dist/early-answers-script.js')
  script ??= readFile(file, 'utf8').catch(() => '')
  globalThis.earlyScript = await script
}
