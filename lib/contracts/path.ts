import { z } from 'zod'

// A part of an address that names nothing is answered like one that names something unknown, so shapes are kept wide.
export const addressPart = z.string().max(300)
export const rowId = z.coerce.number().int().min(0).max(2_147_483_647)

export const projectPath = z.object({ project: addressPart })
export const runPath = projectPath.extend({ run: rowId })
export const batchPath = projectPath.extend({ batch: rowId })
export const experimentPath = projectPath.extend({ experiment: rowId })
