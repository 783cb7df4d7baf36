import type { AnyEndpoint } from '@/lib/contracts/endpoint'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import * as adjudication from '@/lib/contracts/endpoints/adjudication'
import * as agreement from '@/lib/contracts/endpoints/agreement'
import * as classes from '@/lib/contracts/endpoints/classes'
import * as data from '@/lib/contracts/endpoints/data'
import * as experiments from '@/lib/contracts/endpoints/experiments'
import * as golden from '@/lib/contracts/endpoints/golden'
import * as images from '@/lib/contracts/endpoints/images'
import * as jobs from '@/lib/contracts/endpoints/jobs'
import * as models from '@/lib/contracts/endpoints/models'
import * as plan from '@/lib/contracts/endpoints/plan'
import * as projects from '@/lib/contracts/endpoints/projects'
import * as quality from '@/lib/contracts/endpoints/quality'
import * as raters from '@/lib/contracts/endpoints/raters'
import * as rating from '@/lib/contracts/endpoints/rating'
import * as recruitment from '@/lib/contracts/endpoints/recruitment'
import * as releases from '@/lib/contracts/endpoints/releases'
import * as runs from '@/lib/contracts/endpoints/runs'
import * as texts from '@/lib/contracts/endpoints/texts'

export interface DeclaredEndpoint extends AnyEndpoint {
  feature: string
  name: string
}

const features: Record<string, Record<string, AnyEndpoint>> = {
  ...{ projects, data, classes, images, models, plan, jobs, runs, releases, agreement, quality, raters, rating },
  ...{ golden, adjudication, recruitment, experiments, texts, accounts },
}

export const allEndpoints: DeclaredEndpoint[] = Object.entries(features).flatMap(([feature, declared]) =>
  Object.entries(declared).map(([name, endpoint]) => ({ feature, name, ...endpoint })),
)

const pathOf = (path: string) => new RegExp(`^${path.replaceAll(/\[\w+\]/g, '[^/]+')}$`)

/** Returns the methods that an address accepts; none for an unknown address. */
export function methodsOf(address: string): string[] {
  const found = allEndpoints.filter(({ path }) => pathOf(path).test(address))
  // Like Next, prefers a fixed part of a path to a parameter, whose bracket precedes all letters.
  const path = found
    .map((one) => one.path)
    .toSorted()
    .at(-1)
  const methods = found.flatMap((one) => (one.path === path ? [one.method] : []))
  return path === undefined ? [] : [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort()
}
