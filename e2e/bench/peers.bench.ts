import { existsSync } from 'node:fs'
import { test } from 'playwright/test'
import { labelStudio } from './peers/label-studio'
import { measureAdmin } from './peers/measure-admin'
import { measureLoss } from './peers/measure-loss'
import { measureOverlap } from './peers/measure-overlap'
import { measureRating } from './peers/measure-rating'
import { photoFolder, readPhotos } from './peers/photos'
import { potato } from './peers/potato'
import { reassess } from './peers/reassess'

/** The figures of docs/comparison.md. They need PyPI and Python the first time, and the photographs. */
test.setTimeout(3_600_000)
test.skip(!existsSync(photoFolder), `${photoFolder} is not there`)

const tools = [reassess, labelStudio, potato]

for (const tool of tools)
  test(`start, import and several raters: ${tool.name}`, async ({ browser }) => {
    const photos = readPhotos()
    const server = await measureAdmin(tool, photos)
    try {
      await measureOverlap(browser, tool, server, photos)
    } finally {
      await server.stop()
    }
  })

for (const tool of tools)
  test(`lost work: ${tool.name}`, async ({ browser }) => {
    const server = await tool.start()
    try {
      await measureLoss(browser, tool, server, readPhotos())
    } finally {
      await server.stop()
    }
  })

test('wait for the next image', async ({ browser }) => {
  await measureRating(browser, tools, readPhotos())
})
