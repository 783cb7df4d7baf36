import type { ExportQuery } from '@/lib/contracts/data/data-export'
import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from './export-file'
import { exportFormats } from './export-formats'

/** Adds the export to the audit trail: once `write` has written the file, or else before a reader gets it. */
export async function exportProject(
  actor: Actor,
  { slug, format, isAccepted = false, ...query }: ExportQuery & { slug: string; format: string; isAccepted?: boolean },
  write?: (file: ExportFile) => Promise<void>,
): Promise<ExportFile> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const found = Object.hasOwn(exportFormats, format) ? exportFormats[format] : undefined
  if (found) {
    const file = await found.write(project, query, isAccepted)
    await write?.(file)
    await writeAuditEvent(prisma, { projectId, userId, action: 'project.export', details: { format } })
    return file
  }
  throw new AppError(
    'not-found',
    `There is no export “${format}”. Choose one of ${Object.keys(exportFormats).join(', ')}.`,
  )
}
