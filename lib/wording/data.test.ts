import { expect, test } from 'vitest'
import {
  ignoredWords,
  importPlanText,
  missingForModels,
  modelsNotRunText,
  otherRoleWarning,
  renamedWords,
  repeatedWords,
  unreadPicturesText,
} from './data'

const nothing = { classes: null, images: null, labels: null, candidates: null, predictions: [] }
const model = { path: 'p', fileList: null, model: 'm', mode: 'new' as const, isPartial: false }

test('names the first pictures that must be converted', () => {
  expect(unreadPicturesText(['a/1.heic'])).toBe(
    '1 image is left out because of the format: a/1.heic. Convert it to JPEG, PNG or WebP first.',
  )
  expect(unreadPicturesText(['1.tif', '2.tif', '3.tif', '4.tif', '5.tif'])).toBe(
    '5 images are left out because of the format: 1.tif, 2.tif, 3.tif and 2 more. Convert them to JPEG, PNG or WebP first.',
  )
})

test('says how to run models that are among other data', () => {
  expect(modelsNotRunText(['net/model.onnx'])).toBe(
    'net/model.onnx is a model and is not imported here. Run it with “Run a model” after this import.',
  )
  expect(modelsNotRunText(['a.onnx', 'b.onnx'])).toMatch(/^2 files are models .* one at a time/)
})

test('says what models need before they can be run or added', () => {
  expect(missingForModels({ storedImages: 0, labelableClasses: 0 }, 'run or add models')).toBe(
    'To run or add models, first import image files and classes.',
  )
  expect(missingForModels({ storedImages: 0, labelableClasses: 1 }, 'run a model')).toBe(
    'To run a model, first import image files.',
  )
  expect(missingForModels({ storedImages: 1, labelableClasses: 1 }, 'run a model')).toBeNull()
})

test('names the first ignored files', () => {
  expect(ignoredWords(null)).toBeNull()
  expect(ignoredWords({ count: 1_202, names: ['a.txt', 'b.tif'] })).toBe('Ignored: a.txt, b.tif and 1,200 more.')
})

test('says which added images the project had under another name', () => {
  expect(repeatedWords(null)).toBeNull()
  expect(repeatedWords({ count: 27, name: 'cat/1.jpg', earlierName: '1.jpg' })).toBe(
    '27 added images were already in the project under another name, such as cat/1.jpg as 1.jpg.',
  )
})

test('says which classes got other names', () => {
  expect(renamedWords(null)).toBeNull()
  expect(renamedWords({ count: 2, name: 'crane', newName: 'crane (c-6)' })).toMatch(
    /^2 classes were renamed because others have the same name, such as crane to crane \(c-6\)\./,
  )
})

test('summarizes an import in one sentence', () => {
  const file = { from: 'file' as const, path: 'm.json' }
  const all = {
    classes: { from: 'imagenet-1k' as const },
    images: { manifest: 'm.json' },
    labels: file,
    candidates: null,
    predictions: Array(5).fill(model),
  }
  expect(importPlanText(all, { pictures: 1000, hasCredits: true, folderClasses: 0 })).toBe(
    '1,000 images with labels and credits, the ImageNet-1k classes and 5 models',
  )
  expect(
    importPlanText({ ...nothing, images: { manifest: null } }, { pictures: 1, hasCredits: false, folderClasses: 0 }),
  ).toBe('1 image')
  expect(
    importPlanText({ ...nothing, images: { manifest: null } }, { pictures: 0, hasCredits: false, folderClasses: 0 }),
  ).toBe('the images in the zip')
  expect(
    importPlanText(
      { ...nothing, labels: file, predictions: [model] },
      { pictures: 0, hasCredits: false, folderClasses: 0 },
    ),
  ).toBe('original labels and 1 model')
  expect(importPlanText({ ...nothing, classes: file }, { pictures: 0, hasCredits: false, folderClasses: 0 })).toBe(
    'classes',
  )
  expect(importPlanText({ ...nothing, candidates: file }, { pictures: 0, hasCredits: false, folderClasses: 0 })).toBe(
    'a list of candidates',
  )
  const folders = { ...nothing, images: { manifest: null }, labels: { from: 'folders' as const } }
  expect(
    importPlanText({ ...folders, classes: { from: 'folders' } }, { pictures: 24, hasCredits: false, folderClasses: 3 }),
  ).toBe('24 images with labels and 3 classes from folder names')
})

test('names files that are not what they were chosen as', () => {
  const file = (path: string, role: Parameters<typeof otherRoleWarning>[0][number]['role']) => ({ path, role })
  expect(otherRoleWarning([file('l.csv', 'labels')], 'labels')).toBeNull()
  expect(
    otherRoleWarning([file('a.jpg', 'picture'), file('m.csv', 'manifest'), file('z.zip', 'zip')], 'picture'),
  ).toBeNull()
  expect(otherRoleWarning([file('r.npy', 'predictions'), file('r.txt', 'file-list')], 'predictions')).toBeNull()
  expect(otherRoleWarning([file('c.csv', 'classes')], 'labels')).toBe(
    'c.csv was chosen as original labels, but recognized as: classes. Check the types below before you import.',
  )
  expect(otherRoleWarning([file('x.csv', null), file('c.csv', 'classes'), file('a.jpg', 'picture')], 'picture')).toBe(
    'x.csv and 1 other file were chosen as images, but not recognized as that. Check the types below before you import.',
  )
})
