import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder that is removed after the test file. Returns the path of a name in it, after writing `content` if given. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'reassess-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name: string, content?: string | Uint8Array) => {
    const path = join(folder, name)
    if (content !== undefined) writeFileSync(path, content)
    return path
  }
}
