import { api } from '@/lib/client/api'
import type { FolderPlanInput } from '@/lib/contracts/data/import'
import { deletedModel, fetchHosts } from '@/lib/contracts/data/project-data'
import { jobSummary } from '@/lib/contracts/jobs'

const base = (slug: string) => `/api/projects/${slug}`

/** Imports files that were sent before. The server says by field what is wrong with the plan. */
export const startFolderImport = (slug: string, uploadId: string, plan: FolderPlanInput) =>
  api.post({
    address: `${base(slug)}/imports/folder`,
    output: jobSummary,
    body: { source: { from: 'upload', uploadId }, ...plan },
  })

export const startS3Import = (slug: string, bucket: string, prefix: string) =>
  api.post({
    address: `${base(slug)}/imports/images`,
    output: jobSummary,
    body: { source: { from: 's3', bucket, prefix } },
  })

export const startImagenetImport = (slug: string) =>
  api.post({
    address: `${base(slug)}/imports/classes`,
    output: jobSummary,
    body: { source: { from: 'imagenet-1k' } },
  })

export const deleteModel = (slug: string, modelId: number) =>
  api.delete({ address: `${base(slug)}/models/${modelId}`, output: deletedModel, timeoutMs: 120_000 })

export const updateFetchHosts = (slug: string, hosts: string[]) =>
  api.put({ address: `${base(slug)}/fetch-hosts`, output: fetchHosts, body: { hosts } })
