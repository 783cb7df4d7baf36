import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { zipStream } from '@/lib/formats/zip-writer'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { removeUploadFolder, uploadFolder } from '@/lib/storage/upload-store'
import { getUploadedFiles, type UploadedFiles, withUnzipped } from './uploads'

ownDataFolder('test')

async function uploadedZip(uploadId: string, ...names: string[]): Promise<UploadedFiles> {
  const entries = names.map((name) => ({ name, open: async () => Readable.from(['x']), isCompressed: true }))
  mkdirSync(uploadFolder(uploadId), { recursive: true })
  writeFileSync(path.join(uploadFolder(uploadId), 'models.zip'), await buffer(zipStream(entries)))
  return getUploadedFiles(uploadId)
}

test('deletes the files of a killed import with its upload, and does not give them to the next attempt', async () => {
  const uploadId = randomUUID()
  const files = await uploadedZip(uploadId, 'a.csv', 'b.csv')
  const unzipped = await new Promise<UploadedFiles>((begun) => {
    // Never settles, like the work of a worker that is killed.
    void withUnzipped(files, (found) => new Promise(() => begun(found)))
  })
  expect(existsSync(path.join(unzipped.folder, 'b.csv'))).toBe(true)
  expect((await getUploadedFiles(uploadId)).paths).toEqual(['models.zip'])

  const again = await uploadedZip(uploadId, 'a.csv', 'c.csv')
  await withUnzipped(again, async ({ folder }) => {
    expect(existsSync(path.join(folder, 'c.csv'))).toBe(true)
    expect(existsSync(path.join(unzipped.folder, 'b.csv'))).toBe(false)
    await removeUploadFolder(uploadId)
    expect(existsSync(folder)).toBe(false)
  })
})
