import { describe, expect, it } from 'vitest'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readPredictions } from './predictions'

const scratch = scratchFolder()
const classes = new ClassLookup(
  [0, 1, 3].map((index) => ({ index, externalId: `id${index}`, name: `class ${index}`, otherNames: [], path: [] })),
)
const positionOf = new Map([
  ['a.jpg', 0],
  ['b.jpg', 1],
])

async function read(content: string | Buffer, isPartial = false) {
  const { scoreKind, images } = await readPredictions(scratch('table.csv', content), { positionOf, classes, isPartial })
  const all: unknown[] = []
  for await (const image of images) all.push(image)
  return { scoreKind, images: all }
}

const refusal = (content: string | Buffer) => refusalOf(read(content))

describe('a long table', () => {
  it('is sorted by score', async () => {
    const long = 'probability,label,file\n0.2,id0,b.jpg\n0.7,class 3,b.jpg\n0.1,1,b.jpg\n1,3,a.jpg\n'
    expect(await read(long)).toEqual({
      scoreKind: 'probability',
      images: [
        { image: 1, classes: [3, 0, 1], scores: [0.7, 0.2, 0.1] },
        { image: 0, classes: [3], scores: [1] },
      ],
    })
  })
  it('keeps the order of the file without scores', async () => {
    expect(await read('image,class_index\na.jpg,3\na.jpg,0\nb.jpg,1\n')).toEqual({
      scoreKind: null,
      images: [
        { image: 0, classes: [3, 0], scores: null },
        { image: 1, classes: [1], scores: null },
      ],
    })
  })
  it('may omit images if allowed', async () => {
    expect((await read('file,label,logit\nb.jpg,1,-7.5e1\n', true)).images).toEqual([
      { image: 1, classes: [1], scores: [-75] },
    ])
    expect(await refusal('file,label,logit\nb.jpg,1,-7.5e1\n')).toBe(
      'the lines | all 2 images of the project | 1, with none for a.jpg',
    )
    await expect(read('file,label,logit\n', true)).rejects.toThrow('expected at least one line, found none')
  })
  it('is refused by line, field and value', async () => {
    const after = (line: string) => refusal(`file,label,probability\na.jpg,0,0.5\n${line}\n`)
    expect(await after('z.jpg,0,0.5')).toBe('line 3, field "file" | the file name of an image of the project | "z.jpg"')
    expect(await after('a.jpg,2,0.5')).toMatch(/^line 3, field "label" \| the index, id or name .+ \| "2"$/)
    expect(await after('a.jpg,id0,0.5')).toBe('line 3, field "label" | every class of a.jpg once | "id0" twice')
    for (const score of ['1.01', '-0.01', 'NaN', 'nan', 'Infinity', '-inf', 'x', '0,5'])
      expect(await after(`a.jpg,1,"${score}"`)).toBe(`line 3, field "probability" | a number from 0 to 1 | "${score}"`)
    expect(await after('a.jpg,1,')).toBe('line 3, field "probability" | a number from 0 to 1 | an empty cell')
    expect(await after('b.jpg,1,1\na.jpg,1,1')).toBe(
      'line 4, field "file" | every image once | the same image as in line 2',
    )
    expect(await refusal('file,label,logit\na.jpg,0,1e999\n')).toBe('line 2, field "logit" | a finite number | "1e999"')
    expect(await after('a.jpg,1')).toMatch(/^line 3 \| a CSV row with as many fields as the header/)
  })
  it('may call the column of the class “class”, as lists of candidates do', async () => {
    const { images } = await read('file,class,probability\na.jpg,3,0.2\na.jpg,id0,0.7\nb.jpg,1,1\n')
    expect(images).toMatchObject([{ classes: [0, 3] }, { classes: [1] }])
    // Beside other columns it may be the original label.
    expect(await refusal('file,class,prediction\na.jpg,0,3\n')).toMatch(/^line 2, field "prediction"/)
    const wide = await read('file,class,label_1,label_2\na.jpg,0,1,3\nb.jpg,0,0,\n')
    expect(wide.images).toMatchObject([{ classes: [1, 3] }, { classes: [0] }])
  })
  it('may name a class twice, and is refused where its columns name two, as one may be the original label', async () => {
    expect((await read('file,class_index,class_name\na.jpg,3,class 3\nb.jpg,1,class 1\n')).images).toHaveLength(2)
    const twice = 'file,label,class_name,probability\na.jpg,id0,class 0,1\nb.jpg,id0,class 1,1\n'
    expect(await refusal(twice)).toBe('line 3, field "class_name" | the class that "label" names, "id0" | "class 1"')
    expect(await refusal('file,label,prediction\na.jpg,0,0\nb.jpg,0,3\n')).toMatch(/^line 3, field "prediction"/)
    expect(await refusal('file,label,label_1,label_2\na.jpg,0,1,3\n')).toBe(
      'line 1 | the predicted classes in one way | both a column "label" and a column "label_1"',
    )
  })
  it('is refused for its header and for invalid UTF-8', async () => {
    expect(await refusal('name,label\n')).toBe('line 1 | a column "file" | only name, label')
    expect(await refusal('file,name\n')).toMatch(
      /^line 1 \| a column "label" or "class", or columns .+ \| only file, name$/,
    )
    expect(await refusal('file,label,probability,logit\n')).toMatch(
      /^line 1 \| columns of either probabilities or logits/,
    )
    // Ignored, they would leave the order of the rows to decide which class is first.
    for (const header of ['file,label,score', 'file,label_1,conf_1,label_2,conf_2', 'file,label,Confidence'])
      expect(await refusal(`${header}\n`)).toMatch(
        /^line 1 \| scores in a column "probability" or "logit" \| a column "/,
      )
    expect(await refusal('file,label,label\n')).toBe('line 1 | one column "label" | two columns with this name')
    expect(await refusal(Buffer.from('file,label\na\xff,1\n', 'latin1'))).toMatch(/^line 2 \| UTF-8 text/)
  })
})

describe('a wide table', () => {
  it('has one image per row, and ends each row at its first empty label', async () => {
    const wide = 'file,label_1,probability_1,label_2,probability_2\na.jpg,0,0.2,id3,0.5\nb.jpg,class 1,1,,\n'
    expect(await read(wide)).toEqual({
      scoreKind: 'probability',
      images: [
        { image: 0, classes: [3, 0], scores: [0.5, 0.2] },
        { image: 1, classes: [1], scores: [1] },
      ],
    })
    expect(await read('class_index1,class_index2,image\n3,0,a.jpg\n1,,b.jpg\n')).toMatchObject({
      scoreKind: null,
      images: [{ classes: [3, 0] }, { classes: [1] }],
    })
  })
  it('is refused by line, field and value', async () => {
    const head = 'file,label_1,logit_1,label_2,logit_2\n'
    expect(await refusal(`${head}a.jpg,0,1,0,2\n`)).toBe(
      'line 2, field "label_2" | every class of a.jpg once | "0" twice',
    )
    expect(await refusal(`${head}a.jpg,0,1,1,\n`)).toBe('line 2, field "logit_2" | a finite number | an empty cell')
    expect(await refusal(`${head}a.jpg,,,,\n`)).toMatch(/^line 2, field "label_1" \| .+ \| ""$/)
    expect(await refusal(`${head}a.jpg,0,1,,\na.jpg,0,1,,\n`)).toMatch(/^line 3, field "file" \| every image once/)
    expect(await refusal('file,label_1,logit_1,label_2\n')).toMatch(/^line 1 \| a column "logit_2"/)
  })
})

it('names several labels that are not classes, also in JSON Lines', async () => {
  const found = 'the index, id or name of a class of the project | 2 others: "wolf" in line 2, "bear" in line 3'
  expect(await refusal('file,label\na.jpg,wolf\nb.jpg,bear\n')).toBe(`line 2, field "label" | ${found}`)
  expect(await refusal('file,label_1,label_2\na.jpg,wolf,\nb.jpg,bear,0\n')).toBe(`line 2, field "label_1" | ${found}`)
  const line = (name: string, label: string) => JSON.stringify({ file: `${name}.jpg`, top2: [{ label: 0 }, { label }] })
  expect(await refusal(`${line('a', 'wolf')}\n${line('b', 'bear')}\n`)).toContain(
    '2 others: "wolf" in line 1, "bear" in line 2',
  )
})

it('names several images that are unknown, and unknown labels as well', async () => {
  const images =
    'the file name of an image of the project | 2 others: "A.png" (did you mean a.jpg?) in line 2, "z.jpg" in'
  const long = ['file,label', 'A.png,0', 'A.png,1', 'z.jpg,wolf', 'z.jpg,1']
  expect(await refusal(long.join('\n'))).toBe(`line 2, field "file" | ${images} line 4`)
  await expect(read(long.join('\n'))).rejects.toThrow('Also line 4, field "label": expected the index, id or name of')
  const line = (file: string) => JSON.stringify({ file, label: 0 })
  expect(await refusal(`${line('A.png')}\n${line('z.jpg')}\n`)).toContain('2 others: "A.png" (did you mean a.jpg?)')
})
