import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { storeArchive } from './archive-store'
import { ownDataFolder } from './testing/own-data-folder'

const inData = ownDataFolder()

async function* bytesOf(text: string, pause?: Promise<void>) {
  yield Buffer.from(text)
  await pause
}

test('deletes the partial archive of a killed attempt before it writes another', async () => {
  const folder = inData('archives/7')
  let end = () => {}
  const killed = storeArchive(7, bytesOf('half', new Promise((resolve) => (end = resolve))))
  await expect.poll(() => existsSync(folder) && readdirSync(folder)).toEqual([expect.stringMatching(/\.partial$/)])
  const stored = await storeArchive(7, bytesOf('whole'))
  expect(readdirSync(folder)).toEqual([path.basename(stored.path)])
  end()
  await expect(killed).rejects.toMatchObject({ code: 'ENOENT' })
})
