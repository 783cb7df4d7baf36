import { caller, request, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type * as images from '@/lib/contracts/endpoints/images'
import type * as endpoints from '@/lib/contracts/endpoints/rating'
import type { ImageFlagInput, ImageFlagOutput } from '@/lib/contracts/images/image-flag'

const flagReader = partReader<ImageFlagOutput>(
  (json) => isRecord(json) && (json.flag === null || (isRecord(json.flag) && Array.isArray(json.flag.kinds))),
)
const examples: SmallEndpoint<typeof endpoints.readClassExamples> = {
  method: 'GET',
  path: '/api/projects/[project]/assignments/[assignment]/examples',
  output: partReader(
    (json) => isRecord(json) && Array.isArray(json.candidates) && json.candidates.every(Array.isArray),
  ),
}
const flag: SmallEndpoint<typeof images.readImageFlag> = {
  method: 'GET',
  path: '/api/projects/[project]/assignments/[assignment]/flag',
  output: flagReader,
}
const newFlag: SmallEndpoint<typeof images.saveImageFlag> = {
  method: 'PUT',
  path: '/api/projects/[project]/assignments/[assignment]/flag',
  output: flagReader,
}
const settings: SmallEndpoint<typeof endpoints.saveRaterSettings> = {
  method: 'PUT',
  path: '/api/projects/[project]/rater-settings',
  output: partReader((json) => isRecord(json) && isRecord(json.keys)),
}

/** Example pictures of a task's classes. They do not change while the task is current. */
export const readClassExamples = caller(examples)

/** For a task, or for one picture of a page if `picture` is its position. */
export const readImageFlag = (slug: string, assignment: number, picture?: number) =>
  request(flag, { project: slug, assignment }, { query: { picture } })

/** An empty report withdraws the flag. */
export const saveImageFlag = (slug: string, assignment: number, body: ImageFlagInput, picture?: number) =>
  request(newFlag, { project: slug, assignment }, { body, query: { picture } })

export const saveRaterSettings = caller(settings)
