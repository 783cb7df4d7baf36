import { describe, expect, it, test } from 'vitest'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { releaseFileBytes, smallRelease } from '@/lib/formats/testing/release-in-memory'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { folderClassEntries, readClassFile } from './class-file'
import { classTable } from './class-table'
import { joinTexts, splitTexts } from './class-text'

const scratch = scratchFolder()

async function tableOf(content: unknown) {
  const path = scratch('classes.txt', typeof content === 'string' ? content : JSON.stringify(content))
  return classTable(path, await readClassFile(path))
}

const refusal = (content: unknown) => refusalOf(tableOf(content), 'classes.txt')

const animals = `names,id,gloss,links,parents,aliases,examples,labelable,note,colour
animal,a0,a living thing,,,,,false,,x
crane|wading bird,a1,"a bird, with long legs",https://en.wikipedia.org/wiki/Crane_(bird)|https://example.org/a\\|b,bird,Grus,b1.jpg|b2.jpg,,Only the bird.,x
crane,m1,lifts heavy things,,,,,true,,x
bird,a2,"has wings
and a beak",,a0,,,no,,x
`

const coco = {
  info: {},
  images: [{ id: 1, file_name: 'a.jpg' }],
  categories: [
    { id: 1, name: 'person', supercategory: 'person' },
    { id: 18, name: 'dog', supercategory: 'animal' },
    { id: 17, name: 'cat', supercategory: 'animal' },
    { id: 90, name: 'sky', supercategory: 'none' },
  ],
}

describe('a file of classes', () => {
  it('reads the categories of a COCO file under their supercategories', async () => {
    const table = await tableOf(coco)
    expect(table.map(({ index, name, path }) => [index, name, path])).toEqual([
      [0, 'person', []],
      [1, 'dog', ['animal', 'dog']],
      [2, 'cat', ['animal', 'cat']],
      [3, 'sky', []],
      [null, 'animal', ['animal']],
    ])
    expect(await refusal({ categories: [{ id: 1, name: 'a' }, { id: 2 }] })).toBe(
      'categories, element 1, field "names" | at least one name | none',
    )
    expect(await refusal({ images: [] })).toBe(
      'the file | classes: a JSON list of objects, or the categories of a COCO file | none',
    )
    expect(await refusal('{"name":"cat"}\n{"name":"dog"}\n')).toMatch(/^the file \| classes: a JSON list of objects/)
    expect(await refusal('cat\ndog\n')).toBe('line 1 | a column "names" or "name" | only cat')
    expect(await refusal('')).toBe('line 1 | a header that names the columns | an empty file')
  })

  it('may be one of CVAT, whose labels are the classes, in use or not', async () => {
    const labels = '<labels><label><name>tabby</name></label><label><name>Siamese cat</name></label></labels>'
    const images =
      '<image name="a.jpg"><tag label="lynx"/><box label="tabby"><attribute name="x">1</attribute></box></image>'
    const table = await tableOf(
      `<?xml version="1.0"?>\n<annotations><meta><task>${labels}</task></meta>${images}</annotations>`,
    )
    expect(table.map(({ index, name }) => [index, name])).toEqual([
      [0, 'tabby'],
      [1, 'Siamese cat'],
      [2, 'lynx'],
    ])
    expect(await refusal('<annotation><object/></annotation>')).toBe('line 1 | the tag <annotations> | <annotation>')
    expect(await refusal('<annotations></annotations>')).toBe('the file | at least one class | none')
  })

  it('leaves out the points of CVAT skeletons, which are parts and no classes', async () => {
    const part =
      '<label><name>left eye</name><type>points</type><attributes></attributes><parent>person</parent></label>'
    const labels = `<labels><label><name>person</name><type>skeleton</type></label>${part}</labels>`
    const image = '<image name="a.jpg"><skeleton label="person"><points label="left eye"/></skeleton></image>'
    const table = await tableOf(`<annotations><meta><task>${labels}</task></meta>${image}</annotations>`)
    expect(table.map(({ name }) => name)).toEqual(['person'])
  })

  it('reads names, hierarchy, links and examples from CSV, with inner nodes after the labelable classes', async () => {
    expect(await tableOf(animals)).toEqual([
      {
        index: 0,
        id: 'a1',
        names: ['crane', 'wading bird', 'Grus'],
        name: 'crane (wading bird)',
        displayName: null,
        gloss: 'a bird, with long legs',
        note: 'Only the bird.',
        links: ['https://en.wikipedia.org/wiki/Crane_(bird)', 'https://example.org/a|b'],
        examples: ['b1.jpg', 'b2.jpg'],
        parents: [3],
        path: ['animal', 'bird', 'crane'],
        translations: {},
      },
      {
        index: 1,
        id: 'm1',
        names: ['crane'],
        name: 'crane (lifts heavy things)',
        displayName: null,
        gloss: 'lifts heavy things',
        note: null,
        links: [],
        examples: [],
        parents: [],
        path: [],
        translations: {},
      },
      expect.objectContaining({ index: null, name: 'animal', parents: [], path: ['animal'] }),
      expect.objectContaining({ index: null, gloss: 'has wings\nand a beak', parents: [2], path: ['animal', 'bird'] }),
    ])
  })
  it('reads the same from JSON, where lists are lists and indices may be in any order', async () => {
    const json = [
      { name: 'beta', index: 7, id: 12, parents: ['top'], display_name: 'Beta!' },
      { names: ['top', 'root'], labelable: false },
      { name: 'alpha', index: 3, aliases: ['alpha', 'a'], parents: ['ROOT'] },
    ]
    const table = await tableOf(json)
    expect(await tableOf(`\uFEFF${JSON.stringify(json)}`)).toEqual(table)
    expect(table).toMatchObject([
      { index: 3, name: 'alpha', names: ['alpha', 'a'], parents: [2], path: ['top', 'alpha'] },
      { index: 7, name: 'Beta!', id: '12', path: ['top', 'beta'] },
      { index: null, name: 'top' },
    ])
  })
  it('reads a column or field called description as the gloss, unless there is one', async () => {
    const glosses = async (content: unknown) => (await tableOf(content)).map(({ gloss }) => gloss)
    const csv = 'name,description,gloss\ntaxi,a car for hire,\nAlp,ignored,a high mountain\ncliff,,\n'
    expect(await glosses(csv)).toEqual(['a car for hire', 'a high mountain', null])
    expect(await glosses([{ name: 'taxi', description: 'a car for hire' }])).toEqual(['a car for hire'])
    expect(await refusal([{ name: 'taxi', description: ['a car'] }])).toMatch(/^element 0, field "description" \| text/)
  })
  it('names a class that is its own ancestor, and the cycle', async () => {
    const circle = [
      { name: 'x', parents: ['a'] },
      { name: 'a', parents: ['b'] },
      { name: 'b', id: 'B1', parents: ['c'] },
      { name: 'c', parents: ['a'] },
    ]
    expect(await refusal(circle)).toBe(
      'element 1, field "parents" | a class that is not its own ancestor | a → B1 → c → a',
    )
    expect(await refusal('name,parents\na,a\n')).toBe(
      'line 2, field "parents" | a class that is not its own ancestor | a → a',
    )
  })
  it('names a repeated id or index, and a missing index', async () => {
    expect(await refusal('name,id\na,x\nb,x\n')).toBe(
      'line 3, field "id" | a different id for each class | x, which line 2 also has',
    )
    expect(await refusal('name,index\na,4\nb,4\n')).toBe(
      'line 3, field "index" | a different index for each class | 4, which line 2 also has',
    )
    expect(await refusal('name,index\na,4\nb,\n')).toMatch(
      /^line 3, field "index" \| an index, because line 2 has one \| none/,
    )
    expect(await refusal('name,index\na,-1\n')).toMatch(/^line 2, field "index" \| a whole number of at least 0 \| -1/)
    expect(await refusal('name,index\na,9999999999\n')).toMatch(/field "index" .+ \| 9999999999/)
    expect(await refusal('name,index,labelable\na,4,false\n')).toMatch(/^line 2, field "index" \| no index, because/)
  })
  it('names a parent that is unknown or ambiguous', async () => {
    expect(await refusal('name,parents\na,b\n')).toMatch(/^line 2, field "parents" \| the id or a name .+ \| "b"/)
    expect(await refusal('name,gloss,parents\na,one,\na,two,\nb,,a\n')).toMatch(
      /^line 4, field "parents" \| a name that only one class has \| "a", which is the name of 2 classes/,
    )
  })
  it('refuses namesakes that nothing distinguishes, and equal display names', async () => {
    expect(await refusal('name\ncrane\ncrane\n')).toMatch(
      /^line 2, field "names" \| .+ \| another "crane" with nothing/,
    )
    expect(await refusal('name,display_name\na,X\nb,x\n')).toMatch(
      /^line 3, field "names" \| .+ \| "x", which is also the name of line 2/,
    )
  })
  it('refuses an empty file, missing names, invalid UTF-8 and entries that are not classes', async () => {
    expect(await refusal('')).toMatch(/^line 1 \| a header .+ \| an empty file$/)
    expect(await refusal('[]')).toMatch(/^the file \| at least one class \| none$/)
    expect(await refusal('name,id\n')).toMatch(/^the file \| at least one class \| none$/)
    expect(await refusal('title,id\na,b\n')).toMatch(/^line 1 \| a column "names" or "name" \| only .+$/)
    expect(await refusal('name,id\n,b\n')).toMatch(/^line 2, field "names" \| at least one name \| none$/)
    expect(await refusal('name,labelable\na,maybe\n')).toMatch(/^line 2, field "labelable" \| true or false \| maybe$/)
    expect(await refusal('name,labelable\na,no\n')).toMatch(/^the file \| at least one class that can be a label/)
    expect(await refusal('[{"name": ["a"]}]')).toMatch(/^element 0, field "name" \| text \| \["a"\]$/)
    expect(await refusal('["a"]')).toMatch(/^element 0 \| an object \| "a"$/)
    expect(await refusal('name,links\na,javascript:alert(1)\n')).toMatch(/^line 2, field "links" .+ javascript/)
    expect(await refusal('[{"name": "a\\u0000b"}]')).toMatch(/^element 0, field "names" \| text without control/)
    // A mark of direction would turn the text beside the name.
    expect(await refusal('name,gloss\n\u202eevil,rlo\n')).toBe(
      'line 2, field "names" | text without control characters | "\\u202eevil"',
    )
    const path = scratch('latin.csv', Buffer.from('name\ncaf\xe9\n', 'latin1'))
    await expect(readClassFile(path)).rejects.toThrow(/line 2: expected UTF-8 text, found .+ Save the file as UTF-8\./)
  })

  it.each([
    ['a list of classes', '[{"name":"cat"},\n{"name":"café"}]'],
    ['COCO', '{"categories":[{"id":1,"name":"cat"},\n{"id":2,"name":"café"}],"images":[]}'],
    ['CVAT', '<annotations>\n<image name="a.jpg"><tag label="café"/></image></annotations>'],
  ])('refuses %s that is not UTF-8, whose names would be broken', async (_, content) => {
    const path = scratch('classes', Buffer.from(content, 'latin1'))
    await expect(readClassFile(path)).rejects.toThrow(/line 2: expected UTF-8 text, found “.*caf\uFFFD.*” with invalid/)
  })
  it('handles a hierarchy thousands of classes deep', async () => {
    const deep = Array.from({ length: 3_000 }, (_, k) => ({ name: `c${k}`, parents: k > 0 ? [`c${k - 1}`] : [] }))
    expect((await tableOf(deep)).at(-1)?.path).toHaveLength(3_000)
  })
})

describe('texts in one cell', () => {
  it.each([[['a', 'b c']], [['a|b', 'c\\', '\\|d']], [[]], [['one']]])('%j round-trips', (texts) => {
    expect(splitTexts(joinTexts(texts))).toEqual(texts)
  })
  it('drops blanks and empty texts', () => {
    expect(splitTexts(' a | |b\\c|')).toEqual(['a', 'b\\c'])
  })
})

it('reads the classes.csv of a release, with its indices, ids and other names', async () => {
  const release = smallRelease()
  release.classes[2]!.otherNames = ['Bär 🐻', 'a | b']
  const path = scratch('classes.csv', await releaseFileBytes(release, 'classes-csv'))
  const entries = await readClassFile(path)
  expect(entries.map(({ index, id, names, gloss }) => [index, id, names, gloss])).toEqual([
    [0, 'n01', ['crane'], null],
    [1, 'n02', ['crane'], null],
    [3, null, ['bear, "brown"', 'Bär 🐻', 'a | b'], 'Large <animal> & so on.'],
    [5, '../up', ['tub'], null],
  ])
  const bad = scratch('classes.csv', 'class_index,name,other_names\n0,crane,Grus')
  await expect(readClassFile(bad)).rejects.toThrow('line 2, field "other_names": expected a JSON list of names')
})

const rows = (...names: string[]) =>
  classTable('own', folderClassEntries('own', names)).map(({ index, name }) => [index, name])

test('orders classes by folder name and reads underscores as spaces', () => {
  expect(rows('dog', 'café_table', 'cat')).toEqual([
    [0, 'café table'],
    [1, 'cat'],
    [2, 'dog'],
  ])
  expect(rows('cafe\u0301', 'b')).toEqual([
    [0, 'b'],
    [1, 'caf\u00e9'],
  ])
})

test('uses the number of a folder as class index', () => {
  expect(rows('10', '1', '2')).toEqual([
    [1, '1'],
    [2, '2'],
    [10, '10'],
  ])
  expect(rows('0', 'background', '2')).toEqual([
    [0, '0'],
    [1, 'background'],
    [2, '2'],
  ])
})

test('refuses folders that differ only by case or underscores, naming them', () => {
  expect(() => rows('a_b', 'a b')).toThrow('Merge the two folders')
  expect(() => rows('cat', 'Cat')).toThrow(/the folder “(cat|Cat)”.*reads the same as “(cat|Cat)”/)
})
