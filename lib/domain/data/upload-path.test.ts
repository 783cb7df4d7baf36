import { expect, test } from 'vitest'
import { uploadPathProblem } from './upload-path'

test('accepts names from cameras, people and crawlers', () => {
  for (const path of [
    'a.jpg',
    'photos/images/a b (1).JPG',
    'n01440764/Schleie – groß.jpeg',
    '..a/b..',
    '写真/犬.png',
    "o'x:y.jpg",
    'x:y.jpg',
    'a: first.jpg',
  ])
    expect(uploadPathProblem(path), path).toBeNull()
})

test('explains why it refuses paths that leave the folder or cannot be stored', () => {
  const wrong: [string, RegExp][] = [
    ['', /empty/],
    ['../a.jpg', /contains “\.” or “\.\.”/],
    ['a/../../b', /contains “\.” or “\.\.”/],
    ['a/./b', /contains “\.” or “\.\.”/],
    ['/etc/passwd', /absolute/],
    ['C:/x.jpg', /absolute/],
    ['c:', /absolute/],
    ['x:../a.jpg', /absolute/],
    ['C:\\x.jpg', /backslash/],
    ['a\\..\\b', /backslash/],
    ['a//b', /empty part/],
    ['a/', /empty part/],
    ['a\0.jpg', /control/],
    ['a\n.jpg', /control/],
    ['\ud800.jpg', /incomplete character/],
    [`${'a'.repeat(256)}.jpg`, /255 bytes/],
    [`${'ä'.repeat(130)}`, /255 bytes/],
    [Array.from({ length: 33 }, () => 'a').join('/'), /32 folders/],
    [Array.from({ length: 20 }, () => 'a'.repeat(60)).join('/'), /1,000 bytes/],
  ]
  for (const [path, reason] of wrong) expect(uploadPathProblem(path), path).toMatch(reason)
})
