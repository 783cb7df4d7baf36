import type { z } from 'zod'
import {
  type FlaggedImage,
  type FlagPage,
  type ImageFlagOutput,
  type imageFlagInput,
  imageFlagOutput,
  type SettleFlagsInput,
} from '@/lib/contracts/images/image-flag'
import { countOwnSuggestions } from '@/lib/db/classes/suggestion-rows'
import { prisma } from '@/lib/db/client'
import {
  countFlaggedImages,
  type FlagRow,
  findFlags,
  imageFlagRows,
  settleFlags,
} from '@/lib/db/images/flagged-image-query'
import type { FlagView } from '@/lib/domain/images/image-flag'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound } from '@/lib/errors'
import { csvTable } from '@/lib/formats/csv'
import { changeUnlocked, guardProject } from '@/lib/services/access/guard-project'
import { accessToImage, type ImageOfTask } from '@/lib/services/access/rating-session'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

const pageSize = 24

export async function listImageFlags(
  actor: Actor,
  { slug, view }: { slug: string; view: FlagView },
): Promise<FlagPage> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const counts = await countFlaggedImages(projectId)
  const total = (kind: string | null, isSettled: boolean) =>
    counts.find((one) => one.kind === kind && one.isSettled === isSettled)?.images ?? 0
  const { offset, ...paging } = pageOf(total(view.kind, view.isSettled), view.page, pageSize)
  const scope = { projectId, isSettled: view.isSettled, kind: view.kind }
  const rows = await findFlags(scope, { limit: pageSize, offset })
  const kinds = counts.flatMap(({ kind, isSettled, images }) =>
    kind !== null && isSettled === view.isSettled ? [[kind, images] as const] : [],
  )
  return {
    images: byImage(rows),
    ...paging,
    counts: { open: total(null, false), settled: total(null, true), kinds: Object.fromEntries(kinds) },
  }
}

function byImage(rows: FlagRow[]): FlaggedImage[] {
  const images = new Map<number, FlaggedImage>()
  for (const { imageId, fileName, contentHash, credit, license, ...flag } of rows) {
    const image = images.get(imageId) ?? { imageId, fileName, contentHash, credit, license, flags: [] }
    image.flags.push(flag)
    images.set(imageId, image)
  }
  return [...images.values()]
}

/**
 * Settles or reopens flags, and returns whose flags changed, so that exactly these can be changed back. Idempotent.
 * Throws AppError `conflict` if one of the raters has changed their flag after `shownUntil`.
 */
export const settleImageFlags = (
  actor: Actor,
  { slug, imageId, isSettled, raterIds, shownUntil }: SettleFlagsInput & { slug: string; imageId: number },
): Promise<{ raterIds: number[] }> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, userId, audit }) => {
    const where = { projectId, imageId }
    if (!(await tx.imageFlag.findFirst({ where, select: { raterId: true } }))) throw notFound('flag')
    const later = shownUntil && {
      ...{ ...where, settledAt: null, createdAt: { gt: shownUntil } },
      ...(raterIds && { raterId: { in: raterIds } }),
    }
    const unread = later && (await tx.imageFlag.findFirst({ where: later }))
    if (unread)
      throw conflict(
        `Rater ${unread.raterId} has changed the flag since you opened this page. Reload the page to read it.`,
      )
    const changed = await settleFlags({ ...where, isSettled, raterIds: raterIds ?? null, userId }, tx)
    if (changed.length > 0) {
      const details = { imageId, raters: changed }
      const action = isSettled ? 'image-flag.settle' : 'image-flag.reopen'
      await audit(action, details)
    }
    return { raterIds: changed }
  })

export async function readImageFlag(actor: Actor, asked: ImageOfTask): Promise<ImageFlagOutput> {
  const key = await accessToImage(actor, asked)
  const [flag, suggested] = await Promise.all([
    prisma.imageFlag.findUnique({
      where: { projectId_imageId_raterId: key },
      select: { kinds: true, comment: true },
    }),
    countOwnSuggestions(key),
  ])
  return imageFlagOutput.parse({ flag, suggested })
}

/** Replaces the rater's flag on the image of one of their tasks. A settled flag that is saved again is open again. */
export async function saveImageFlag(
  actor: Actor,
  { kinds, comment, ...asked }: z.output<typeof imageFlagInput> & ImageOfTask,
): Promise<ImageFlagOutput> {
  const key = await accessToImage(actor, asked)
  const suggested = await countOwnSuggestions(key)
  const said = { kinds: [...new Set(kinds)], comment }
  if (said.kinds.length === 0 && comment === null) {
    await prisma.imageFlag.deleteMany({ where: key })
    return { flag: null, suggested }
  }
  await prisma.imageFlag.upsert({
    where: { projectId_imageId_raterId: key },
    create: { ...key, ...said },
    update: { ...said, createdAt: new Date(), settledAt: null, settledBy: null },
  })
  return { flag: said, suggested }
}

/** One row per rater and image, in the order of the files. */
export const exportFlagsCsv = ({ id, slug }: ExportedProject): ExportFile => ({
  fileName: `${slug}-flags.csv`,
  content: csvTable(imageFlagRows(id), {
    image: ({ fileName }) => fileName,
    rater: ({ raterId }) => raterId,
    kinds: ({ kinds }) => kinds,
    comment: ({ comment }) => comment,
    flagged_at: ({ createdAt }) => createdAt,
    settled_at: ({ settledAt }) => settledAt,
  }),
})
