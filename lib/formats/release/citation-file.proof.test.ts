import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { installedPython } from '../testing/installed-python'
import { madeRelease, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'

const scratch = scratchFolder()
const python = installedPython('cffconvert==2.0.0')

/** Prints the BibTeX entry that another program makes of a valid citation file. */
const script = `
import sys, cffconvert
citation = cffconvert.Citation(open(sys.argv[1], encoding='utf-8').read())
citation.validate()
print(citation.as_bibtex())
`

it.skipIf(python === null)('citations are valid by the schema of CFF 1.2.0, with any license', async () => {
  const { head, ...rest } = smallRelease()
  const authors = ['Ludwig van Beethoven', 'Labels, Inc.', 'Bär 🐻']
  for (const [at, license] of ['', 'CC-BY-4.0', 'odc by 1.0', 'PDDL-1.0', 'https://example.org/x', 'Ask'].entries()) {
    const release = { ...rest, head: { ...head, version: String(at), license, ...(at > 0 && { authors }) } }
    const { path } = await madeRelease(release, scratch)('citation')
    const out = execFileSync(python!, ['-c', script, path], { encoding: 'utf8', stdio: 'pipe' })
    expect(out).toContain('title = {A "small" project}')
    if (at > 0) expect(out).toContain('van Beethoven')
  }
})
