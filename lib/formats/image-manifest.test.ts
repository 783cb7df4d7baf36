import { existsSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { type ManifestImage, readImageManifest } from './image-manifest'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()

async function read(path: string) {
  const images: ManifestImage[] = []
  for await (const image of readImageManifest(path)) images.push(image)
  return images
}
const refusal = (content: string) => refusalOf(read(scratch('manifest', content)))

const plain = { address: null, label: null, credit: null, creditUrl: null, license: null }
const first = {
  where: 'line 1',
  fileName: 'a/1.jpg',
  path: 'a/1.jpg',
  address: null,
  label: { value: 305 },
  credit: 'Ada, of Kew',
  creditUrl: 'https://example.org/1',
  license: 'CC0',
}
const second = { ...plain, where: 'line 2', fileName: '2.png', path: null, address: 'https://example.org/x/2.png?s=1' }

describe('a manifest', () => {
  it('may be JSON Lines or a JSON list', async () => {
    const entries = [
      { file: 'a/1.jpg', label: 305, author: 'Ada, of Kew', license: 'CC0', source: 'https://example.org/1' },
      { url: 'https://example.org/x/2.png?s=1' },
    ]
    const lines = entries.map((entry) => JSON.stringify(entry)).join('\n')
    expect(await read(scratch('m.jsonl', `\uFEFF${lines}\n`))).toEqual([first, second])
    expect(await read(scratch('m.json', JSON.stringify(entries)))).toEqual([
      { ...first, where: 'element 0' },
      { ...second, where: 'element 1' },
    ])
  })
  it('may use the column names of other tools', async () => {
    expect(await read(scratch('m.csv', 'Image Name;Category;Author\na.jpg;cat;Ada\n'))).toEqual([
      { ...plain, where: 'line 2', fileName: 'a.jpg', path: 'a.jpg', label: { cell: 'cat' }, credit: 'Ada' },
    ])
    expect(await read(scratch('m.jsonl', '{"image":"a.jpg","class_id":"n01440764","license":"CC0"}\n'))).toEqual([
      { ...plain, where: 'line 1', fileName: 'a.jpg', path: 'a.jpg', label: { value: 'n01440764' }, license: 'CC0' },
    ])
  })
  it('may be CSV, whose cells may be indices', async () => {
    const rows = [
      'license,file,label,credit,credit_url,address,width',
      'CC0,a/1.jpg,305,"Ada, of Kew",https://example.org/1,,300',
      ',,,,,https://example.org/x/2.png?s=1,',
    ]
    expect(await read(scratch('m.csv', rows.join('\n')))).toEqual([
      { ...first, where: 'line 2', label: { cell: '305' } },
      { ...second, where: 'line 3' },
    ])
  })
  it('may declare that labels are indices or ids', async () => {
    expect(await read(scratch('m.csv', 'file,class_index\na.jpg,3\nb.jpg,\n'))).toMatchObject([
      { label: { value: 3 } },
      { label: null },
    ])
    expect(await read(scratch('m.csv', 'file,class_id\na.jpg,3\n'))).toMatchObject([{ label: { value: '3' } }])
    expect(await refusal('file,class_index\na.jpg,n02012849\n')).toMatch(/^line 2, field "class_index" \|/)
  })
  it('may give an image another name than its file or URL', async () => {
    const lines = ['{"file":"a.jpg","path":"images/a.jpg.webp"}', '{"file":"b.jpg","url":"https://x.org/7"}']
    expect(await read(scratch('m.jsonl', lines.join('\n')))).toMatchObject([
      { fileName: 'a.jpg', path: 'images/a.jpg.webp', address: null },
      { fileName: 'b.jpg', path: null, address: 'https://x.org/7' },
    ])
  })
  it('keeps spaces around names, which belong to the name', async () => {
    const entry = { file: ' 1 .jpg ', path: 'images/ 1 .jpg .webp', url: ' ', author: ' Ada ' }
    const named = { fileName: ' 1 .jpg ', path: 'images/ 1 .jpg .webp', credit: 'Ada' }
    expect(await read(scratch('spaces.jsonl', JSON.stringify(entry)))).toMatchObject([named])
    const table = 'label,file,path,author\n3, 1 .jpg ,images/ 1 .jpg .webp, Ada \n'
    expect(await read(scratch('spaces.csv', table))).toMatchObject([named])
  })
})

describe('a manifest is refused, with line, field and value,', () => {
  it('if an entry names no image', async () => {
    expect(await refusal('{"label":3}')).toMatch(
      /^line 1, field "file" \| a path relative to the manifest.+ \| nothing$/,
    )
    expect(await refusal('file,label\na.jpg,1\n,2\n')).toMatch(/^line 3, field "file" \|.+\| ""$/)
    expect(await refusal('{"url":"https://example.org/"}')).toMatch(/^line 1, field "url" \| a relative path inside/)
    expect(await refusal('label\n3\n')).toMatch(/^line 2, field "file" \|/)
  })
  it('if a path leaves the folder or is absolute, or a name cannot be stored', async () => {
    expect(await refusal('{"file":"../a.jpg"}')).toBe(
      'line 1, field "file" | a relative path inside the folder | "../a.jpg"',
    )
    expect(await refusal('{"file":"/etc/passwd"}')).toMatch(/"file" \| a relative path inside/)
    expect(await refusal('{"file":"a\\\\b.jpg"}')).toMatch(/"file" \| a relative path inside/)
    expect(await refusal('{"file":"a.jpg","path":"../../b.jpg"}')).toMatch(/"path" \| a relative path inside/)
    expect(await refusal('{"file":"a.jpg","path":"b.jpg","url":"https://x.org/"}')).toMatch(/"url" \| either a path/)
  })
  it('if a name is repeated', async () => {
    expect(await refusal('file\na.jpg\nb.jpg\na.jpg\n')).toBe(
      'line 4, field "file" | every image once | "“a.jpg”, as in line 2"',
    )
  })
  it('if a field has the wrong type', async () => {
    expect(await refusal('{"file":7}')).toMatch(/^line 1, field "file" \| text .+ \| 7$/)
    expect(await refusal('{"file":"a.jpg","label":[1]}')).toMatch(
      /"label" \| the index, id or name of a class \| \[1\]$/,
    )
    expect(await refusal('{"file":"a.jpg","author":"a\\nb"}')).toMatch(/"author" \| a single line of text/)
    expect(await refusal('{"file":"a.jpg","source":"javascript:alert(1)"}')).toMatch(/"source" \| a URL that/)
    expect(await refusal(`{"file":"a.jpg","author":"${'x'.repeat(1_001)}"}`)).toMatch(/"author" \| text of at most/)
  })
  it('if a line is not an object', async () => {
    expect(await refusal('{"file":"a.jpg"}\n[]')).toMatch(/^line 2 \| an object with/)
    expect(await refusal('{"file":"a.jpg"}\n{"file"')).toMatch(/^line 2 \| one JSON object/)
    expect(await refusal('')).toMatch(/an empty file$/)
  })
})

const photos = '../shared/photos/manifest.json'
const isHere = existsSync(photos)
if (!isHere) console.info(`Skipped: the manifest of photographs is not in ${photos}.`)
test.skipIf(!isHere)('reads the whole manifest of the photographs, with authors, licences and URLs', async () => {
  const images = await read(photos)
  expect(images).toHaveLength(1_000)
  expect(images[0]).toEqual({
    where: 'element 0',
    fileName: '0c7ac4a8c9dfa802.jpg',
    path: '0c7ac4a8c9dfa802.jpg',
    address: null,
    label: { value: 305 },
    credit: 'gailhampshire',
    creditUrl: 'https://www.flickr.com/photos/gails_pictures/28821627444',
    license: 'https://creativecommons.org/licenses/by/2.0/',
  })
  expect(images.every(({ credit, license, creditUrl }) => credit && license && creditUrl)).toBe(true)
})
