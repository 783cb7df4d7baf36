import path from 'node:path'
import type { ImportedImages } from '@/lib/contracts/data/imported'
import { fetchHostsInput } from '@/lib/contracts/data/project-data'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import type { ImageSource } from '@/lib/services/data/image-source'
import { ignoredWords, repeatedWords } from '@/lib/wording/data'
import { checkedOptions } from '../../checked-options'
import { projectCommand, runCommand, timed } from '../../run-command'
import { count } from '../numbers'

interface Options {
  project: string
  folder?: string
  zip?: string
  manifest?: string
  files?: string
  s3?: string
  allowHost?: string[]
  skipUnreadable?: boolean
}

function restOf({ images, leftOut, added, completed, credited, labelled }: ImportedImages): string {
  const known = images - added - completed
  const parts = [
    leftOut > 0 && `${count(leftOut, 'unreadable image')} left out`,
    labelled > 0 && `${count(labelled, 'original label')} set`,
    completed > 0 && `files added to ${count(completed, 'existing image')}`,
    known > 0 && `${count(known)} already existed`,
    credited > 0 && `${count(credited)} got a new author, license or source`,
  ].filter(Boolean)
  return parts.map((part) => `, ${part}`).join('')
}

function bucketOf(address: string): ImageSource {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/\s]+)(?:\/(.*))?$/.exec(address) ?? []
  if (bucket) return { kind: 's3', bucket, prefix }
  throw new AppError('invalid-input', `--s3: expected s3://bucket/prefix, found “${address}”.`, {
    s3: 'is not an S3 address',
  })
}

function sourceOf({ folder, zip, manifest, files, s3 }: Options): ImageSource {
  const given = [folder, zip, manifest, s3].filter((source) => source !== undefined)
  if (given.length !== 1) throw new AppError('invalid-input', 'Give one of --folder, --zip, --manifest and --s3.')
  if (files !== undefined && manifest === undefined)
    throw new AppError('invalid-input', '--files only works with --manifest.', { files: 'only works with --manifest' })
  if (folder !== undefined) return { kind: 'folder', path: path.resolve(folder) }
  if (zip !== undefined) return { kind: 'zip', path: path.resolve(zip) }
  if (s3 !== undefined) return bucketOf(s3)
  return {
    kind: 'manifest',
    path: path.resolve(manifest ?? ''),
    ...(files !== undefined && { files: path.resolve(files) }),
  }
}

async function allowHosts(actor: Actor, slug: string, hosts: readonly string[]) {
  if (hosts.length === 0) return
  const { guardProject } = await import('@/lib/services/access/guard-project')
  const { updateFetchHosts } = await import('@/lib/services/data/project-data')
  const { project } = await guardProject(actor, slug, 'admin')
  const allowed = checkedOptions(fetchHostsInput, { hosts: [...project.fetchHosts, ...hosts] }).hosts
  await updateFetchHosts(actor, { slug, hosts: allowed })
}

export const imagesCommand = () =>
  projectCommand(
    'images',
    'Add images to a project from a folder, a zip, a manifest (CSV or JSON Lines with file or url, and optionally label, author, license, source) or an S3 prefix. JPEG, PNG, WebP, AVIF and GIF; other files are ignored. All or nothing.',
  )
    .option('--folder <folder>', 'images in a folder and its subfolders')
    .option('--zip <file>', 'images in a zip')
    .option('--manifest <file>', 'a list of images')
    .option(
      '--files <folder>',
      'folder with the files of the manifest (default: the folder of the manifest, or images/ in it)',
    )
    .option('--s3 <address>', 'images in a bucket listed in S3_IMPORT_BUCKETS: s3://bucket/prefix')
    .option(
      '--allow-host <host>',
      'allow the project to fetch from this host from now on; can be repeated',
      (host, hosts: string[] = []) => [...hosts, host],
    )
    .option('--skip-unreadable', 'leave out images that cannot be read, instead of refusing the import')
    .action(async (options: Options) => {
      const source = sourceOf(options)
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { importImages } = await import('@/lib/services/data/import-parts')
        const { project: slug } = options
        await allowHosts(actor, slug, options.allowHost ?? [])
        const { made, seconds } = await timed(
          importImages(actor, { slug, source, skipsUnreadable: options.skipUnreadable }, { onProgress, signal }),
        )
        const added = `Added ${count(made.added, 'image')} to “${slug}” in ${seconds.toFixed(1)} s${restOf(made)}.`
        return {
          text: [added, repeatedWords(made.repeated), ignoredWords(made.ignored)],
          json: { project: slug, ...made, seconds },
        }
      })
    })
