import { api } from '@/lib/client/api'
import { isRecord } from '@/lib/client/is-record'
import { partReader } from '@/lib/client/reader'
import type { ImageFlagInput, ImageFlagOutput } from '@/lib/contracts/images/image-flag'
import type { ClassExamples } from '@/lib/contracts/rating/class-example'
import type { RaterSettings } from '@/lib/contracts/rating/rater-settings'
import { raterToolsAddress } from '@/lib/contracts/rating/rater-tools-address'
import type { Seat } from '@/lib/contracts/rating/rating'
import { ratingAddress } from '@/lib/contracts/rating/rating-address'
import { seatReader } from './seat-reader'

const examplesReader = partReader<ClassExamples>(
  (json) => isRecord(json) && Array.isArray(json.candidates) && json.candidates.every(Array.isArray),
)
const flagReader = partReader<ImageFlagOutput>(
  (json) => isRecord(json) && (json.flag === null || (isRecord(json.flag) && Array.isArray(json.flag.kinds))),
)
const settingsReader = partReader<RaterSettings>((json) => isRecord(json) && isRecord(json.keys))

/** Pictures of the classes of a task. They stay the same while it is in hand. */
export const readClassExamples = (slug: string, assignmentId: number): Promise<ClassExamples> =>
  api.get({ address: raterToolsAddress.examples(slug, assignmentId), output: examplesReader })

export const readImageFlag = (slug: string, assignmentId: number): Promise<ImageFlagOutput> =>
  api.get({ address: raterToolsAddress.flag(slug, assignmentId), output: flagReader })

export const saveImageFlag = (slug: string, assignmentId: number, body: ImageFlagInput): Promise<ImageFlagOutput> =>
  api.put({ address: raterToolsAddress.flag(slug, assignmentId), body, output: flagReader })

export const saveRaterSettings = (slug: string, body: RaterSettings): Promise<RaterSettings> =>
  api.put({ address: raterToolsAddress.settings(slug), body, output: settingsReader })

/** Begins an attempt at the test; its first picture is then what the seat holds. */
export const startTest = (slug: string): Promise<Seat> =>
  api.post({ address: ratingAddress.startTest(slug), body: {}, output: seatReader })
