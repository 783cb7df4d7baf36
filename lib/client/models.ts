import * as endpoints from '@/lib/contracts/endpoints/models'
import { jobSummary } from '@/lib/contracts/jobs'
import { api, request } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const startModelScores = (slug: string, run: number) =>
  api.post({ address: `${base(slug)}/model-scores`, output: jobSummary, body: { run } })

/** Imports models to be scored, of files that were sent before. */
export const startModelsImport = (
  slug: string,
  uploadId: string,
  { name, isReplacing }: { name?: string; isReplacing: boolean },
) =>
  api.post({
    address: `${base(slug)}/imports/models`,
    output: jobSummary,
    body: {
      source: { from: 'upload', uploadId },
      ...(name !== undefined && { name }),
      mode: isReplacing ? 'replace' : 'new',
    },
  })

export const startAccuraciesImport = (slug: string, uploadId: string, name: string) =>
  api.post({
    address: `${base(slug)}/imports/accuracies`,
    output: jobSummary,
    body: { source: { from: 'upload', uploadId }, name },
  })

export const deleteAccuracies = (slug: string, source: string) =>
  request(endpoints.deleteAccuracies, { project: slug }, { query: { source } })
