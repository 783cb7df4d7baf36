import type { ClassPairInput } from '@/lib/contracts/classes/class'
import * as endpoints from '@/lib/contracts/endpoints/classes'
import { request } from './api'

export const decideClassPair = (
  slug: string,
  [first, second]: readonly [number, number],
  decision: ClassPairInput,
  basedOn: ClassPairInput,
) => request(endpoints.decideClassPair, { project: slug, first, second }, { body: { ...decision, basedOn } })
