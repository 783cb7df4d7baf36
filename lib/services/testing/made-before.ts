import { beforeAll, beforeEach } from 'vitest'

function filledBy<Made extends object>(before: typeof beforeAll, make: () => Promise<Made>): Made {
  const made = {} as Made
  before(async () => void Object.assign(made, await make()))
  return made
}

/** Makes something before each test. The returned object has its fields only while a test runs. */
export const madeForEachTest = <Made extends object>(make: () => Promise<Made>) => filledBy(beforeEach, make)

/** Makes something once for the tests of a file. The returned object has its fields only while a test runs. */
export const madeForFile = <Made extends object>(make: () => Promise<Made>) => filledBy(beforeAll, make)
