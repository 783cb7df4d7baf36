import { z } from 'zod'
import { count, int, integerBetween } from '@/lib/contracts/number'
import { newDecisions } from '@/lib/contracts/runs/run'
import { oneLine } from '@/lib/domain/one-line'
import { roles } from '@/lib/domain/permissions'
import { searchHitKinds } from '@/lib/domain/projects/search'
import { choosableModes } from '@/lib/domain/rating/answer-mode'

const name = z
  .string()
  .overwrite(oneLine)
  .trim()
  .min(1, 'Enter a name for the project.')
  .max(120, 'At most 120 characters.')
const description = z.string().trim().max(2000, 'At most 2,000 characters.')

export const newProjectInput = z.strictObject({ name, description: description.default('') })
export type NewProjectInput = z.infer<typeof newProjectInput>

export const newProjectOutput = z.strictObject({ slug: z.string() })

export const projectSummary = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  role: z.enum(roles),
  isPaused: z.boolean(),
  hasSimulated: z.boolean(),
  imageCount: int,
  tasksTotal: int,
  tasksFinished: int,
  /** Null for raters: a count that does not change after a submission would reveal a gold question. */
  votes: z.strictObject({ given: int, planned: int }).nullable(),
})
export type ProjectSummary = z.infer<typeof projectSummary>

/** Omitted fields stay unchanged. */
export const projectSettingsInput = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  ratersPerTask: integerBetween(1, 100).optional(),
  isPaused: z.boolean().optional(),
  /** Ways of answering that raters may choose besides answering each candidate. */
  answerModes: z.array(z.enum(choosableModes)).max(choosableModes.length).optional(),
  /** Whether raters are asked about a class that a rater suggested before an admin has reviewed it. */
  asksSuggested: z.boolean().optional(),
})
export type ProjectSettingsInput = z.infer<typeof projectSettingsInput>

export const projectSettings = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  ratersPerTask: int,
  isPaused: z.boolean(),
  answerModes: z.array(z.enum(choosableModes)),
  asksSuggested: z.boolean(),
})
export type ProjectSettings = z.infer<typeof projectSettings>

export const projectOverview = projectSummary.omit({ role: true, votes: true }).extend({
  ...projectSettings.pick({ ratersPerTask: true, answerModes: true, asksSuggested: true }).shape,
  candidateCount: int,
  voteCount: int,
  /** Votes without those on excluded images and of excluded raters. */
  countedVotes: int,
  /** Since the latest run. Null without one. */
  newDecisions: newDecisions.nullable(),
  /** When the last task was submitted. Null if none was or its time is unknown. */
  lastActivityAt: z.iso.datetime().nullable(),
})
export type ProjectOverview = z.infer<typeof projectOverview>

export const projectArchiveInput = z.strictObject({ isArchived: z.boolean() })

/** Contents of a project, shown before it is deleted. */
export const projectCounts = z.strictObject({
  images: int,
  votes: int,
  goldenAnswers: int,
  runs: int,
  releases: int,
})
export type ProjectCounts = z.infer<typeof projectCounts>

/** The project's name must be typed to confirm its deletion. */
export const deleteProjectInput = z.strictObject({ name: z.string().trim() })
export type DeleteProjectInput = z.infer<typeof deleteProjectInput>

export const duplicateProjectInput = z.strictObject({ name })
export type DuplicateProjectInput = z.output<typeof duplicateProjectInput>
export const duplicatedProject = z.strictObject({ slug: z.string(), name: z.string() })
export type DuplicatedProject = z.infer<typeof duplicatedProject>

export const archivedProject = z.strictObject({
  fileName: z.string(),
  byteSize: int,
  /** Hex. */
  sha256: z.string(),
  madeAt: z.iso.datetime(),
  /** Expiry of the download. A newer archive replaces it earlier. */
  keptUntil: z.iso.datetime(),
  /** Images whose files were not in the storage. */
  missingImages: int,
})
export type ArchivedProject = z.infer<typeof archivedProject>

export const projectList = z.strictObject({ projects: z.array(projectSummary) })

/** Items that wait for the reader, by the project page on which they are settled. */
export const waiting = z.strictObject({
  disagreements: count,
  quality: count,
  flags: count,
  adjudication: count,
  reviews: count,
  suggestions: count,
})

export const searchQuery = z.object({ query: z.string().trim().min(1, 'Type what to search for.').max(100) })

const searchHit = z.strictObject({
  kind: z.enum(searchHitKinds),
  title: z.string(),
  /** Tells results with the same title apart. May be empty. */
  hint: z.string(),
  href: z.string(),
})
export type SearchHit = z.infer<typeof searchHit>

export const searchResult = z.strictObject({ found: z.array(searchHit) })

/** Progress of a project towards its first release, beyond what the dashboard shows. */
export const firstSteps = z.strictObject({
  images: int,
  classes: int,
  /** Images with expert answers. */
  goldenImages: int,
  tasks: int,
  /** Invite links and panels. */
  links: int,
  /** Members who are not admins. */
  joined: int,
  runs: int,
})
export type FirstSteps = z.infer<typeof firstSteps>
