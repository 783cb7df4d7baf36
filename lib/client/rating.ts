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

/** The rater's seat: the task in hand, or a newly leased one. Asked for on purpose only, never under a rater at work. */
export const seatQuery = (slug: string) =>
  queryOptions({
    queryKey: ['seat', slug],
    queryFn: ({ signal }): Promise<Seat> => api.post({ address: ratingAddress.next(slug), output: seatSchema, signal }),
    staleTime: 0,
    // A later visit must start from what the server says then, not from what it said now.
    gcTime: 0,
  })

/** The number under which whoever is signed in now rates the project. */
export const raterIdNow = async (slug: string): Promise<number> =>
  (await api.post({ address: ratingAddress.next(slug), output: seatSchema, timeoutMs: 15_000 })).raterId

export const submitAnswers = (slug: string, assignmentId: number, body: SubmitInput): Promise<SubmitOutput> =>
  api.post({ address: ratingAddress.submit(slug, assignmentId), body, output: submitOutput, timeoutMs: 15_000 })

export const skipTask = (slug: string, assignmentId: number, body: SkipInput): Promise<Seat> =>
  api.post({ address: ratingAddress.skip(slug, assignmentId), body, output: seatSchema })

export const undoSubmission = (slug: string, assignmentId: number): Promise<Seat> =>
  api.post({ address: ratingAddress.undo(slug, assignmentId), output: seatSchema })
