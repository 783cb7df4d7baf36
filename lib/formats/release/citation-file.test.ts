import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { releaseFileBytes, smallRelease } from '../testing/release-in-memory'
import { citedAuthor } from './citation-file'

const small = smallRelease()
const citationOf = async (head: Partial<typeof small.head> = {}) => {
  const bytes = await releaseFileBytes({ ...small, head: { ...small.head, ...head } }, 'citation')
  // Python's reader has YAML 1.1, most others 1.2.
  const [older, newer] = (['1.1', '1.2'] as const).map((version) => parse(bytes.toString('utf8'), { version }))
  expect(older).toEqual(newer)
  return newer as Record<string, unknown>
}

test('the citation has the title, version, date, authors and content hash of the release', async () => {
  expect(await citationOf({ authors: ['Grace Hopper', 'Labels, Inc.'], license: 'CC BY 4.0' })).toEqual({
    'cff-version': '1.2.0',
    message: 'Cite this release of the labels with the metadata below.',
    type: 'dataset',
    title: small.head.projectName,
    version: '1',
    'date-released': '2026-11-25',
    license: 'CC-BY-4.0',
    abstract: `This release contains simulated votes or golden answers.\n\n${small.head.description}`,
    authors: [{ 'given-names': 'Grace', 'family-names': 'Hopper' }, { name: 'Labels, Inc.' }],
    identifiers: [expect.objectContaining({ type: 'other', value: `sha256:${small.head.contentHash}` })],
  })
})

test('a release without authors is cited as a work of its project', async () => {
  expect(await citationOf()).toMatchObject({ authors: [{ name: small.head.projectName }] })
})

test('the citation says that a release was withdrawn', async () => {
  const { message } = await citationOf({ withdrawnBecause: 'Wrong labels.' })
  expect(message).toBe('This release was withdrawn: Wrong labels.')
})

test('a license that CFF has no id for is a URL or part of the abstract', async () => {
  const url = 'https://example.org/terms'
  expect(await citationOf({ license: url })).toMatchObject({ 'license-url': url })
  const { abstract } = await citationOf({ license: 'Ask us.', hasSimulated: false, description: 'Ours.' })
  expect(abstract).toBe('Ours.\n\nLicense: Ask us.')
})

test('names and texts arrive as they are, whatever characters they contain', async () => {
  const names = ['no', '2026-11-25', '1.0', '# a: b', 'it\'s "so"\\', '[x]', 'a\u0085b\u2028c\u007fd\ufeff', 'Bär 🐻']
  for (const name of names)
    expect(await citationOf({ projectName: name, description: name, hasSimulated: false })).toMatchObject({
      title: name,
      abstract: name,
    })
})

test.each([
  ['Ludwig van Beethoven', { 'given-names': 'Ludwig', 'name-particle': 'van', 'family-names': 'Beethoven' }],
  ['Ana de la Cruz', { 'given-names': 'Ana', 'name-particle': 'de la', 'family-names': 'Cruz' }],
  ['van Gogh', { 'name-particle': 'van', 'family-names': 'Gogh' }],
  ['J. R. R. Tolkien', { 'given-names': 'J. R. R.', 'family-names': 'Tolkien' }],
  ['Plato', { name: 'Plato' }],
  ['Smith and Sons', { name: 'Smith and Sons' }],
])('the author %s is split as in BibTeX', (name, parts) => {
  expect(citedAuthor(name)).toEqual(parts)
})
