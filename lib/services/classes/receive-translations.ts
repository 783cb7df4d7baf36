import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ImportedTranslations } from '@/lib/contracts/classes/language'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import { guardProject } from '@/lib/services/access/guard-project'
import { importTranslations } from './import-translations'

const maxBytes = 50_000_000

/** Throws AppError `too-large` as soon as the body exceeds 50 MB. */
async function writeBody(file: string, body: AsyncIterable<Uint8Array> | null) {
  const handle = await open(file, 'w')
  try {
    let size = 0
    for await (const bytes of body ?? []) {
      size += bytes.length
      if (size > maxBytes)
        throw new AppError('too-large', 'The file is over 50 MB. Split it, or leave out columns that are not needed.')
      await handle.write(bytes)
    }
  } finally {
    await handle.close()
  }
}

interface Received {
  slug: string
  fileName: string
  isPreview: boolean
  body: AsyncIterable<Uint8Array> | null
}

/** Imports or checks an uploaded file. Errors use the user's file name. */
export async function receiveTranslations(
  actor: Actor,
  { slug, fileName, isPreview, body }: Received,
): Promise<ImportedTranslations> {
  await guardProject(actor, slug, 'admin')
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-'))
  try {
    const file = path.join(folder, 'translations')
    await writeBody(file, body)
    return await importTranslations(actor, { slug, path: file, isPreview })
  } catch (error) {
    throw error instanceof FormatError ? error.named(fileName) : error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
