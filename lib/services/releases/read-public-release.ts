import type { PublicRelease } from '@/lib/contracts/releases/release-file'
import { readReleaseDetail } from './list-releases'
import { serverOrigin } from './public-address'
import { listReleaseFiles } from './release-files'

/** Throws AppError `not-found` alike for unknown and private releases. */
export async function readPublicRelease(wanted: { slug: string; version: string }): Promise<PublicRelease> {
  const detail = await readReleaseDetail('anyone', wanted)
  return { detail, files: await listReleaseFiles('anyone', wanted), origin: serverOrigin() }
}
