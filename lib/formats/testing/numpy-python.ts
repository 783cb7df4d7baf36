import { execFileSync } from 'node:child_process'

/** A Python with numpy, or null without one. Debian's numpy belongs to Debian's python3, which need not be the first. */
export function numpyPython(): string | null {
  for (const interpreter of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(interpreter, ['-c', 'import numpy'], { stdio: 'pipe' })
      return interpreter
    } catch {
      // The next one may have it.
    }
  }
  console.info('Skipped: reading with numpy needs python3 with numpy.')
  return null
}
