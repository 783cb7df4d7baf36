import { z } from 'zod'

// A part of an address that names nothing is answered like one that names something unknown, so shapes are kept wide.
export const projectPath = z.object({ project: z.string().max(200) })
const id = z.coerce.number().int().min(0).max(2_147_483_647)

export const assignmentPath = projectPath.extend({ assignment: id })
export const imageFilePath = projectPath.extend({ hash: z.string().max(128) })
export const jobPath = projectPath.extend({ job: z.string().max(64) })
export const invitePath = projectPath.extend({ invite: z.string().max(64) })
export const runPath = projectPath.extend({ run: id })
export const batchPath = projectPath.extend({ batch: id })
export const uploadPath = projectPath.extend({ upload: z.string().max(64) })
export const modelPath = projectPath.extend({ model: id })
export const experimentPath = projectPath.extend({ experiment: id })
export const panelPath = projectPath.extend({ panel: z.string().max(64) })
export const flaggedImagePath = projectPath.extend({ image: id })
