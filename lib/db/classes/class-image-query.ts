import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { readValues, sql } from '@/lib/db/session/sql'

interface Scope {
  projectId: number
  runId: number
  limit: number
}

export const classImageSets = ['confirmed', 'lost', 'gained'] as const
export type ClassImageSet = (typeof classImageSets)[number]

/** Sorts by score: the clearest of the images that have the class first, and the nearest of those that lost it. */
export function findClassImages({
  projectId,
  runId,
  limit,
  classId,
  set,
}: Scope & { classId: number; set: ClassImageSet }): Promise<number[]> {
  const kept = sql`EXISTS (SELECT FROM run_label l WHERE l.project_id = i.project_id AND l.run_id = ${runId}::int
    AND l.class_id = ${classId}::int AND l.image_id = i.id)`
  const asked = {
    confirmed: sql`i.original_class_id = ${classId}::int AND ${kept}`,
    lost: sql`i.original_class_id = ${classId}::int AND NOT ${kept}`,
    gained: sql`i.original_class_id IS DISTINCT FROM ${classId}::int AND i.id IN (
      SELECT image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND class_id = ${classId}::int)`,
  }[set]
  return readValues(prisma, z.number())`
    SELECT i.id FROM image i
    JOIN run_image r ON r.project_id = i.project_id AND r.run_id = ${runId}::int AND r.image_id = i.id AND r.is_rated
    LEFT JOIN candidate c ON c.project_id = i.project_id AND c.image_id = i.id AND c.class_id = ${classId}::int
    LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = r.run_id AND s.candidate_id = c.id
    WHERE i.project_id = ${projectId}::int AND ${asked}
    ORDER BY s.score DESC NULLS LAST, i.position LIMIT ${limit}::int`
}

const label = (runId: number, classId: number) =>
  sql`(SELECT FROM run_label k WHERE k.project_id = r.project_id AND k.run_id = ${runId}::int
    AND k.class_id = ${classId}::int AND k.image_id = r.image_id)`

/**
 * Returns rated images that keep one class and not the other, which is their original label or a model's first choice.
 */
export function findMistakenImages({
  projectId,
  runId,
  limit,
  kept,
  instead,
  by,
}: Scope & { kept: number; instead: number; by: 'original' | 'model' }): Promise<number[]> {
  const mistaken =
    by === 'original'
      ? sql`EXISTS (SELECT FROM image i WHERE i.project_id = r.project_id AND i.id = r.image_id
          AND i.original_class_id = ${instead}::int)`
      : sql`EXISTS (SELECT FROM prediction p WHERE p.project_id = r.project_id AND p.image_id = r.image_id
          AND p.rank = 0 AND p.class_id = ${instead}::int)`
  return readValues(prisma, z.number())`
    SELECT r.image_id AS id FROM run_label l
    JOIN run_image r ON r.project_id = l.project_id AND r.run_id = l.run_id AND r.image_id = l.image_id AND r.is_rated
    WHERE l.project_id = ${projectId}::int AND l.run_id = ${runId}::int AND l.class_id = ${kept}::int
      AND NOT EXISTS ${label(runId, instead)} AND ${mistaken}
    ORDER BY r.position LIMIT ${limit}::int`
}

export const findTogetherImages = ({
  projectId,
  runId,
  limit,
  first,
  second,
}: Scope & { first: number; second: number }): Promise<number[]> => readValues(prisma, z.number())`
    SELECT r.image_id AS id FROM run_label l
    JOIN run_image r ON r.project_id = l.project_id AND r.run_id = l.run_id AND r.image_id = l.image_id AND r.is_rated
    WHERE l.project_id = ${projectId}::int AND l.run_id = ${runId}::int AND l.class_id = ${first}::int
      AND EXISTS ${label(runId, second)}
    ORDER BY r.position LIMIT ${limit}::int`
