import { api } from '@/lib/client/api'
import type {
  LeasesInput,
  LeasesOutput,
  Seat,
  SeatInput,
  SkipInput,
  SubmitInput,
  SubmitOutput,
} from '@/lib/contracts/rating/rating'
import { ratingAddress } from '@/lib/contracts/rating/rating-address'
import { leasesReader, seatReader, submitReader } from './seat-reader'

/** The rater's seat: the task in hand, or a newly leased one, with tasks ahead of it. */
export const readSeat = (slug: string, body: SeatInput): Promise<Seat> =>
  api.post({ address: ratingAddress.next(slug), body, output: seatReader })

/** The number under which whoever is signed in now rates the project. */
export const raterIdNow = async (slug: string): Promise<number> =>
  (await api.post({ address: ratingAddress.next(slug), output: seatReader, timeoutMs: 15_000 })).raterId

export const submitAnswers = (slug: string, assignmentId: number, body: SubmitInput): Promise<SubmitOutput> =>
  api.post({ address: ratingAddress.submit(slug, assignmentId), body, output: submitReader, timeoutMs: 15_000 })

export const skipTask = (slug: string, assignmentId: number, body: SkipInput): Promise<Seat> =>
  api.post({ address: ratingAddress.skip(slug, assignmentId), body, output: seatReader })

export const undoSubmission = (slug: string, assignmentId: number, body: SeatInput): Promise<Seat> =>
  api.post({ address: ratingAddress.undo(slug, assignmentId), body, output: seatReader })

export const renewLeases = (slug: string, body: LeasesInput): Promise<LeasesOutput> =>
  api.post({ address: ratingAddress.renew(slug), body, output: leasesReader, timeoutMs: 15_000 })

export const releaseLeases = (slug: string, body: LeasesInput): Promise<LeasesOutput> =>
  api.post({ address: ratingAddress.release(slug), body, output: leasesReader, timeoutMs: 15_000 })

/** Gives leases back while the page goes away: nobody hears the answer. */
export function releaseOnLeaving(slug: string, body: LeasesInput) {
  navigator.sendBeacon(ratingAddress.release(slug), new Blob([JSON.stringify(body)], { type: 'application/json' }))
}
