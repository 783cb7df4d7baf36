import { api, request } from '@/lib/client/api'
import type { FolderPlanInput } from '@/lib/contracts/data/import'
import * as endpoints from '@/lib/contracts/endpoints/data'
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
  request(endpoints.deleteModel, { project: slug, model: modelId }, { timeoutMs: 120_000 })

export const updateFetchHosts = (slug: string, hosts: string[]) =>
  request(endpoints.updateFetchHosts, { project: slug }, { body: { hosts } })
