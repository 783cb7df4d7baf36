import { parseFilters } from '@/lib/contracts/endpoint'
import * as endpoints from '@/lib/contracts/endpoints/images'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { serve } from '@/lib/http/serve'
import { listImages } from '@/lib/services/images/read-images'

const pageSize = 100

export const GET = serve(endpoints.listImages, async ({ actor, slug, query }) => {
  const { run, ...page } = await listImages(actor, { slug, filter: parseFilters(imageAddress, query), pageSize })
  return { ...page, runId: run?.id ?? null }
})
