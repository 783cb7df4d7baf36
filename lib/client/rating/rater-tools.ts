import { caller, isRecord, request, smallEndpoint } from '@/lib/client/api'
import type * as images from '@/lib/contracts/endpoints/images'
import type * as endpoints from '@/lib/contracts/endpoints/rating'
import type { ImageFlagInput } from '@/lib/contracts/images/image-flag'
import { serialQueue } from '@/lib/domain/serial-queue'

const hasFlag = (json: unknown) =>
  isRecord(json) && (json.flag === null || (isRecord(json.flag) && Array.isArray(json.flag.kinds)))
const examples = smallEndpoint<typeof endpoints.readClassExamples>(
  'GET /assignments/[assignment]/examples',
  (json) => isRecord(json) && Array.isArray(json.candidates) && json.candidates.every(Array.isArray),
)
const flag = smallEndpoint<typeof images.readImageFlag>('GET /assignments/[assignment]/flag', hasFlag)
const newFlag = smallEndpoint<typeof images.saveImageFlag>('PUT /assignments/[assignment]/flag', hasFlag)
const settings = smallEndpoint<typeof endpoints.saveRaterSettings>(
  'PUT /rater-settings',
  (json) => isRecord(json) && isRecord(json.keys),
)

/** Example pictures of a task's classes. They do not change while the task is current. */
export const readClassExamples = caller(examples)

/** For a task, or for one picture of a page if `picture` is its position. */
export const readImageFlag = (slug: string, assignment: number, picture?: number) =>
  request(flag, { project: slug, assignment }, { query: { picture } })

/** An empty report withdraws the flag. */
export const saveImageFlag = (slug: string, assignment: number, body: ImageFlagInput, picture?: number) =>
  request(newFlag, { project: slug, assignment }, { body, query: { picture } })

const sendSettings = caller(settings)
const inTurn = serialQueue()
/** In order, because each save replaces all settings. */
export const saveRaterSettings = (...given: Parameters<typeof sendSettings>) => inTurn(() => sendSettings(...given))
