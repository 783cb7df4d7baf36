import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBackupStore } from './backup-store'
import { localStore } from './local-store'
import type { ObjectStore } from './object-store'
import { s3Store } from './s3-store'
import { startS3Server, type TestS3Server } from './testing/s3-server'

let folder: string
let server: TestS3Server
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reassess-store-'))
  server = await startS3Server()
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function keysOf(store: ObjectStore, prefix: string) {
  const found: [string, number][] = []
  for await (const { key, byteSize } of store.list(prefix)) found.push([key, byteSize])
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

describe.each([
  ['a folder', () => localStore(path.join(folder, 'kept'))],
  ['a bucket', () => s3Store(server.settings)],
])('kept in %s', (_, open) => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, k) => (k * 7) % 251))

  it('returns the stored bytes, whole or as a stream', async () => {
    const store = open()
    await store.put('images/aa/one.webp', bytes, 'image/webp')
    await store.put('images/aa/one.webp', bytes, 'image/webp')
    expect(bytes.equals((await store.get('images/aa/one.webp')) as Buffer)).toBe(true)
    const stream = await store.stream('images/aa/one.webp')
    expect(stream && bytes.equals(await buffer(stream))).toBe(true)
    expect(await store.has('images/aa/one.webp')).toBe(true)
  })

  it('returns null for an unknown key', async () => {
    const store = open()
    expect(await store.get('images/zz/none.webp')).toBeNull()
    expect(await store.stream('images/zz/none.webp')).toBeNull()
    expect(await store.has('images/zz/none.webp')).toBe(false)
  })

  it('lists the keys of a prefix with their sizes', async () => {
    const store = open()
    for (const key of ['set/b/2.png', 'set/b/10.png', 'set/a.png', 'set-b/1.png', 'other/1.png'])
      await store.put(key, Buffer.from(key), 'image/png')
    expect(await keysOf(store, 'set/')).toEqual([
      ['set/a.png', 9],
      ['set/b/10.png', 12],
      ['set/b/2.png', 11],
    ])
    expect((await keysOf(store, 'set')).map(([key]) => key)).toEqual([
      'set-b/1.png',
      'set/a.png',
      'set/b/10.png',
      'set/b/2.png',
    ])
    expect(await keysOf(store, 'nothing/')).toEqual([])
  })

  it('lists keys in order, however they were stored, so that those of an image are adjacent', async () => {
    const store = open()
    const keys = ['order/a.png', 'order/a/1.png', 'order/a/2.png', 'order/a0.png', 'order/b/1.png']
    for (const key of [...keys].reverse()) await store.put(key, Buffer.from(key), 'image/png')
    const listed: string[] = []
    for await (const { key } of store.list('order/')) listed.push(key)
    expect(listed).toEqual(keys)
  })

  it('removes objects, and ignores missing ones', async () => {
    const store = open()
    for (const key of ['gone/1.png', 'gone/2.png', 'gone/3.png']) await store.put(key, Buffer.from(key), 'image/png')
    await store.remove(['gone/1.png', 'gone/none.png', 'gone/3.png'])
    expect(await keysOf(store, 'gone/')).toEqual([['gone/2.png', 10]])
    expect(await store.get('gone/1.png')).toBeNull()
    await store.remove([])
  })
})

it('keeps every file inside its folder, and no partial file', async () => {
  const store = localStore(path.join(folder, 'tight'))
  await expect(async () => store.put('../out.webp', Buffer.from('x'), 'image/webp')).rejects.toThrow(
    'outside the storage folder',
  )
  await expect(store.put('x'.repeat(300), Buffer.from('x'), 'image/webp')).rejects.toThrow('ENAMETOOLONG')
  await store.put('one', Buffer.from('x'), 'image/webp')
  expect(await readdir(path.join(folder, 'tight'))).toEqual(['one'])
})

it('removes the partial files of killed writes once they are old, and no other file', async () => {
  const root = path.join(folder, 'killed')
  const store = localStore(root)
  await store.put('images/aa/one.webp', Buffer.from('x'), 'image/webp')
  const names = ['one.webp', 'one.webp.partial-1', 'two.webp.partial-2']
  for (const name of names) await writeFile(path.join(root, 'images/aa', name), 'x')
  for (const name of names.slice(0, 2)) await utimes(path.join(root, 'images/aa', name), 1e9, 1e9)
  const dayAgo = new Date(Date.now() - 86_400_000)
  expect(await store.removeLeftovers('other/', dayAgo)).toEqual([])
  expect(await store.removeLeftovers('images/', dayAgo)).toEqual(['images/aa/one.webp.partial-1'])
  expect((await readdir(path.join(root, 'images/aa'))).sort()).toEqual(['one.webp', 'two.webp.partial-2'])
})

describe('a misconfigured bucket', () => {
  it("is named with the server's answer, and without secrets", async () => {
    const error = await s3Store({ ...server.settings, bucket: 'nowhere' })
      .get('a')
      .catch((cause: Error) => cause)
    expect(error).toMatchObject({ code: 'conflict' })
    expect((error as Error).message).toMatch(/^The bucket “nowhere” at http:\/\/127.+ answered NoSuchBucket\. Check/)
    const refused = await s3Store({ ...server.settings, accessKeyId: 'NOBODY', secretAccessKey: 'wrong-and-secret' })
      .put('a', Buffer.from('x'), 'image/png')
      .catch((cause: Error) => cause)
    expect((refused as Error).message).toContain('InvalidAccessKeyId')
    expect((refused as Error).message).not.toContain('wrong-and-secret')
  })
  it('asks for an access key if there is none', async () => {
    const settings = { ...server.settings, accessKeyId: undefined, secretAccessKey: undefined }
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    await expect(s3Store(settings).get('a')).rejects.toThrow(/ needs an access key\. Set S3_ACCESS_KEY_ID and/)
    vi.unstubAllEnvs()
  })
  it('is named if the server does not answer', async () => {
    const gone = s3Store({ ...server.settings, endpoint: 'http://127.0.0.1:1' })
    await expect(gone.get('a')).rejects.toThrow(/^The bucket “pictures” at http:\/\/127\.0\.0\.1:1 cannot be reached/)
  })
})

it('says that a folder is on a read-only file system', async ({ skip }) => {
  const readOnly = path.join(folder, 'read-only')
  await mkdir(readOnly)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', readOnly])
  skip(status !== 0, 'this process may not mount a file system')
  try {
    const store = await openBackupStore(readOnly)
    await expect(store.put('2026/vote.gz', Buffer.from('x'), '')).rejects.toThrow(
      `The backup in ${readOnly} was not saved: the file system is read-only.`,
    )
  } finally {
    spawnSync('umount', [readOnly])
  }
})
