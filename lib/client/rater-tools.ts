import { queryOptions } from '@tanstack/react-query'
import { type ClassExamples, classExamplesAddress, classExamplesOutput } from '@/lib/contracts/class-example'
import {
  type ImageFlagInput,
  type ImageFlagOutput,
  imageFlagAddress,
  imageFlagOutput,
} from '@/lib/contracts/image-flag'
import { type RaterSettings, raterSettings, raterSettingsAddress } from '@/lib/contracts/rater-settings'
import { api } from './api'

/** Pictures of the classes of a task. They stay the same while it is in hand. */
export const classExamplesQuery = (slug: string, assignmentId: number) =>
  queryOptions({
    queryKey: ['class-examples', slug, assignmentId],
    queryFn: ({ signal }): Promise<ClassExamples> =>
      api.get({ address: classExamplesAddress(slug, assignmentId), output: classExamplesOutput, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const imageFlagQuery = (slug: string, assignmentId: number) =>
  queryOptions({
    queryKey: ['image-flag', slug, assignmentId],
    queryFn: ({ signal }): Promise<ImageFlagOutput> =>
      api.get({ address: imageFlagAddress(slug, assignmentId), output: imageFlagOutput, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const saveImageFlag = (slug: string, assignmentId: number, body: ImageFlagInput): Promise<ImageFlagOutput> =>
  api.put({ address: imageFlagAddress(slug, assignmentId), body, output: imageFlagOutput })

export const saveRaterSettings = (slug: string, body: RaterSettings): Promise<RaterSettings> =>
  api.put({ address: raterSettingsAddress(slug), body, output: raterSettings })
