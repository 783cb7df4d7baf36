import { readFile } from 'node:fs/promises'
import path from 'node:path'

const scripts = new Map<string, Promise<string>>()

/** Returns a script that pages contain, built by lib/cli/bundle.mjs; '' if it is missing, since pages work without it. */
export function readInlineScript(name: string): Promise<string> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'dist', `${name}.js`)
  const script = scripts.get(name) ?? readFile(file, 'utf8').catch(() => '')
  scripts.set(name, script)
  return script
}

/**
 * Loads the script for the first answers (components/rating/early-script.tsx). Without it, answers wait until the rating
 * page's other scripts have loaded.
 */
export async function readEarlyScript(): Promise<void> {
  globalThis.earlyScript = await readInlineScript('early-answers-script')
}
