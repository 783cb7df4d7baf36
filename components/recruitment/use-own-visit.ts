import { useRequest } from '@/components/kit/use-request'
import { readOwnVisit } from '@/lib/client/rating/visit'

/** Fetched once and shared by all parts of the rating page. */
export const useOwnVisit = (slug: string, isWanted = true) =>
  useRequest(isWanted ? `visit ${slug}` : null, () => readOwnVisit(slug))
