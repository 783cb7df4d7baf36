import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright/test'
import sharp from 'sharp'
import { averageColorModel, averageColorSettings, endlessModel } from '@/lib/formats/testing/average-color-model'
import { zipStream } from '@/lib/formats/zip-writer'
import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, signIn, test } from './support/fixtures'

test.describe.configure({ mode: 'serial' })

const names = ['red', 'green', 'blue', 'grey', 'white', 'black'] as const
let folder: string
let slug: string

const picture = (background: string, size = 96) =>
  sharp({ create: { width: size, height: size, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** A typical data set: a folder of images with metadata files beside it. */
test.beforeAll(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'reassess-e2e-')), 'colours')
  await mkdir(path.join(folder, 'images'), { recursive: true })
  await mkdir(path.join(folder, 'predictions'))
  for (const name of names) await writeFile(path.join(folder, 'images', `${name}.jpg`), await picture(name))
  await writeFile(path.join(folder, 'images', '.DS_Store'), 'left by a system')
  const classes = names.map((name, index) => `${index},${name},"The colour ${name}"`)
  await writeFile(path.join(folder, 'classes.csv'), ['index,name,gloss', ...classes].join('\n'))
  const manifest = names.map((name) => ({ file: `${name}.jpg`, label: name, author: 'Ada <b>', license: 'CC0' }))
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  for (const [model, shift] of [
    ['sharp', 0],
    ['blunt', 1],
  ] as const) {
    const lines = names.map((name, k) => ({
      file: `${name}.jpg`,
      top2: [
        { label: (k + (k < 3 ? shift : 0)) % names.length, probability: 0.7 },
        { label: (k + 3) % names.length, probability: 0.2 },
      ],
    }))
    const text = lines.map((line) => JSON.stringify(line)).join('\n')
    await writeFile(path.join(folder, 'predictions', `${model}.jsonl`), text)
  }
})
test.afterAll(() => rm(path.dirname(folder), { recursive: true, force: true }))
test.beforeEach(({ context }) => signIn(context, admin.email, admin.password))

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const start = (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click()
const table = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

test('a new project opens its data page, and its first steps name the next one', async ({ page }) => {
  await page.goto('/projects')
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByLabel('Name').fill('Colours')
  await page.getByRole('button', { name: 'Create project' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Data')
  slug = new URL(page.url()).pathname.split('/')[2]!
  await page.goBack()
  await expect(page.getByRole('link', { name: 'Colours' })).toBeVisible()
  await page.goForward()
  const run = region(page, 'Model predictions').getByRole('button', { name: 'Run a model' })
  await expect(run).toBeDisabled()
  await expect(run).toHaveAccessibleDescription('To run a model, first import image files and classes.')
  await expectNoSeriousViolations(page, 'an empty data page')
  await page.goto(`/projects/${slug}/models`)
  for (const name of ['Run a model', 'Add models']) {
    const button = page.getByRole('main').getByRole('button', { name })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription(/^To run or add models, first import image files and classes\./)
  }
  await expectNoSeriousViolations(page, 'a models page without data')
  await page.goto(`/projects/${slug}`)
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Done' })).toHaveCount(0)
  await expectNoSeriousViolations(page, 'the first steps')
  // Empty pages offer the next action and no filters.
  for (const [path, title, button, filter] of [
    ['texts/class-notes', 'No classes yet', 'Import classes', page.getByRole('searchbox')],
    ['classes', 'No classes yet', 'Import classes', page.getByText(/0 found/)],
    ['images', 'No images yet', 'Import images', page.getByRole('button', { name: /^Filters/ })],
  ] as const) {
    await page.goto(`/projects/${slug}/${path}`)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByRole('link', { name: button })).toBeVisible()
    await expect(filter).toHaveCount(0)
  }
  await page.goto(`/projects/${slug}`)
  await page.getByRole('link', { name: 'Import images' }).click()
  await expect(page).toHaveURL(/\/data$/)
})

test('recognizes and imports a whole folder', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  await panel.getByLabel('Folder', { exact: true }).setInputFiles(folder)
  await expect(panel.getByRole('heading')).toHaveText('6 images with labels and credits, classes and 2 models')
  await expect(panel.getByLabel(/Name of the model/)).toHaveCount(2)
  await panel.getByLabel('Name of the model in colours/predictions/blunt.jsonl').fill('Blunt 2')
  await expectNoSeriousViolations(page, 'a recognised folder')
  await start(page)
  await expect(page.getByText('6 images imported with 6 original labels')).toBeVisible({ timeout: 60_000 })
  await expect(region(page, 'Images')).toContainText('6 images; all with an author.')
  await expect(region(page, 'Classes')).toContainText('6 classes')
  await expect(region(page, 'Original labels')).toContainText('All 6 images have one.')
  const models = region(page, 'Model predictions')
  await expect(models.getByRole('row', { name: /sharp/ })).toContainText('100%')
  await expect(models.getByRole('row', { name: /Blunt 2/ })).toContainText('50%')
  await expectNoSeriousViolations(page, 'a data page')
  await page.goto(`/projects/${slug}/images`)
  await expect(page.getByRole('main')).toContainText('red.jpg')
  await page.goto(`/projects/${slug}`)
  await expect(page.getByRole('img', { name: 'Done' })).toHaveCount(2)
})

test('refuses an invalid file with line, value and remedy, and changes nothing', async ({ page }) => {
  await page.goto(`/projects/${slug}/data#labels`)
  const labels = region(page, 'Original labels')
  await labels
    .getByLabel('Files of original labels', { exact: true })
    .setInputFiles(table('new.csv', 'file,label\nred.jpg,red\nblue.jpg,mauve\n'))
  await expect(region(page, 'Import').getByRole('heading')).toHaveText('Original labels')
  await start(page)
  const failure = page.getByRole('main').getByRole('alert').filter({ hasText: 'The last import failed' })
  await expect(failure).toContainText('new.csv, line 3, field "label"', { timeout: 60_000 })
  await expect(failure).toContainText('"mauve"')
  await expect(failure).not.toContainText('uploads/')
  await page.reload()
  await expect(failure).toContainText('mauve')
  await expect(labels).toContainText('All 6 images have one.')
})

test('says at once what a file in the wrong field looks like and what was expected', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  const chosen = region(page, 'Original labels').getByLabel('Files of original labels', { exact: true })
  await chosen.setInputFiles(table('mine.csv', 'img,cls\nred.jpg,red\n'))
  await expect(panel.getByRole('alert')).toContainText(
    'mine.csv: expected a column “file” or “image” or “filename”, found only img, cls.',
  )
  await expect(panel.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await expectNoSeriousViolations(page, 'a file without the columns of labels')
  await panel.getByRole('button', { name: 'Discard' }).click()
  await chosen.setInputFiles(table('colours.csv', 'index,name\n6,pink\n'))
  await expect(panel).toContainText('colours.csv was chosen as original labels, but recognized as: classes.')
  await panel.getByRole('button', { name: 'Discard' }).click()
})

test('names unsupported image formats and files of other tools, with a remedy', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  const coco = '{"info":{},"images":[{"id":1,"file_name":"red.jpg"}],"annotations":[],"categories":[]}'
  await panel
    .getByLabel('Files', { exact: true })
    .setInputFiles([table('IMG_1.HEIC', ''), table('coco.json', coco), table('none.csv', '')])
  await expect(panel.getByRole('heading')).toHaveText('Choose what each file is')
  await expect(panel.getByRole('status')).toContainText('1 image is left out because of the format: IMG_1.HEIC.')
  await expect(panel.getByLabel('Type of IMG_1.HEIC')).toHaveCount(0)
  await expect(panel).toContainText('choose it again under “Votes and labels from elsewhere”')
  await expect(panel).toContainText('none.csv, 0 bytes, empty')
  await expectNoSeriousViolations(page, 'files that nothing can be made of')
  await panel.getByRole('button', { name: 'Discard' }).click()
})

test('imports a folder with a list of labels into a project without classes', async ({ page }) => {
  await page.goto('/projects')
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Own colours')
  await page.getByRole('button', { name: 'Create project' }).click()
  await expect(page).toHaveURL(/\/data$/)
  const panel = region(page, 'Import')
  const list = names.map((name) => `${name}.jpg;${name === 'grey' ? 'dull' : 'bright'}`).join('\r\n')
  const pictures = names.map(async (name) => ({
    ...{ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: await picture(name) },
  }))
  const categories = [{ id: 1, name: 'bright' }]
  const coco = { info: {}, images: names.map((name, id) => ({ id, file_name: `${name}.jpg` })), categories }
  await panel
    .getByLabel('Files', { exact: true })
    .setInputFiles([...(await Promise.all(pictures)), table('instances.json', JSON.stringify(coco))])
  await expect(panel.getByLabel('Type of instances.json')).toBeVisible()
  await expect(panel.getByLabel('Type of instances.json')).toHaveValue('classes')
  await expect(panel).toContainText('for its labels, choose it again under “Votes and labels from elsewhere”')
  await expect(panel.getByRole('heading')).toHaveText('6 images and classes')
  await panel.getByRole('button', { name: 'Discard' }).click()
  await panel
    .getByLabel('Files', { exact: true })
    .setInputFiles([...(await Promise.all(pictures)), table('labels.csv', `File name;Label\r\n${list}`)])
  await expect(panel.getByRole('heading')).toHaveText('6 images with labels and classes')
  const makesClasses = panel.getByLabel('Create a class for each label')
  await expect(makesClasses).toBeChecked()
  await panel.getByLabel('Import the ImageNet-1k classes first').check()
  await expect(makesClasses).not.toBeChecked()
  await expect(panel.getByRole('heading')).toHaveText('6 images with labels and the ImageNet-1k classes')
  await makesClasses.check()
  // The same holds if a column that normally lists candidates is chosen as labels.
  await panel.getByRole('button', { name: 'Discard' }).click()
  const chosen = region(page, 'Original labels').getByLabel('Files of original labels', { exact: true })
  await chosen.setInputFiles(table('labels.csv', 'filename,class\nred.jpg,bright\n'))
  await expect(makesClasses).toBeChecked()
  await panel.getByRole('button', { name: 'Discard' }).click()
  await panel
    .getByLabel('Files', { exact: true })
    .setInputFiles([...(await Promise.all(pictures)), table('labels.csv', `File name;Label\r\n${list}`)])
  await expectNoSeriousViolations(page, 'classes from labels')
  await start(page)
  await expect(region(page, 'Classes')).toContainText('2 classes', { timeout: 60_000 })
  await expect(region(page, 'Original labels')).toContainText('All 6 images have one.')
})

test('names unreadable images and imports the rest', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const bad = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from('not an image') })
  await region(page, 'Images')
    .getByLabel('Files of images', { exact: true })
    .setInputFiles([bad('first.jpg'), bad('second.jpg'), { ...bad('brown.jpg'), buffer: await picture('brown') }])
  await start(page)
  const failure = page.getByRole('main').getByRole('alert').filter({ hasText: '2 images cannot be imported' })
  await expect(failure.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 })
  await expect(failure).toContainText('“second.jpg”: Expected a JPEG, PNG, WebP, AVIF or GIF image')
  await page.reload()
  await expectNoSeriousViolations(page, 'an import with unreadable images')
  await failure.getByRole('button', { name: 'Leave these out and import the rest' }).click()
  await expect(page.getByText('1 image imported. 2 unreadable images left out.')).toBeVisible({ timeout: 60_000 })
  await expect(region(page, 'Images')).toContainText('7 images')
})

test('imports more images and replaces a model of the same name after confirmation', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  const more = { name: 'pink.jpg', mimeType: 'image/jpeg', buffer: await picture('pink') }
  await region(page, 'Images').getByLabel('Files of images', { exact: true }).setInputFiles(more)
  await expect(panel.getByRole('heading')).toHaveText('1 image')
  await panel
    .getByLabel('Files of more data', { exact: true })
    .setInputFiles(table('sharp.csv', 'file,label,probability\npink.jpg,red,0.4\n'))
  await expect(panel.getByRole('heading')).toHaveText('1 image and 1 model')
  const confirm = panel.getByRole('button', { name: 'Import', exact: true })
  await expect(panel.getByRole('alert')).toContainText(
    'The project already has a model “sharp”. Choose what happens to',
  )
  await expect(confirm).toBeDisabled()
  await expectNoSeriousViolations(page, 'an import of a known model')
  await panel.getByLabel(/If the model sharp already exists/).selectOption('add')
  await expect(confirm).toBeEnabled()
  await start(page)
  await expect(region(page, 'Images')).toContainText('8 images', { timeout: 60_000 })
  await expect(region(page, 'Original labels')).toContainText('6 of 8 images have one.')
  await expect(region(page, 'Model predictions').getByRole('row', { name: /sharp/ })).toContainText('13')
})

test('runs a model on the images, and again in place of its predictions', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const models = region(page, 'Model predictions')
  const dialog = page.getByRole('dialog', { name: 'Run a model on the images' })
  const settings = { ...averageColorSettings(16), id2label: { 0: 'red', 1: 'green', 2: 'blue' } }
  const open = models.getByRole('button', { name: 'Run a model' })
  const choose = async (model = averageColorModel(16)) => {
    await open.click()
    await expect(dialog.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
    await dialog
      .getByLabel('Files of the model', { exact: true })
      .setInputFiles([
        { name: 'averages.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(model) },
        table('preprocessor.json', JSON.stringify(settings)),
      ])
    await expect(dialog.getByLabel('Model name')).toHaveValue('averages')
  }
  const run = () => dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await choose(endlessModel(16))
  await run()
  const cancel = page.getByRole('main').getByRole('button', { name: 'Cancel' })
  await expect(open).toHaveAccessibleDescription(
    'An import or a model is running. You can run a model when it is finished.',
  )
  await expect(open).toBeDisabled()
  await expectNoSeriousViolations(page, 'the data page while a model is running')
  await page.getByText('Import from an S3 bucket').click()
  const fromS3 = page.getByRole('button', { name: 'Import from S3' })
  await expect(fromS3).toBeDisabled()
  await expect(fromS3).toHaveAccessibleDescription(/^Another import is running\./)
  await page.goto(`/projects/${slug}/models`)
  await page.getByRole('button', { name: 'Add models' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Another import is running.')
  await page.goto(`/projects/${slug}/data`)
  await cancel.click()
  await expect(open).toBeEnabled()
  await choose()
  await expectNoSeriousViolations(page, 'a model to run')
  await run()
  await expect(page.getByRole('main')).toContainText('averages: 24 predictions for 8 images.', { timeout: 60_000 })
  // Six of the images have a label; the most intense channel of grey, white and black is the first, red.
  await expect(models.getByRole('row', { name: /averages/ })).toContainText('50%')
  await choose()
  const confirm = dialog.getByRole('button', { name: 'Run', exact: true })
  await expect(confirm).toBeDisabled()
  const scoresOnly = dialog.getByLabel('Only score it')
  await expect(scoresOnly).toBeDisabled()
  await expect(scoresOnly).toHaveAccessibleDescription(/^“averages” proposes labels and is scored as well\./)
  const name = dialog.getByLabel('Model name')
  await name.fill('Averages')
  await expect(name).toHaveAccessibleDescription(/^“averages” is another model\./)
  await expect(confirm).toBeEnabled()
  await name.fill('averages')
  await expect(confirm).toBeDisabled()
  await dialog.getByLabel('A model with this name exists').selectOption('add')
  await run()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('already has predictions for every image')
})

test('offers to run a model that is dropped with other data, and refuses other files', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  const dialog = page.getByRole('dialog', { name: 'Run a model on the images' })
  const run = dialog.getByRole('button', { name: 'Run', exact: true })
  const model = { name: 'net.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(averageColorModel(16)) }
  await panel.getByLabel('Files', { exact: true }).setInputFiles(model)
  await expect(dialog.getByLabel('Model name')).toHaveValue('net')
  await expect(dialog.getByRole('alert')).toContainText('A file is missing that says how')
  await expect(run).toBeDisabled()
  const settings = table('preprocessor.json', JSON.stringify(averageColorSettings(16)))
  await dialog.getByLabel('Files of the model', { exact: true }).setInputFiles(settings)
  await expect(run).toBeEnabled()
  const zip = { ...model, buffer: Buffer.from('PK\x03\x04 of a model') }
  await dialog.getByLabel('Files of the model', { exact: true }).setInputFiles([zip, settings])
  await expect(dialog.getByRole('alert')).toContainText('net.onnx is a zip, not an ONNX model.')
  await expect(run).toBeDisabled()
  const photo = { name: 'red.jpg', mimeType: 'image/jpeg', buffer: await picture('red') }
  await dialog.getByLabel('Files of the model', { exact: true }).setInputFiles(photo)
  await expect(dialog.getByRole('alert')).toContainText('There is no .onnx file')
  await expect(run).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(panel).toContainText('Drop a folder or files here')
  await region(page, 'Model predictions').getByRole('button', { name: 'Run a model' }).click()
  await expect(dialog).toContainText('Drop the folder of a model here')
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  const zipped = zipStream([
    { name: 'net/model.onnx', open: async () => Readable.from(model.buffer), isCompressed: true },
  ])
  const file = { name: 'zipped.zip', mimeType: 'application/zip', buffer: await buffer(zipped) }
  await panel.getByLabel('Files', { exact: true }).setInputFiles(file)
  await expect(dialog.getByLabel('Model name')).toHaveValue('zipped')
  await expect(dialog.getByRole('alert')).toContainText('A file is missing that says how')
})

test('keeps the chosen files when an upload is cancelled', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  await page.route('**/uploads/*/pack', () => {})
  const large = { name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(2_000_000) }
  await panel.getByLabel('Files', { exact: true }).setInputFiles(large)
  await start(page)
  const progress = panel.getByRole('progressbar', { name: 'Uploading files' })
  await expect(progress).toBeVisible()
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.message())
    await dialog.dismiss()
  })
  await page.getByRole('link', { name: 'Overview' }).first().click()
  await expect.poll(() => asked).toEqual(['Leave this page and stop the upload?'])
  await expect(progress).toBeVisible()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await expect(panel.getByRole('heading')).toHaveText('1 image')
  await panel.getByRole('button', { name: 'Discard' }).click()
  await expect(panel).toContainText('Drop a folder or files here')
})

test('names a file that is not an image, and deletes a model after confirmation', async ({ page }) => {
  await page.goto(`/projects/${slug}/data`)
  const panel = region(page, 'Import')
  await panel.getByLabel('Files', { exact: true }).setInputFiles(table('broken.jpg', 'not a picture at all'))
  await start(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('broken.jpg', { timeout: 60_000 })
  const models = region(page, 'Model predictions')
  await models.getByRole('button', { name: 'Delete model Blunt 2' }).click()
  await expectNoSeriousViolations(page, 'the question before a model is deleted')
  await page.getByRole('button', { name: 'Delete model', exact: true }).click()
  await expect(models.getByRole('row', { name: /Blunt 2/ })).toHaveCount(0)
  await expect(models.getByRole('row', { name: /sharp/ })).toBeVisible()
})

test('accepts only allowed hosts as image sources', async ({ page, context, quietConsole }) => {
  quietConsole.allow(/status of 4(00|09)/)
  await page.goto(`/projects/${slug}/data#hosts`)
  const hosts = region(page, 'Allowed image hosts')
  await hosts.getByLabel('Host', { exact: true }).fill('not a host')
  await hosts.getByRole('button', { name: 'Add host' }).click()
  await expect(hosts).toContainText('Enter only the host name')
  await expect(hosts.getByLabel('Host', { exact: true })).toBeFocused()
  await hosts.getByLabel('Host', { exact: true }).fill('https://Images.Example.org/a/b.jpg')
  await hosts.getByRole('button', { name: 'Add host' }).click()
  await expect(hosts.getByRole('listitem')).toHaveText('images.example.org')
  // Another admin has added a host meanwhile: nothing is wrong with the field for a new one.
  const listed = { hosts: ['images.example.org', 'photos.example.org'] }
  expect((await context.request.put(`/api/projects/${slug}/fetch-hosts`, { data: listed })).ok()).toBe(true)
  await hosts.getByRole('button', { name: 'Remove images.example.org' }).click()
  await expect(hosts.getByRole('alert')).toContainText('reload the page')
  await expect(hosts.getByLabel('Host', { exact: true })).not.toHaveAttribute('aria-invalid')
  await page.reload()
  // Both are removed before the page has shown the first change.
  await hosts.getByRole('button', { name: /^Remove / }).evaluateAll((buttons: HTMLElement[]) => {
    for (const button of buttons) button.click()
  })
  await expect(hosts.getByRole('listitem')).toHaveCount(0)
})

test('duplicates a project with its data under a new name', async ({ page, quietConsole }) => {
  quietConsole.allow(/status of 409/)
  await page.goto(`/projects/${slug}/settings`)
  const section = region(page, 'Duplicate project')
  await section.getByRole('button', { name: 'Duplicate project…' }).click()
  const name = section.getByLabel('Name of the new project')
  await expect(name).toHaveValue('Copy of Colours')
  await name.fill('colours')
  await section.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await expect(section).toContainText('Another project has this name.')
  await section.getByRole('button', { name: 'Cancel' }).click()
  await section.getByRole('button', { name: 'Duplicate project…' }).click()
  await expect(name).toHaveValue('Copy of Colours')
  await expect(section).not.toContainText('Another project has this name.')
  await name.fill('Colours, second round')
  await section.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await section.getByRole('link', { name: 'Colours, second round' }).click({ timeout: 60_000 })
  await expect(page).toHaveURL(/\/projects\/colours-second-round$/)
  await page.goto('/projects/colours-second-round/data')
  await expect(region(page, 'Images')).toContainText('8 images')
  await expect(region(page, 'Original labels')).toContainText('6 of 8 images have one.')
})

test('lets only project admins upload, import and read data', async ({ context, request: stranger, ratingProject }) => {
  const base = `/api/projects/${slug}`
  const { id } = await (await context.request.post(`${base}/uploads`)).json()
  const source = { from: 'upload', uploadId: id }
  const tries = async (who: typeof stranger) => {
    const answers = await Promise.all([
      who.post(`${base}/uploads`),
      who.put(`${base}/uploads/${id}/pack`, { data: '{"files":[{"path":"a","byteSize":0}]}\n' }),
      who.delete(`${base}/uploads/${id}`),
      who.post(`${base}/jobs`, { data: { kind: 'import-images', input: { source } } }),
      who.get(`${base}/data`),
      who.put(`${base}/fetch-hosts`, { data: { hosts: [] } }),
      who.delete(`${base}/models/1`),
    ])
    return [...new Set(answers.map((answer) => answer.status()))]
  }
  expect(await tries(stranger)).toEqual([401])
  await signIn(context, await ratingProject.addAdmin())
  expect(await tries(context.request)).toEqual([404])
})
