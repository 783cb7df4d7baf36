import type { ExportQuery } from '@/lib/contracts/data/data-export'
import { parseFilters } from '@/lib/contracts/endpoint'
import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { AddressQuery } from '@/lib/domain/address-view'
import { historyAddress } from '@/lib/domain/adjudication/adjudication-view'
import { auditAddress } from '@/lib/domain/audit/audit-view'
import type { Actor } from '@/lib/domain/permissions'
import type { OfferedFile } from '@/lib/domain/releases/file-groups'
import { AppError, invalidInput } from '@/lib/errors'
import { snapshotFormats } from '@/lib/formats/release-formats'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportedProject, ExportFile } from './export-file'

export interface ExportFormat {
  /** A description for users. */
  about: string
  /** What the request can name besides the project. The default run is the latest. */
  of?: 'run' | 'model' | 'review'
  /** Filters that it accepts instead. */
  filters?: typeof historyAddress | typeof auditAddress
  /** `isAccepted` also allows a run that fails checks. */
  write: (project: ExportedProject, query: ExportQuery, isAccepted: boolean) => ExportFile | Promise<ExportFile>
}

/** Release formats, written from the current project. */
const live = Object.entries(snapshotFormats).map(([key, format]): [string, ExportFormat] => [
  key,
  {
    about: format.about,
    ...(format.needsRun && { of: 'run' }),
    write: async (project, { run }, isAccepted) =>
      (await import('./releases/export-snapshot')).exportSnapshot(project, format, run, isAccepted),
  },
])

export const offeredFiles: readonly OfferedFile[] = Object.entries(snapshotFormats).map(
  ([format, { group, title, suffix, needsRun = false }]) => ({ format, group, title, suffix, needsRun }),
)

const images = (format: 'csv' | 'jsonl' | 'zip', about: string): ExportFormat => ({
  about,
  write: async (project) => (await import('./data/export-data')).exportImages(project, format),
})

const classes = (format: 'csv' | 'json', about: string): ExportFormat => ({
  about,
  write: async (project) => (await import('./data/export-data')).exportClasses(project, format),
})

const originalLabels = (format: 'csv' | 'jsonl', about: string): ExportFormat => ({
  about,
  write: async (project) => (await import('./data/export-data')).exportLabels(project, format),
})

const predictions = (format: 'csv' | 'jsonl', about: string): ExportFormat => ({
  about,
  of: 'model',
  write: async (project, { model }) =>
    (await import('./data/export-data')).exportPredictions(project, { model: named(model, 'model'), format }),
})

function named<Value>(value: Value | undefined, of: string): Value {
  if (value !== undefined) return value
  throw invalidInput(`Specify the ${of}.`, { [of]: 'is missing' })
}

/** All files that can be exported without publishing. Keys are used on the command line and in addresses. */
export const exportFormats: Readonly<Record<string, ExportFormat>> = {
  ...Object.fromEntries(live),
  'images-csv': images('csv', 'Images with labels and credits, as a CSV manifest. Can be imported with import images.'),
  'images-jsonl': images('jsonl', 'The same as JSON Lines, one object per line.'),
  'images-zip': images('zip', 'Images with their manifest, as a zip. Can be imported with import images.'),
  'class-list-csv': classes('csv', 'Classes with names and hierarchy, as CSV. Can be imported with import classes.'),
  'class-list-json': classes('json', 'The same as a JSON list of objects.'),
  'original-labels-csv': originalLabels('csv', 'Original labels, as CSV. Can be imported with import labels.'),
  'original-labels-jsonl': originalLabels('jsonl', 'The same as JSON Lines, one object per line.'),
  'predictions-csv': predictions('csv', 'Predictions of a model, as CSV. Can be imported with import predictions.'),
  'predictions-jsonl': predictions('jsonl', 'The same as JSON Lines, one image per line.'),
  'golden-answers-csv': {
    about: 'Expert answers: file, class, expert, answer, conclusion. Can be imported with golden import.',
    write: async (project) => (await import('./golden/golden-file')).exportGoldenAnswers(project),
  },
  'flags-csv': {
    about: 'Flags and comments of raters, one line per rater and image.',
    write: async (project) => (await import('./images/image-flags')).exportFlagsCsv(project),
  },
  'adjudications-csv': {
    about: 'Expert decisions on disputed labels, newest first.',
    filters: historyAddress,
    write: async (project, query) =>
      (await import('./adjudication/adjudication-history')).exportAdjudications(
        project,
        parseFilters(historyAddress, query as AddressQuery),
      ),
  },
  'audit-csv': {
    about: 'Audit trail: who did what and when, newest first.',
    filters: auditAddress,
    write: async (project, query) =>
      (await import('./audit/audit')).exportAudit(project, parseFilters(auditAddress, query as AddressQuery)),
  },
  'review-csv': {
    about: 'Verdicts of a mistake review, one line per image.',
    of: 'review',
    write: async (project, { review }) =>
      (await import('./adjudication/review-results')).exportReview(project, named(review, 'review')),
  },
}

/** A parameter of another export must not be ignored: the file would contain more than was asked for. */
function refuseOthers(format: string, { of, filters }: ExportFormat, query: ExportQuery): void {
  const others = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || name === of || filters?.names.includes(name) ? [] : [name],
  )
  if (others.length > 0)
    throw invalidInput(
      `The export ${format} has no parameter ${others.join(', ')}.`,
      Object.fromEntries(others.map((name) => [name, 'There is no such parameter.'])),
    )
}

/**
 * Adds the export to the audit trail: once `write` has written the file, or else before a reader gets it. `isHead`: the
 * reader gets only its name, so nothing is exported.
 */
export async function exportProject(
  actor: Actor,
  {
    slug,
    format,
    isAccepted = false,
    isHead = false,
    ...query
  }: ExportQuery & { slug: string; format: string; isAccepted?: boolean; isHead?: boolean },
  write?: (file: ExportFile) => Promise<void>,
): Promise<ExportFile> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const found = Object.hasOwn(exportFormats, format) ? exportFormats[format] : undefined
  if (found) {
    refuseOthers(format, found, query)
    const file = await found.write(project, query, isAccepted)
    await write?.(file)
    if (!isHead) await writeAuditEvent(prisma, { projectId, userId, action: 'project.export', details: { format } })
    return file
  }
  throw new AppError(
    'not-found',
    `There is no export “${format}”. Choose one of ${Object.keys(exportFormats).join(', ')}.`,
  )
}
