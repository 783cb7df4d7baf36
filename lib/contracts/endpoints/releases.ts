import { admin } from '@/lib/contracts/endpoint'
import {
  previewQuery,
  releaseCompareQuery,
  releaseComparison,
  releaseDetail,
  releaseList,
  releasePreview,
  releaseSummary,
  withdrawInput,
} from '@/lib/contracts/releases/release'
import { releaseFileList, releaseFilePath, releasePath } from '@/lib/contracts/releases/release-file'

export const downloadReleaseFile = admin('GET /releases/[version]/files/[name]', {
  params: releaseFilePath,
  output: 'response',
})

export const listReleaseFiles = admin('GET /releases/[version]/files', { params: releasePath, output: releaseFileList })

export const releasePartFile = admin('GET /releases/[version]/parts/[name]', {
  params: releaseFilePath,
  output: 'file',
})

export const readRelease = admin('GET /releases/[version]', { params: releasePath, output: releaseDetail })

export const withdrawRelease = admin('POST /releases/[version]/withdrawal', {
  params: releasePath,
  body: withdrawInput,
  output: releaseSummary,
})

export const compareReleases = admin('GET /releases/compare', { query: releaseCompareQuery, output: releaseComparison })

export const previewRelease = admin('GET /releases/preview', { query: previewQuery, output: releasePreview })

export const listReleases = admin('GET /releases', { output: releaseList })
