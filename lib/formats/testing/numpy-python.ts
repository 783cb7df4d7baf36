import { execFileSync } from 'node:child_process'

/** Returns a Python with NumPy, or null. Debian's NumPy belongs to Debian's python3, which may not be the first. */
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
