import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { bundlePrograms } from './prepare.mjs'

const root = process.cwd()
const slug = `test-${randomUUID().slice(0, 13)}`
const folder = scratchFolder()('')
beforeAll(async () => {
  await bundlePrograms()
  for (const [k, name] of ['a.png', 'b.png'].entries())
    await writeFile(
      path.join(folder, name),
      await solidPicture(20, 10, k * 90)
        .png()
        .toBuffer(),
    )
  await prisma.project.create({ data: { slug, name: slug } })
})

async function run(...args: string[]) {
  // biome-ignore lint/style/noProcessEnv: the program that is started needs what this one was given.
  const env = { ...process.env, DATA_DIR: path.join(folder, 'data') }
  const child = spawn(process.execPath, ['dist/main.mjs', ...args], { cwd: root, env })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { status, stdout, stderr }
}
const importImageList = (...args: string[]) => run('import', 'images', '--project', slug, ...args)

test('imports images from a folder and exports them as a manifest, with a sentence for people and JSON for machines', async () => {
  const list = path.join(folder, 'list.csv')
  await writeFile(list, 'file,author,license\na.png,Ada,CC0\nb.png,,\n')
  const machine = await importImageList('--manifest', list, '--allow-host', 'Images.example.org', '--json')
  expect(machine).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(machine.stdout)).toMatchObject({ project: slug, images: 2, added: 2, labelled: 0 })
  expect((await prisma.project.findUniqueOrThrow({ where: { slug } })).fetchHosts).toEqual(['images.example.org'])
  const people = await importImageList('--manifest', list)
  expect(people.stdout).toMatch(/^Added 0 images to “test-.+” in [\d.]+ s, 2 already existed\.\n$/)
  const out = path.join(folder, 'out.csv')
  expect(await run('export', 'images-csv', '--project', slug, '--out', out)).toMatchObject({ status: 0, stderr: '' })
  expect((await readFile(out, 'utf8')).split('\n').slice(0, 2)).toEqual([
    'file,class_index,author,license,source,sha256,width,height',
    expect.stringMatching(/^a\.png,,Ada,CC0,,[0-9a-f]{64},20,10$/),
  ])
})

test('lists the files that it ignores', async () => {
  const mixed = path.join(folder, 'mixed')
  await mkdir(mixed)
  await copyFile(path.join(folder, 'a.png'), path.join(mixed, 'a.png'))
  await writeFile(path.join(mixed, 'notes.txt'), '')
  expect((await importImageList('--folder', mixed)).stdout).toMatch(/ 1 already existed\.\nIgnored: notes\.txt\.\n$/)
})

test('explains wrong options, and imports nothing', async () => {
  expect((await importImageList()).stderr).toContain('Give one of --folder, --zip, --manifest and --s3.')
  expect((await importImageList('--folder', folder, '--files', folder)).stderr).toContain(
    '--files only works with --manifest',
  )
  expect((await importImageList('--s3', 'photos')).stderr).toContain('--s3: expected s3://bucket/prefix')
  expect((await importImageList('--folder', folder, '--allow-host', 'https://a.org/x')).stderr).toContain(
    '--allow-host: Enter',
  )
  expect(await prisma.image.count({ where: { project: { slug } } })).toBe(2)
})
