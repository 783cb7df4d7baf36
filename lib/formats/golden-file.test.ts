import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { type GoldenLine, goldenFileStream, readGoldenFile } from './golden-file'
import { ClassLookup } from './name-lookup'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()
const classes = new ClassLookup(
  ['cat', 'dog'].map((name, index) => ({ index, externalId: `n0${index}`, name, otherNames: [], path: [] })),
)
const positionOf = new Map([
  ['a.jpg', 0],
  ['b.jpg', 1],
])
async function read(content: string, known = classes) {
  const file = scratch('golden.csv', content)
  const lines: GoldenLine[] = []
  for await (const line of readGoldenFile(file, { positionOf, classes: known })) lines.push(line)
  return lines
}

test('reads who answered what, by id, name or index of the class, with optional conclusions', async () => {
  expect(
    await read(
      'file,class,expert,answer,conclusion\na.jpg,n01,Grace,yes,no\na.jpg,dog,Edith,maybe,no\nb.jpg,0,Grace,no,\n',
    ),
  ).toEqual([
    { line: 2, image: 0, label: 1, expert: 'Grace', answer: 'yes', conclusion: 'no' },
    { line: 3, image: 0, label: 1, expert: 'Edith', answer: 'maybe', conclusion: 'no' },
    { line: 4, image: 1, label: 0, expert: 'Grace', answer: 'no', conclusion: null },
  ])
  expect(await read('answer,expert,class,file\nyes,G,cat,b.jpg\n')).toMatchObject([{ image: 1, conclusion: null }])
})

test.each([
  ['c.jpg,cat,G,yes,', /line 2, field "file".*"c\.jpg"/],
  ['a.jpg,cow,G,yes,', /line 2, field "class".*"cow"/],
  [
    'c.jpg,cat,G,yes,\nA.jpg,cow,G,yes,',
    /2 others: "c\.jpg" in line 2, "A\.jpg" \(did you mean a\.jpg\?\) in line 3.+"cow"/,
  ],
  ['a.jpg,cat,,yes,', /line 2, field "expert".*empty/],
  [
    'a.jpg,cat,G\0,yes,',
    /line 2, field "expert": expected a name of 1 to 200 characters without control characters, found "G\\u0000"/,
  ],
  ['a.jpg,cat,G,sure,', /line 2, field "answer": expected no, maybe or yes, found "sure"/],
  ['a.jpg,cat,G,yes,perhaps', /line 2, field "conclusion".*"perhaps"/],
  ['a.jpg,cat,G,yes,\na.jpg,n00,G,no,', /line 3, field "expert".*line 2/],
  ['a.jpg,cat,G,yes,yes\na.jpg,n00,H,no,', /line 3, field "conclusion".*as on line 2/],
  ['a.jpg,cat,G', /line 2/],
])('refuses %j, with line, value and fix', async (rows, message) => {
  await expect(read(`file,class,expert,answer,conclusion\n${rows}\n`)).rejects.toThrow(message)
})

test('refuses a file without answers or without a column', async () => {
  await expect(read('file,class,expert,answer\n')).rejects.toThrow(/found none/)
  await expect(read('file,class,answer\na.jpg,cat,yes\n')).rejects.toThrow(/column "expert"/)
})

test('tells ids from indices by their columns', async () => {
  const numbered = new ClassLookup(
    ['cat', 'dog', '0'].map((name, index) => ({
      ...{ index, externalId: index < 2 ? `${index + 1}` : null, name },
      ...{ otherNames: [], path: [] },
    })),
  )
  const lines = 'class,class_id,class_index\ncat,1,\nanything,,1\n0,,\n'.replaceAll(/\n(?=.)/g, '\na.jpg,G,yes,')
  expect(await read(`file,expert,answer,${lines}`, numbered)).toMatchObject([{ label: 0 }, { label: 1 }, { label: 2 }])
  await expect(read('file,class,expert,answer\na.jpg,1,G,yes\n', numbered)).rejects.toThrow(
    'columns called class_index and class_id',
  )
})

test('reads what it wrote', async () => {
  async function* rows() {
    yield {
      file: 'a.jpg',
      class: 'dog',
      class_id: 'n01',
      expert: 'Grace, "the" first',
      answer: 'yes',
      conclusion: 'no',
    }
    yield { file: 'b.jpg', class: 'cat', class_id: null, expert: 'expert-7', answer: 'no', conclusion: null }
  }
  expect(await read(await text(goldenFileStream(rows())))).toMatchObject([
    { image: 0, label: 1, expert: 'Grace, "the" first', answer: 'yes', conclusion: 'no' },
    { image: 1, label: 0, expert: 'expert-7', answer: 'no', conclusion: null },
  ])
})

test('finds images whose names have more or fewer folders, as other imports do', async () => {
  const lines = await read('file,class,expert,answer\nimages/a.jpg,cat,Grace,yes\nb.jpg,cat,Grace,no\n')
  expect(lines.map(({ image }) => image)).toEqual([0, 1])
})
