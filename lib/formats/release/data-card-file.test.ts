import { expect, test } from 'vitest'
import { releaseFileBytes, smallRelease } from '../testing/release-in-memory'

const small = smallRelease()
const cardOf = async (head: Partial<typeof small.head> = {}) =>
  (await releaseFileBytes({ ...small, head: { ...small.head, ...head } }, 'data-card')).toString('utf8')

test('the data card tells whoever gets only the files what they contain and how to cite them', async () => {
  const text = await cardOf()
  expect(text.startsWith('# A "small" project, release 1\n\n> **This release contains simulated')).toBe(true)
  for (const part of [
    '## Contents\n\n- **Images:** 4\n',
    '### votes\n',
    '- `rest_no`: Whether it was given as the rest',
    '## Citation\n\nA small project, release 1.\n\n```bibtex\n@misc{small-1,',
    `Content hash (SHA-256): \`${small.head.contentHash}\`.`,
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('withdrawn')
  expect(await cardOf({ withdrawnBecause: 'Wrong\n\nlabels.' })).toContain(
    '> **This release was withdrawn: Wrong labels.**',
  )
})
