import { z } from 'zod'
import { readRows } from '@/lib/db/session/sql'
import type { ReleaseScope } from './scope'

/** Returns the labels of these images in the run. */
export const findLabelsOfImages = ({ session, projectId, runId }: ReleaseScope, imageIds: readonly number[]) =>
  readRows(session, z.object({ imageId: z.number(), classId: z.number() }))`
    SELECT image_id AS "imageId", class_id AS "classId" FROM run_label
    WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND image_id = ANY (${imageIds}::int[])`
