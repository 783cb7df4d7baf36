import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readValues } from '@/lib/db/session/sql'
import { type ImageScope, shownImages } from './image-filter-sql'

export const findShownImageIds = (scope: ImageScope, db: Db): Promise<number[]> =>
  readValues(db, z.number())`SELECT id FROM (${shownImages(scope)}) shown ORDER BY id`

export const findKnownImageIds = (projectId: number, ids: number[], db: Db = prisma): Promise<number[]> =>
  readValues(db, z.number())`
    SELECT id FROM image WHERE project_id = ${projectId}::int AND id = ANY(${ids}::int[]) ORDER BY id`
