import { addressPart, admin, endpoint } from '@/lib/contracts/endpoint'
import {
  previewQuery,
  publicPageInput,
  releaseDetail,
  releaseList,
  releasePreview,
  releaseSummary,
  withdrawInput,
} from '@/lib/contracts/releases/release'
import { releaseCompareQuery, releaseComparison } from '@/lib/contracts/releases/release-comparison'
import { releaseFileList } from '@/lib/contracts/releases/release-file'

export const downloadReleaseFile = admin('GET /releases/[version]/files/[name]', {
  params: { version: addressPart, name: addressPart },
  output: 'response',
})

export const listReleaseFiles = admin('GET /releases/[version]/files', {
  params: { version: addressPart },
  output: releaseFileList,
})

export const releasePartFile = admin('GET /releases/[version]/parts/[name]', {
  params: { version: addressPart, name: addressPart },
  output: 'file',
})

export const readRelease = admin('GET /releases/[version]', { params: { version: addressPart }, output: releaseDetail })

export const withdrawRelease = admin('POST /releases/[version]/withdrawal', {
  params: { version: addressPart },
  body: withdrawInput,
  output: releaseSummary,
})

export const setReleasePublic = admin('PUT /releases/[version]/public-page', {
  params: { version: addressPart },
  body: publicPageInput,
  output: releaseSummary,
})

/** Downloads of public releases, without an account. */
export const publicReleaseFile = endpoint('GET /api/releases/[project]/[version]/files/[name]', {
  role: 'anyone',
  params: { version: addressPart, name: addressPart },
  output: 'response',
})

export const publicReleasePart = endpoint('GET /api/releases/[project]/[version]/parts/[name]', {
  role: 'anyone',
  params: { version: addressPart, name: addressPart },
  output: 'file',
})

export const compareReleases = admin('GET /releases/compare', { query: releaseCompareQuery, output: releaseComparison })

export const previewRelease = admin('GET /releases/preview', { query: previewQuery, output: releasePreview })

export const listReleases = admin('GET /releases', { output: releaseList })
