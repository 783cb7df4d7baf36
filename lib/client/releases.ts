import { addressOf } from '@/lib/contracts/address-of'
import * as endpoints from '@/lib/contracts/endpoints/releases'
import { caller, request } from './api'

export const previewKey = (slug: string, run: number) => ['release-preview', slug, run] as const

export const previewRelease = (slug: string, run: number, signal?: AbortSignal) =>
  request(endpoints.previewRelease, { project: slug }, { query: { run }, signal })

export const withdrawRelease = caller(endpoints.withdrawRelease)

export const setReleasePublic = caller(endpoints.setReleasePublic)

export const releaseFilesKey = (slug: string, version: string) => ['release-files', slug, version] as const

export const listReleaseFiles = (slug: string, version: string, signal?: AbortSignal) =>
  request(endpoints.listReleaseFiles, { project: slug, version }, { signal })

export const releaseFileAddress = (slug: string, version: string, name: string) =>
  addressOf(endpoints.downloadReleaseFile.path, { project: slug, version, name })

export const releasePartAddress = (slug: string, version: string, name: string) =>
  addressOf(endpoints.releasePartFile.path, { project: slug, version, name })

export const publicFileAddress = (slug: string, version: string, name: string) =>
  addressOf(endpoints.publicReleaseFile.path, { project: slug, version, name })

export const publicPartAddress = (slug: string, version: string, name: string) =>
  addressOf(endpoints.publicReleasePart.path, { project: slug, version, name })
