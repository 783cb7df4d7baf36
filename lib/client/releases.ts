import * as endpoints from '@/lib/contracts/endpoints/releases'
import { request } from './api'

const base = (slug: string) => `/api/projects/${slug}/releases`
const at = (slug: string, version: string) => `${base(slug)}/${encodeURIComponent(version)}`

export const previewKey = (slug: string, run: number) => ['release-preview', slug, run] as const

export const previewRelease = (slug: string, run: number, signal?: AbortSignal) =>
  request(endpoints.previewRelease, { project: slug }, { query: { run }, signal })

export const withdrawRelease = (slug: string, version: string, body: { reason: string }) =>
  request(endpoints.withdrawRelease, { project: slug, version }, { body })

export const releaseFilesKey = (slug: string, version: string) => ['release-files', slug, version] as const

export const listReleaseFiles = (slug: string, version: string, signal?: AbortSignal) =>
  request(endpoints.listReleaseFiles, { project: slug, version }, { signal })

export const releaseFileAddress = (slug: string, version: string, fileName: string) =>
  `${at(slug, version)}/files/${encodeURIComponent(fileName)}`

export const releasePartAddress = (slug: string, version: string, name: string) =>
  `${at(slug, version)}/parts/${encodeURIComponent(name)}`
