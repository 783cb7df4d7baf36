import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { releaseFormats } from '@/lib/formats/release-formats'
import { madeRelease, releaseFileBytes, smallRelease } from '@/lib/formats/testing/release-in-memory'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { zipStream } from '@/lib/formats/zip-writer'
import { answerFormatOf, answerFormats } from './answer-formats'
import type { ColumnNames } from './file-answer'

const scratch = scratchFolder()

/** Returns the format of a file, and its answers as short texts. */
async function answersOf(content: string | Uint8Array, columns?: ColumnNames) {
  const file = scratch('answers', content)
  const format = await answerFormatOf(file)
  const opened = await answerFormats[format].open(file, { columns })
  const said: string[] = []
  const kinds = new Set<string>()
  for await (const { image, rater, label, labelKind, answer } of opened.answers) {
    said.push([image, rater ?? '-', label ?? '-', answer ?? '-'].join(' | '))
    kinds.add(labelKind)
  }
  return { format, namesOnlyPresent: opened.namesOnlyPresent, labelKind: [...kinds].join(), said }
}

const zip = async (...names: string[]) => {
  const items = names.map((name) => ({ name, open: async () => Readable.from(['x']), isCompressed: false }))
  return Buffer.concat(await Readable.from(zipStream(items)).toArray())
}

const locations = async (content: string | Uint8Array) => {
  const file = scratch('answers', content)
  const found: string[] = []
  for await (const { where } of (await answerFormats[await answerFormatOf(file)].open(file, {})).answers)
    found.push(where)
  return found
}

describe('CSV', () => {
  test('finds columns by their usual names, in any order and case', async () => {
    expect(await answersOf('Annotator,Category,File Name,Response\nann,cat,a.jpg,yes\n')).toEqual({
      ...{ format: 'csv', namesOnlyPresent: false, labelKind: 'name' },
      said: ['a.jpg | ann | cat | yes'],
    })
  })

  test('may be separated by semicolons or tabs, with line ends of any system', async () => {
    const said = ['a.jpg | ann | tabby, cat | yes']
    for (const content of [
      'image;rater;class;answer\ra.jpg;ann;tabby, cat;yes\r',
      'image;rater;class;answer;time\r\na.jpg;ann;tabby, cat;yes;2026-11-27T09:30:00Z\r\n',
      '\uFEFFimage\trater\tclass\tanswer\na.jpg\tann\ttabby, cat\tyes\n',
    ])
      expect(await answersOf(content)).toMatchObject({ format: 'csv', said })
  })

  test('may begin with a column PK, as a zip does', async () => {
    const said = ['a.jpg | ann | cat | yes']
    expect(await answersOf('PK,image,rater,class,answer\n1,a.jpg,ann,cat,yes\n')).toMatchObject({ format: 'csv', said })
  })

  test('may begin with the index that pandas writes, without a name', async () => {
    const content = ',image,rater,class,answer\n0,a.jpg,ann,cat,yes\n'
    expect(await answersOf(content)).toMatchObject({ format: 'csv', said: ['a.jpg | ann | cat | yes'] })
    const opened = await answerFormats.csv.open(scratch('answers', content), {})
    expect(opened.columns?.all).toEqual(['image', 'rater', 'class', 'answer'])
  })

  test('uses the given columns, and no column if null is given', async () => {
    const columns = { image: 'x', label: 'y', rater: null }
    expect((await answersOf('x,y,rater\na.jpg,cat,ann', columns)).said).toEqual(['a.jpg | - | cat | -'])
    await expect(answersOf('x,y\na.jpg,cat', { ...columns, label: 'z' })).rejects.toThrow(
      'line 1: expected a column “z”',
    )
  })

  test('refuses a column in use that occurs twice', async () => {
    for (const header of ['image,rater,class,answer,answer', 'image,Class,class_name,answer,class'])
      await expect(answersOf(`${header}\na.jpg,ann,cat,yes,no`)).rejects.toThrow(/line 1: expected one column .* two/)
    const said = ['a.jpg | ann | cat | yes']
    expect(await answersOf('image,rater,class,answer,note,note\na.jpg,ann,cat,yes,x,y')).toMatchObject({ said })
  })

  test('treats every row as a class that holds if there is no answer column', async () => {
    expect(await answersOf('image,label\na.jpg,cat')).toMatchObject({ namesOnlyPresent: true })
  })

  test('falls back to indices for classes without ids', async () => {
    const content = 'image,class_index,class_id,rater,answer\na.jpg,7,,1,yes\na.jpg,8,n8,1,yes'
    expect(await answersOf(content)).toMatchObject({
      ...{ labelKind: 'index,id', said: ['a.jpg | 1 | 7 | yes', 'a.jpg | 1 | n8 | yes'] },
    })
  })

  test('names the line and field of a missing value', async () => {
    await expect(answersOf('image,label,answer\na.jpg,cat,yes\na.jpg,,no')).rejects.toThrow('line 3, field "label"')
    await expect(answersOf('image,label,answer\na.jpg,cat')).rejects.toThrow('line 2')
    const golden = 'file,class,expert,answer\na.jpg,cat,Ada,yes'
    await expect(answersOf(golden)).rejects.toThrow('Import golden answers on the Golden set page')
    expect((await answersOf(golden, { rater: 'expert' })).said).toEqual(['a.jpg | Ada | cat | yes'])
  })
})

test('JSON Lines have the columns of a CSV file', async () => {
  const lines =
    '{"image":"a.jpg","rater":3,"label":"cat","answer":true}\n{"image":"b.jpg","rater":3,"label":"cat","answer":false}\n'
  expect(await answersOf(lines)).toMatchObject({
    ...{ format: 'jsonl', said: ['a.jpg | 3 | cat | yes', 'b.jpg | 3 | cat | no'] },
  })
  await expect(answersOf('{"image":"a.jpg","label":"cat"}\n{"image":')).rejects.toThrow(
    'line 2: expected one JSON object',
  )
  await expect(answersOf('{"image":"a.jpg","label":["cat"]}')).rejects.toThrow('line 1, field "label"')
  // JSON.parse makes these two raters one.
  const raters = ['9007199254740992', '9007199254740993'].map((one) => `{"image":"a.jpg","label":"cat","rater":${one}}`)
  await expect(answersOf(raters.join('\n'))).rejects.toThrow(
    'line 1, field "rater": expected a text or a number of at most 15 digits, found 9007199254740992. Write the number as',
  )
})

test('JSON Lines say that an object is empty', async () => {
  for (const content of ['{}', '{}\n{"image":"a.jpg","label":"cat"}'])
    await expect(answersOf(content)).rejects.toThrow(
      'line 1: expected a JSON object with an image and a class, found an empty one. Check that this is the right file.',
    )
})

test('JSON Lines refuse a field that matters but is not on the first line', async () => {
  const lines =
    '{"image":"a.jpg","rater":"ann","label":"cat"}\n{"image":"b.jpg","rater":"ann","label":"cat","answer":"no","note":"x"}\n'
  await expect(answersOf(lines)).rejects.toThrow(
    'line 2, field "answer": expected only fields that line 1 also has, found a field that line 1 does not have. Add it to line 1, or state in the mapping that no field has the answer: "columns": {"answer": null}.',
  )
  const said = ['a.jpg | ann | cat | -', 'b.jpg | ann | cat | -']
  expect(await answersOf(lines, { answer: null })).toMatchObject({ namesOnlyPresent: true, said })
  expect(await answersOf(lines.replace('"no"', 'null'))).toMatchObject({ said })
  expect(await answersOf(lines.replace('"answer":"no"', '"class_name":"cat"'))).toMatchObject({ said })
})

describe('Label Studio', () => {
  const choices = (...chosen: string[]) => ({ type: 'choices', value: { choices: chosen } })
  const taxonomy = (...paths: string[][]) => ({ type: 'taxonomy', value: { taxonomy: paths } })

  test("gives each annotator's choices and the last names of taxonomy paths, each once", async () => {
    const tasks = [
      {
        data: { image: '/data/upload/1/0a1b2c3d-a.jpg' },
        annotations: [
          { completed_by: 4, result: [choices('cat', 'dog'), taxonomy(['animal', 'cat'])] },
          { completed_by: { email: 'bob@example.org' }, result: [] },
          { completed_by: 5, was_cancelled: true, result: [choices('cow')] },
        ],
        predictions: [{ result: [choices('horse')] }],
      },
    ]
    expect(await answersOf(JSON.stringify(tasks, null, 2))).toEqual({
      ...{ format: 'label-studio', namesOnlyPresent: true, labelKind: 'name' },
      said: [
        '/data/upload/1/0a1b2c3d-a.jpg | 4 | cat | -',
        '/data/upload/1/0a1b2c3d-a.jpg | 4 | dog | -',
        '/data/upload/1/0a1b2c3d-a.jpg | bob@example.org | - | -',
      ],
    })
  })

  test.each(['rectangle', 'polygon', 'brush', 'ellipse', 'keypoint', ''])(
    'gives the classes of %slabels, each once',
    async (shape) => {
      const drawn = { type: `${shape}labels`, value: { x: 1, [`${shape}labels`]: ['crane (bird)'] } }
      const comment = { type: 'textarea', value: { text: ['blurred'] } }
      const tasks = [{ data: { image: 'a.jpg' }, annotations: [{ completed_by: 4, result: [comment, drawn, drawn] }] }]
      expect((await answersOf(JSON.stringify(tasks))).said).toEqual(['a.jpg | 4 | crane (bird) | -'])
    },
  )

  test('refuses an annotation of which nothing can be read, which would count as “no class”', async () => {
    const result = [{ type: 'rating', value: { rating: 3 } }]
    const tasks = [{ data: { image: 'a.jpg' }, annotations: [{ result: [choices()] }, { result }] }]
    await expect(answersOf(JSON.stringify(tasks))).rejects.toThrow(
      'task 0, annotation 1, field "result": expected choices, a taxonomy or labels of shapes, found {"type":"rating"',
    )
  })

  test('reads a single task like a list of one', async () => {
    const annotations = [{ completed_by: 4, result: [choices('cat')] }]
    const said = ['a.jpg | 4 | cat | -']
    for (const task of [
      { id: 1, data: { image: 'a.jpg' }, annotations },
      { id: 1, annotations, predictions: [], data: { image: 'a.jpg' } },
    ])
      for (const content of [JSON.stringify(task), JSON.stringify(task, null, 2)])
        expect(await answersOf(content)).toMatchObject({ format: 'label-studio', said })
    await expect(answersOf('{"data":{"image":"a.jpg"},"annotations":[{"result":[{"value":{}}]}]}')).rejects.toThrow(
      'the task, annotation 0, field "result"',
    )
  })

  test('names the task that is wrong', async () => {
    await expect(answersOf('[{"data":{"image":"a"},"annotations":[]},{"data":{"image":"b"}}]')).rejects.toThrow(
      'task 1, field "annotations": expected a list',
    )
    await expect(answersOf('[{"data":{"photo":"b.jpg"},"annotations":[]}]')).rejects.toThrow(
      /task 0, field "data": .* Rename the field that has the image to “image”/,
    )
  })
})

describe('COCO', () => {
  const coco = {
    info: { year: 2017 },
    annotations: [
      { id: 1, image_id: 7, category_id: 2, bbox: [0, 0, 1, 1] },
      { id: 2, image_id: 7, category_id: 2 },
      { id: 3, image_id: 7, category_id: 1 },
    ],
    images: [
      { id: 7, file_name: 'a.jpg' },
      { id: 8, file_name: 'b.jpg' },
    ],
    categories: [
      { id: 1, name: 'cat' },
      { id: 2, name: 'dog' },
    ],
  }

  test('gives the distinct categories of each image', async () => {
    expect(await answersOf(JSON.stringify(coco))).toEqual({
      ...{ format: 'coco', namesOnlyPresent: true, labelKind: 'name' },
      said: ['a.jpg | - | dog | -', 'a.jpg | - | cat | -', 'b.jpg | - | - | -'],
    })
  })

  test('names the entry that is wrong', async () => {
    await expect(answersOf(JSON.stringify({ ...coco, categories: [] }))).rejects.toThrow(
      'image 7, field "category_id": expected the id of a category, found "2"',
    )
    await expect(answersOf(JSON.stringify({ ...coco, images: [{ id: 8 }] }))).rejects.toThrow('images, element 0')
    await expect(answersOf(JSON.stringify(coco).slice(0, -1))).rejects.toThrow('expected complete JSON')
  })

  test('refuses a file that lists images without any annotation, which says nothing about them', async () => {
    const { annotations: _, ...images } = coco
    for (const file of [images, { ...coco, annotations: [] }])
      await expect(answersOf(JSON.stringify(file))).rejects.toThrow(
        'annotations: expected at least one annotation, found none. Choose the file with the annotations',
      )
  })

  test('refuses ids that two images or categories share, or that JSON rounds', async () => {
    const [image, category] = [coco.images[0]!, coco.categories[0]!]
    const said = ['a.jpg | - | dog | -', 'a.jpg | - | cat | -', 'b.jpg | - | - | -']
    const again = { ...coco, images: [...coco.images, image], categories: [...coco.categories, category] }
    expect(await answersOf(JSON.stringify(again))).toMatchObject({ said })
    const images = [...coco.images, { ...image, file_name: 'c.jpg' }]
    await expect(answersOf(JSON.stringify({ ...coco, images }))).rejects.toThrow(
      'images, element 2: expected another id than that of “a.jpg”, found {"id":7,"file_name":"c.jpg"}. Correct the entry',
    )
    const categories = [...coco.categories, { ...category, name: 'cow' }]
    await expect(answersOf(JSON.stringify({ ...coco, categories }))).rejects.toThrow('categories, element 2: expected')
    await expect(
      answersOf(JSON.stringify(coco).replace('"image_id":7', '"image_id":9007199254740993')),
    ).rejects.toThrow(
      'annotations, element 0: expected ids of at most 15 digits, or in quotation marks, found 9007199254740992',
    )
  })
})

describe('CVAT', () => {
  const xml = (images: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version>\n${images}\n</annotations>`

  test('gives the distinct labels of tags and shapes of each image', async () => {
    const images = `<image id="0" name="x/a &amp; b.jpg"><tag label="cat" source="manual"><attribute name="p">1</attribute></tag>
      <box label="dog" xtl="0"></box><box label="dog" xtl="1"></box></image>
      <image id="1" name="b.jpg"/>`
    expect(await answersOf(xml(images))).toEqual({
      ...{ format: 'cvat', namesOnlyPresent: true, labelKind: 'name' },
      said: ['x/a & b.jpg | - | cat | -', 'x/a & b.jpg | - | dog | -', 'b.jpg | - | - | -'],
    })
  })

  test('names the line that is wrong', async () => {
    await expect(answersOf(xml('<image id="0"/>'))).rejects.toThrow('line 3: expected an image with a name')
    await expect(answersOf(xml('<image name="a.jpg">'))).rejects.toThrow('expected well-formed XML')
    await expect(answersOf(xml('<track id="0" label="cat"/>'))).rejects.toThrow('found a track of a video')
    await expect(answersOf('<html></html>')).rejects.toThrow('expected the tag <annotations>')
  })
})

describe('lists', () => {
  test('separate file and class by a comma, a tab or a space', async () => {
    const said = ['a.jpg | - | tabby cat | -', 'b.jpg | - | 5 | -']
    expect(await answersOf('a.jpg,tabby cat\nb.jpg,5\n')).toMatchObject({ format: 'image-list', said })
    expect((await answersOf('a.jpg\ttabby cat\nb.jpg\t5')).said).toEqual(said)
    expect((await answersOf('val/a.jpg n01440764\nval/b.jpg 5')).said).toEqual([
      ...['val/a.jpg | - | n01440764 | -', 'val/b.jpg | - | 5 | -'],
    ])
    await expect(answersOf('a.jpg 3\nb.jpg')).rejects.toThrow('line 2: expected a file name and a class')
  })

  test('with one index per line refer to images by position', async () => {
    expect((await answersOf('65\n970\n')).said).toEqual(['0 | - | 65 | -', '1 | - | 970 | -'])
    await expect(answersOf('65\nx')).rejects.toThrow('line 2: expected a class index')
  })

  test('of class indices in JSON refer to images by position, with null for unknown', async () => {
    expect(await answersOf('[[1, 2], [], null, 3]')).toEqual({
      ...{ format: 'index-lists', namesOnlyPresent: true, labelKind: 'index,name' },
      said: ['0 | - | 1 | -', '0 | - | 2 | -', '1 | - | - | -', '3 | - | 3 | -'],
    })
    await expect(answersOf('[[1], ["x"]]')).rejects.toThrow('element 1: expected a class index')
  })
})

test('finds the columns of our own labels.csv in any case, and names one that is missing', async () => {
  const rows = 'a.jpg,"[""n1"",null]","[""tench"",""cat""]",yes\nb.jpg,[],[],no\n'
  const labels = await answersOf(`Image,Label_IDs,Label names,Rated\n${rows}`)
  expect(labels).toMatchObject({ format: 'labels-csv', labelKind: 'id,name' })
  expect(labels.said).toEqual(['a.jpg | - | n1 | -', 'a.jpg | - | cat | -'])
  await expect(answersOf('file,label_ids\na.jpg,[]\n')).rejects.toThrow(
    'line 1: expected a column "image", found only file, label_ids. Add the column',
  )
})

test('recognises our own exports and reads the same votes and labels', async () => {
  const release = smallRelease()
  const of = async (format: Parameters<typeof releaseFileBytes>[1]) =>
    answersOf(await releaseFileBytes(release, format))
  const votes = await of('votes-csv')
  expect(votes.said.length).toBeGreaterThan(3)
  // Parquet identifies classes by index only.
  const withoutClass = (said: string[]) => said.map((one) => one.split(' | ').toSpliced(2, 1))
  const parquet = await of('votes-parquet')
  expect(parquet).toMatchObject({ format: 'parquet', labelKind: 'index' })
  expect(withoutClass(parquet.said)).toEqual(withoutClass(votes.said))
  expect(await of('raters-npz')).toMatchObject({ format: 'raters-npz', labelKind: 'index' })
  expect((await of('raters-npz')).said).toHaveLength(votes.said.length)
  const labels = await of('labels-csv')
  expect(labels.format).toBe('labels-csv')
  expect((await of('label-studio')).said).toHaveLength(labels.said.length)
  expect((await of('real-json')).format).toBe('index-lists')
})

const labelFormats = ['labels-by-file', 'labels-csv', 'labels-jsonl', 'labels-parquet', 'huggingface'] as const
const voteFormats = ['votes-csv', 'votes-parquet', 'raters-npz'] as const
/** docs/release-files.md explains why none of these can be imported. */
const notImported = [
  ...['scores-npz', 'golden-npz', 'raters-golden-npz', 'golden-csv', 'raters-csv', 'decisions-csv', 'class-parameters'],
  ...[
    'candidates-parquet',
    'classes-parquet',
    'label-studio-config',
    'imagenet-folders',
    'croissant',
    'data-card',
    'citation',
  ],
]

describe('every release format', () => {
  const release = smallRelease()
  // A label set by hand on an unrated image is a label like any other.
  release.images.push({ ...release.images[0]!, fileName: 'by hand.jpg', isRated: false, labels: [0] })
  release.candidates.push({ ...release.candidates[1]!, image: 4, score: null })
  release.decisions.push({ ...release.decisions[0]!, candidate: 5, image: 4, classIndex: 0 })
  const fileOf = madeRelease(release, scratch)

  test.each(labelFormats)('%s has the labels of all rated or decided images when it is read back', async (format) => {
    const { said, labelKind } = await answersOf(await releaseFileBytes(release, format, fileOf))
    expect(labelKind).toBe('id,name')
    expect(said).toEqual([
      'a.jpg | - | n01 | -',
      'a.jpg | - | bear, "brown" | -',
      'sub/b, "c".jpg | - | - | -',
      'Bär 🐻.png | - | ../up | -',
      'by hand.jpg | - | n01 | -',
    ])
  })

  test('can be read back, or the documentation says why not', async () => {
    const docs = await readFile('docs/release-files.md', 'utf8')
    const section = docs.slice(docs.indexOf('## What can be imported'))
    const elsewhere = ['real-json', 'label-studio', 'candidates-csv', 'classes-csv']
    const known = [...labelFormats, ...voteFormats, ...elsewhere, ...notImported]
    expect(known.toSorted()).toEqual(Object.keys(releaseFormats).toSorted())
    for (const format of known) expect(section, format).toContain(`\`${format}\``)
  })

  test('refuses scores and says what to import instead', async () => {
    await expect(answersOf(await releaseFileBytes(release, 'scores-npz'))).rejects.toThrow(
      /neither votes nor labels.*labels-by-file\.json.*raters\.npz/,
    )
  })

  test('refuses a zip without our labels table, naming its content', async () => {
    await expect(answersOf(await zip('pictures/a.jpg'))).rejects.toThrow(/data\/labels\.parquet.*found a\.jpg/)
  })

  test('names the wrong image of labels by file name', async () => {
    const bad = '{"a.jpg": {"labels": []}, "b.jpg": {"labels": 5}}'
    await expect(answersOf(bad)).rejects.toThrow('image “b.jpg”: expected the name of an image and a list of labels')
    await expect(answersOf('{"a.jpg": {"labels": []},')).rejects.toThrow('expected a JSON object')
  })

  test('refuses an image that labels by file name list twice', async () => {
    const labels = (name: string, key = 'labels') => `"${name}":\n{"${key}": ["cat"], "x": ["b.jpg", {"b.jpg": 1}]}`
    await expect(answersOf(`{${labels('b.jpg')},${labels('a.jpg')},${labels('\\u0062.jpg')}}`)).rejects.toThrow(
      'line 3: expected every key once, found "b.jpg", as on line 1. Remove one of them.',
    )
    const { said } = await answersOf(`{${labels('b.jpg')},${labels('a\\"b.jpg')}}`)
    expect(said).toEqual(['b.jpg | - | cat | -', 'a"b.jpg | - | cat | -'])
  })
})

test('says how to save a common file that cannot be read', async () => {
  const labelStudio = 'Export the project from Label Studio in the format “JSON”.'
  const cases: [string | Uint8Array, string][] = [
    [await zip('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'), 'an Excel workbook. Save the sheet as CSV.'],
    [await zip('docProps/app.xml', 'xl/theme/theme1.xml', 'xl/workbook.xml'), 'an Excel workbook. Save the sheet'],
    [Buffer.from('\uFEFF{"image":"a.jpg","class":"cat"}\n', 'utf16le'), 'a text in UTF-16. Save the file as UTF-8.'],
    [Buffer.from('\uFEFFimage,class\n', 'utf16le').swap16(), 'a text in UTF-16. Save the file as UTF-8.'],
    [Buffer.from('FFD8FFE000104A464946', 'hex'), 'a picture. Choose a text file.'],
    ['\uFEFFsep=;\r\nimage;class\r\na.jpg;cat', 'a first line for Excel, which names the separator. Remove the first'],
    ['image,id,choice\na.jpg,1,"{""choices"":[""cat"",""dog""]}"\n', labelStudio],
    ['image\tid\tchoice\na.jpg\t1\t{"choices":["cat","dog"]}\n', labelStudio],
    ['[{"image":"a.jpg","id":1,"choice":"cat","annotator":1,"annotation_id":7,"lead_time":2.5}]', labelStudio],
    ['%PDF-1.4\n', 'a PDF. Choose a text file.'],
    ['SQLite format 3\0\0\0', 'an SQLite database. Save the table as CSV.'],
    ['{"classes": ["cat", "dog"], "labels": {"a": 0, "b": 1}}', 'labels.json or samples.json of FiftyOne. Export the'],
    ['{"classes": null, "labels": {"a": "cat"}}', 'fields={"filepath": "image", "ground_truth.label": "class"}'],
    ['{\n  "samples": [{"filepath": "data/a.jpg", "ground_truth": {"label": "cat"}}]}', 'samples.json of FiftyOne.'],
    ['[{"image":"a.jpg","class":"cat"}]', 'a JSON list of objects. Write one object per line (JSON Lines), in pandas'],
  ]
  for (const [content, message] of cases) await expect(answersOf(content)).rejects.toThrow(message)
})

test('reads a table in UTF-16, as spreadsheets write it', async () => {
  expect(await locations(Buffer.from('\uFEFFimage;label\r\nüber.jpg;cat\r\n', 'utf16le'))).toEqual(['line 2'])
})

test('gives the location of each answer', async () => {
  expect(await locations('image,label\na.jpg,cat\n\nb.jpg,dog')).toEqual(['line 2', 'line 4'])
  expect(await locations('[[1],[2]]')).toEqual(['element 0', 'element 1'])
})

test.each([
  ['FiftyOne', 'filepath,label\n/home/ann/a.jpg,dog\n', '/home/ann/a.jpg | - | dog | -'],
  [
    'Label Studio with one choice per image',
    'image,id,choice,annotator,annotation_id,created_at\n/data/upload/1/0a1b2c3d-a.jpg,7,dog,3,9,2026-01-05T10:00:00Z\n',
    '/data/upload/1/0a1b2c3d-a.jpg | 3 | dog | -',
  ],
])('reads the CSV file of %s by its column names', async (_, content, said) => {
  expect(await answersOf(content)).toMatchObject({ format: 'csv', said: [said] })
})
