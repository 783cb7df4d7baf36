import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import { fileGroupKeys } from '@/lib/domain/releases/file-groups'
import type { ReleaseDetail } from './release'

const format = z.string().max(40)

export const makeFilesInput = z.strictObject({
  version: z.string().max(100),
  /** Defaults to all formats. */
  formats: z.array(format).min(1).max(40).optional(),
})
export type MakeFilesInput = z.output<typeof makeFilesInput>

export const madeFiles = z.strictObject({ version: z.string(), fileCount: int, byteSize: int })
export type MadeFiles = z.infer<typeof madeFiles>

const releaseFileEntry = z.strictObject({
  format: z.string(),
  group: z.enum(fileGroupKeys),
  title: z.string(),
  about: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  made: z.strictObject({ byteSize: int, sha256: z.string() }).nullable(),
})
export type ReleaseFileEntry = z.infer<typeof releaseFileEntry>

export const releaseFileList = z.strictObject({
  /** Name of the file with the checksums of all files made. */
  checksumsName: z.string(),
  files: z.array(releaseFileEntry),
})
export type ReleaseFileList = z.infer<typeof releaseFileList>

/** The content of a public page. */
export interface PublicRelease {
  detail: ReleaseDetail
  /** Version of the newest public release, if it was published later and not withdrawn. */
  newer: string | null
  /** Those that exist. */
  files: ReleaseFileList
  /** The server's own address, without a path. Empty if it is unknown. */
  origin: string
  /** Address for citations and search engines. Null if the server has none or only a local one. */
  address: string | null
  /** Description for data set search engines, in JSON-LD. */
  metadata: object
}
