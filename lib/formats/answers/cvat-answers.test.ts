import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { openCvatAnswers } from './cvat-answers'

const scratch = scratchFolder()

async function labels(text: string): Promise<string[]> {
  const { answers } = await openCvatAnswers(scratch('annotations.xml', text))
  const all: string[] = []
  for await (const answer of answers) all.push(JSON.stringify(answer))
  return all
}
const annotated = (head: string, label: string) =>
  `<?xml version="1.0"?>${head}<annotations><image name="a.jpg"><tag label="${label}"/></image></annotations>`

test('refuses XML entities, so that neither files nor expanding texts are included', async () => {
  expect(await labels(annotated('', 'dog'))).toEqual([expect.stringContaining('dog')])
  const file = '<!DOCTYPE annotations [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
  await expect(labels(annotated(file, '&file;'))).rejects.toThrow(/well-formed XML.*entity/s)
  const growing = '<!DOCTYPE annotations [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  await expect(labels(annotated(growing, '&b;'))).rejects.toThrow(/well-formed XML.*entity/s)
})

test('reads the labels of skeletons, but not those of their points', async () => {
  const skeleton =
    '<skeleton label="person" z_order="0"><points label="left eye" outside="0" points="1.00,2.00"></points></skeleton>'
  const found = await labels(
    `<annotations><image id="0" name="a.jpg">${skeleton}<box label="dog"><attribute name="label">x</attribute></box></image></annotations>`,
  )
  expect(found.map((one) => JSON.parse(one).label)).toEqual(['person', 'dog'])
})
