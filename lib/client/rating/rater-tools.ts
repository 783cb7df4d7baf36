import { caller, isRecord, request, smallEndpoint } from '@/lib/client/api'
import type * as images from '@/lib/contracts/endpoints/images'
import type * as raters from '@/lib/contracts/endpoints/raters'
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

const unreadMessages = smallEndpoint<typeof raters.readOwnMessages>(
  'GET /my-messages',
  (json) => isRecord(json) && Array.isArray(json.messages),
)
const readMessage = smallEndpoint<typeof raters.confirmMessage>('POST /my-messages/[message]/read', isRecord)

/** Unread messages, oldest first. */
export const readUnreadMessages = caller(unreadMessages, { timeoutMs: 15_000 })

export const confirmMessage = caller(readMessage, { timeoutMs: 15_000 })

const quickAnswers = smallEndpoint<typeof endpoints.countQuickAnswers>(
  'GET /last-answers/quick',
  (json) => isRecord(json) && Number.isInteger(json.quick),
)

/** Counts the rater's latest tasks that were answered unusually fast and can still be changed. */
export const readQuickCount = caller(quickAnswers, { timeoutMs: 15_000 })
