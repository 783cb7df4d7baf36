import { queryOptions } from '@tanstack/react-query'
import {
  ratingAddress,
  type Seat,
  type SkipInput,
  type SubmitInput,
  type SubmitOutput,
  seatSchema,
  submitOutput,
} from '@/lib/contracts/rating'
import { api } from './api'

const askAgainMs = 10_000

/** The rater's seat. It asks again by itself only while there is nothing to rate: never under a rater at work. */
export const seatQuery = (slug: string) =>
  queryOptions({
    queryKey: ['seat', slug],
    queryFn: ({ signal }): Promise<Seat> => api.post({ address: ratingAddress.next(slug), output: seatSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // A later visit must start from what the server says then, not from what it said now.
    gcTime: 0,
    refetchInterval: (query) => {
      const state = query.state.data?.state
      return state === 'waiting' || state === 'paused' ? askAgainMs : false
    },
  })

export const submitAnswers = (slug: string, assignmentId: number, body: SubmitInput): Promise<SubmitOutput> =>
  api.post({ address: ratingAddress.submit(slug, assignmentId), body, output: submitOutput, timeoutMs: 15_000 })

export const skipTask = (slug: string, assignmentId: number, body: SkipInput): Promise<Seat> =>
  api.post({ address: ratingAddress.skip(slug, assignmentId), body, output: seatSchema })

export const undoSubmission = (slug: string, assignmentId: number): Promise<Seat> =>
  api.post({ address: ratingAddress.undo(slug, assignmentId), output: seatSchema })
