import { z } from 'zod'
import { roles } from '@/lib/domain/permissions'
import { choosableModes } from '@/lib/domain/rating/answer-mode'

const name = z.string().trim().min(1, 'Enter a name for the project.').max(120, 'At most 120 characters.')
const description = z.string().trim().max(2000, 'At most 2,000 characters.')

export const newProjectInput = z.strictObject({ name, description: description.default('') })
export type NewProjectInput = z.infer<typeof newProjectInput>

export const newProjectOutput = z.strictObject({ slug: z.string() })

/** A project in the list of someone who belongs to it. */
export const projectSummary = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  role: z.enum(roles),
  isPaused: z.boolean(),
  hasSimulated: z.boolean(),
  imageCount: z.number().int(),
  tasksTotal: z.number().int(),
  tasksFinished: z.number().int(),
})
export type ProjectSummary = z.infer<typeof projectSummary>

/** What an admin may change. A field left out stays as it is. */
export const projectSettingsInput = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  ratersPerTask: z
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(1, 'At least 1.')
    .max(100, 'At most 100.')
    .optional(),
  isPaused: z.boolean().optional(),
  /** How raters may choose to answer beside answering each name. */
  answerModes: z.array(z.enum(choosableModes)).max(choosableModes.length).optional(),
  /** Others are asked about a class that a rater suggested before an admin has looked at it. */
  asksSuggested: z.boolean().optional(),
})
export type ProjectSettingsInput = z.infer<typeof projectSettingsInput>

export const projectSettings = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  ratersPerTask: z.number().int(),
  isPaused: z.boolean(),
  answerModes: z.array(z.enum(choosableModes)),
  asksSuggested: z.boolean(),
})
export type ProjectSettings = z.infer<typeof projectSettings>

export const projectOverview = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  isPaused: z.boolean(),
  hasSimulated: z.boolean(),
  ratersPerTask: z.number().int(),
  imageCount: z.number().int(),
  candidateCount: z.number().int(),
  voteCount: z.number().int(),
  tasksTotal: z.number().int(),
  tasksFinished: z.number().int(),
  /** Raters with at least one submitted task. */
  ratersActive: z.number().int(),
  /** When the last task was submitted; null when nothing was, or when it is not known. */
  lastActivityAt: z.iso.datetime().nullable(),
})
export type ProjectOverview = z.infer<typeof projectOverview>

export const projectArchiveInput = z.strictObject({ isArchived: z.boolean() })

/** What a project holds, as whoever deletes it is shown. */
export const projectCounts = z.strictObject({
  images: z.number().int(),
  votes: z.number().int(),
  goldenAnswers: z.number().int(),
  runs: z.number().int(),
  releases: z.number().int(),
})
export type ProjectCounts = z.infer<typeof projectCounts>

/** The input of the job that deletes a project: its name, typed by whoever asks. */
export const deleteProjectInput = z.strictObject({ name: z.string().trim() })
export type DeleteProjectInput = z.infer<typeof deleteProjectInput>

/** The input of the job that duplicates a project, and what it gives. */
export const duplicateProjectInput = z.strictObject({ name })
export type DuplicateProjectInput = z.output<typeof duplicateProjectInput>
export const duplicatedProject = z.strictObject({ slug: z.string(), name: z.string() })
export type DuplicatedProject = z.infer<typeof duplicatedProject>

/** What the job gives that makes the archive of a project, and what the Settings page shows of it. */
export const archivedProject = z.strictObject({
  fileName: z.string(),
  byteSize: z.number().int(),
  /** In hex. */
  sha256: z.string(),
  madeAt: z.iso.datetime(),
  /** Until when it can be downloaded, if no other is made before. */
  keptUntil: z.iso.datetime(),
  /** Images whose files were not in the storage. */
  missingImages: z.number().int(),
})
export type ArchivedProject = z.infer<typeof archivedProject>

export const projectList = z.strictObject({ projects: z.array(projectSummary) })
