import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileTraits, isSystemFile } from '@/lib/domain/data/file-role'
import { isOnnx } from '@/lib/domain/data/onnx-files'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { env } from '@/lib/env'
import { invalidInput } from '@/lib/errors'
import { type FileTree, folderTree, inNameOrder, maxFileBytes, type TreeFile } from '@/lib/formats/file-tree'
import { FormatError } from '@/lib/formats/format-error'
import { type ManifestImage, readImageManifest } from '@/lib/formats/image-manifest'
import { zipTree } from '@/lib/formats/zip-tree'
import { bucketOfBackups } from '@/lib/storage/backup-store'
import { fileFetcher } from '@/lib/storage/fetch-file'
import { FetchRefusal, type FetchRules } from '@/lib/storage/fetch-rules'
import { imageKeyPrefix } from '@/lib/storage/image-store'
import { s3Settings, s3Store } from '@/lib/storage/s3-store'

/** Where images come from. A manifest names files beside it or in the folder `images` there, or in `files` if set. */
export type ImageSource =
  /** `onlyPictures` does not list other files as ignored, if the user has already seen them. */
  | { kind: 'folder'; path: string; onlyPictures?: boolean }
  | { kind: 'zip'; path: string }
  | { kind: 'manifest'; path: string; files?: string }
  | { kind: 's3'; bucket: string; prefix: string }

export interface FoundPicture extends Omit<ManifestImage, 'path' | 'address'> {
  isFetched: boolean
  read: (signal?: AbortSignal) => Promise<Buffer>
}

interface OpenImages {
  location: string
  pictures: FoundPicture[]
  /** Names of files without the extension of an image. */
  ignored: string[]
  close: () => void
}

const manifestNames = ['manifest.jsonl', 'manifest.csv', 'manifest.json']
const unsaid = { label: null, credit: null, creditUrl: null, license: null }

const isPicture = ({ name }: TreeFile) => fileTraits(name, null).role === 'picture'

/** Keys of a bucket often have no extension. */
const mayBePicture = (file: TreeFile) => isPicture(file) || path.extname(file.name) === ''

const picturesOf = (tree: FileTree): FileTree => ({
  ...tree,
  files: async () => (await tree.files()).filter(isPicture),
})

function openTree(source: ImageSource): Promise<FileTree> | FileTree {
  if (source.kind === 'folder')
    return source.onlyPictures ? picturesOf(folderTree(source.path)) : folderTree(source.path)
  if (source.kind === 'zip') return zipTree(source.path)
  if (source.kind === 's3') return bucketTree(source)
  return folderTree(source.files ?? path.dirname(source.path))
}

/** Throws FormatError for files above the size limit of pictures. */
const readerOf = (file: TreeFile, location: string, where: string) => async (signal?: AbortSignal) => {
  if (file.byteSize <= maxFileBytes) return file.read(signal)
  const [expected, found] = [`a file of at most ${maxFileBytes / 2 ** 20} MB`, `${file.byteSize} bytes`]
  throw new FormatError(location, where, { expected, found, fix: 'Use a smaller copy or remove it.' })
}

const missingFile = (tree: FileTree, image: ManifestImage & { path: string }, manifest: string, isSaid: boolean) =>
  new FormatError(manifest, `${image.where}, field "${image.path === image.fileName ? 'file' : 'path'}"`, {
    expected: `a file in ${tree.location}`,
    found: `no file named “${image.path}”${image.path === image.path.trim() ? '' : ', with spaces around the name'}`,
    fix: isSaid
      ? 'Correct the name or add the file.'
      : 'Correct the name, or choose the folder that contains the files.',
  })

/** Finds a file of a manifest also if one of the two names has composed accents and the other decomposed ones. */
async function findNamed(tree: FileTree, name: string): Promise<TreeFile | null> {
  for (const spelling of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
    const file = (await tree.find(spelling)) ?? (await tree.find(`images/${spelling}`))
    if (file) return file
  }
  return null
}

/** `location` is the manifest's name in messages. */
async function fromManifest(
  file: string,
  location: string,
  { tree, isSaid, rules }: { tree: FileTree; isSaid: boolean; rules: FetchRules },
): Promise<OpenImages> {
  const fetcher = fileFetcher({ ...rules, maxBytes: maxFileBytes })
  const fetchIt = (address: string, where: string) => async (signal?: AbortSignal) => {
    try {
      return await fetcher.fetch(address, signal)
    } catch (cause) {
      if (!(cause instanceof FetchRefusal)) throw cause
      const { found, fix } = cause
      const expected = 'an image at an allowed URL'
      throw new FormatError(location, where, { expected, found: `${found} (${address.slice(0, 200)})`, fix })
    }
  }
  const pictures: FoundPicture[] = []
  for await (const image of readImageManifest(file)) {
    const { fileName, path: at, address, label, credit, creditUrl, license } = image
    const where = `${image.where}, “${fileName}”`
    const said = { fileName, where, isFetched: at === null, label, credit, creditUrl, license }
    if (at === null) {
      pictures.push({ ...said, read: fetchIt(address ?? '', where) })
      continue
    }
    const named = await findNamed(tree, at)
    const refuse = () => Promise.reject(missingFile(tree, { ...image, path: at }, location, isSaid))
    pictures.push({ ...said, read: named ? readerOf(named, location, where) : refuse })
  }
  const close = () => {
    fetcher.close()
    tree.close()
  }
  return { location, pictures, ignored: [], close }
}

/** As `fromManifest`, for a manifest inside the tree of pictures. */
async function fromManifestWithin(manifest: TreeFile, tree: FileTree, rules: FetchRules): Promise<OpenImages> {
  const location = path.posix.join(tree.location, manifest.name)
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-manifest-'))
  try {
    const copy = path.join(folder, manifest.name)
    await writeFile(copy, await manifest.read())
    return await fromManifest(copy, location, { tree, isSaid: true, rules })
  } catch (error) {
    throw error instanceof FormatError && error.file.startsWith(folder) ? error.named(location) : error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fromTree(tree: FileTree, isWanted: (file: TreeFile) => boolean, rules: FetchRules): Promise<OpenImages> {
  for (const name of manifestNames) {
    const manifest = await tree.find(name)
    if (manifest) return fromManifestWithin(manifest, tree, rules)
  }
  const files = await tree.files()
  const pictures = files.filter(isWanted).map((file): FoundPicture => {
    const where = `“${file.name}”`
    const said = { fileName: file.name, where, isFetched: false, ...unsaid }
    const problem = uploadPathProblem(file.name)
    if (!problem) return { ...said, read: readerOf(file, tree.location, where) }
    const [expected, fix] = ['a valid file name', 'Rename the file.']
    const found = `one that ${problem}`
    return {
      ...said,
      read: () => Promise.reject(new FormatError(tree.location, where, { expected, found, fix })),
    }
  })
  const ignored = files.filter((file) => !isWanted(file)).map(({ name }) => name)
  return { location: tree.location, pictures, ignored, close: tree.close }
}

/** Lists pictures without reading them: those of a top-level manifest, or else all files with an image's extension. */
export async function openImages(source: ImageSource, rules: FetchRules): Promise<OpenImages> {
  const tree = await openTree(source)
  try {
    const images =
      source.kind === 'manifest'
        ? await fromManifest(source.path, source.path, { tree, isSaid: source.files !== undefined, rules })
        : await fromTree(tree, source.kind === 's3' ? mayBePicture : isPicture, rules)
    if (images.pictures.length > 0) return images
    throw new FormatError(images.location, source.kind === 'manifest' ? 'the file' : 'the files', {
      expected: 'at least one image',
      found: images.ignored.length > 0 ? `only other files, such as “${images.ignored[0]}”` : 'none',
      fix: images.ignored.some(isOnnx)
        ? 'To run a model on the images, use “Run a model” on the Data page.'
        : 'Check the files of this import.',
    })
  } catch (error) {
    tree.close()
    throw error
  }
}

/**
 * Whether the operator allows imports of a key or prefix: the server can read more buckets than projects should see. An
 * open folder does not open others whose names begin like its own.
 */
const isOpen = (bucket: string, key: string): boolean =>
  env.S3_IMPORT_BUCKETS.some((open) => {
    const [name, ...folders] = open.replace(/\/+$/, '').split('/')
    const folder = folders.join('/')
    return name === bucket && (folder === '' || key === folder || key.startsWith(`${folder}/`))
  })

/** Stored images belong to all projects, and so do their copies in backups, so no project may import them. */
function holdsStoredImages(bucket: string, prefix: string): boolean {
  const stored = [
    { bucket: env.S3_BUCKET, prefix: imageKeyPrefix },
    ...(env.BACKUP_TO === undefined ? [] : [bucketOfBackups(env.BACKUP_TO)]),
  ]
  return stored.some(
    (own) => own?.bucket === bucket && (prefix.startsWith(own.prefix) || own.prefix.startsWith(prefix)),
  )
}

function checkBucket(bucket: string, prefix: string) {
  const location = `s3://${bucket}/${prefix}`
  if (holdsStoredImages(bucket, prefix))
    throw invalidInput(`${location} holds the stored images of all projects. Give another prefix.`, {
      prefix: 'holds stored images',
    })
  if (!isOpen(bucket, prefix))
    throw invalidInput(
      `${location} is not open for imports. The server operator can allow it with S3_IMPORT_BUCKETS=${`${bucket}/${prefix}`.replace(/\/[^/]*$/, '')}.`,
      { bucket: 'is not open for imports' },
    )
}

/** Names are relative to the last “/” of the prefix. Throws AppError `invalid-input` if it is not open for imports. */
async function bucketTree({ bucket, prefix }: { bucket: string; prefix: string }): Promise<FileTree> {
  checkBucket(bucket, prefix)
  const location = `s3://${bucket}/${prefix}`
  const store = s3Store(s3Settings(bucket))
  const roof = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const files = new Map<string, TreeFile>()
  const wrong = (key: string, expected: string, found: string, fix: string) =>
    new FormatError(location, `“${key}”`, { expected, found, fix })
  for await (const { key, byteSize } of store.list(prefix)) {
    const name = key.slice(roof.length)
    if (name === '' || name.endsWith('/') || isSystemFile(name) || !isOpen(bucket, key)) continue
    const problem = uploadPathProblem(name)
    if (problem) throw wrong(key, 'a key that is a valid file name', `one that ${problem}`, 'Rename or remove it.')
    const read = async (signal?: AbortSignal) => {
      signal?.throwIfAborted()
      const bytes = await store.get(key)
      if (bytes) return bytes
      throw wrong(
        key,
        'the object that was listed before',
        'nothing',
        'Import again when the bucket is no longer being changed.',
      )
    }
    files.set(name, { name, byteSize, read })
  }
  const inOrder = inNameOrder(files.values())
  return { location, files: async () => inOrder, find: async (name) => files.get(name) ?? null, close: () => {} }
}
