import type pg from 'pg'
import sharp from 'sharp'
import { storeImage } from '@/lib/storage/image-store'
import { localStore } from '@/lib/storage/local-store'
import { makeProject } from './rating-rows'

/** A JPEG of photographic size: noise on a distinct color. */
function madeUpPhoto(seed: number, width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  let random = seed * 2_654_435_761
  for (let at = 0; at < pixels.length; at++) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    pixels[at] = ((seed * 37 + at / 997) % 200) + (random >> 26)
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
}

export interface RatingProjectShape {
  tasks: number
  candidates: number
  quota?: number
  width?: number
  height?: number
  /** Rated class by class on pages of images, with one candidate per task. */
  isClassFirst?: boolean
}

/** Creates a project in which every task has its own image. */
export async function makeRatingProject(
  db: pg.Client,
  dataDir: string,
  { tasks, candidates, quota = 2, width = 640, height = 480, isClassFirst = false }: RatingProjectShape,
) {
  const project = await makeProject(db, { tasks, candidates, quota })
  if (isClassFirst) await db.query('UPDATE task SET class_id = 0 WHERE project_id = $1', [project.id])
  await storePhotos(db, dataDir, project.id, { images: tasks, width, height })
  return project
}

/** Gives the first images of a project a file each. */
export async function storePhotos(
  db: pg.Client,
  dataDir: string,
  projectId: number,
  { images, width = 640, height = 480 }: { images: number; width?: number; height?: number },
) {
  const store = localStore(dataDir)
  for (let image = 0; image < images; image++) {
    const stored = await storeImage(await madeUpPhoto(image + 1, width, height), store)
    await db.query('UPDATE image SET content_hash = $3, width = $4, height = $5 WHERE project_id = $1 AND id = $2', [
      projectId,
      image,
      stored.contentHash,
      stored.width,
      stored.height,
    ])
  }
}

/** Moves leases back by a minute, since no stored time exceeds the time since the lease. */
export const backdateLeases = (db: pg.Client, slug: string) =>
  db.query(
    `UPDATE assignment SET leased_at = leased_at - interval '1 minute'
     WHERE state = 'leased' AND project_id = (SELECT id FROM project WHERE slug = $1)`,
    [slug],
  )

/** A rater's submitted answers, per assignment in the order shown, oldest first. */
export async function submissionsOf(db: pg.Client, projectId: number) {
  const { rows } = await db.query<{ id: number; activeMs: number | null; answers: number[]; rest: boolean[] }>(
    `SELECT a.id, a.active_ms AS "activeMs", array_agg(v.answer::int ORDER BY s.position) AS answers,
       array_agg(s.is_rest ORDER BY s.position) AS rest
     FROM assignment a
     JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
     JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
     WHERE a.project_id = $1 AND a.state = 'submitted' GROUP BY a.id, a.active_ms, a.submitted_order ORDER BY a.submitted_order`,
    [projectId],
  )
  return rows
}
