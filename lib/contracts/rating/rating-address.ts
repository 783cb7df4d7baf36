/** Addresses of the seat. All but the first act on one assignment. */
export const ratingAddress = {
  /** POST SeatInput → Seat: the rater's live task, or a newly leased one. */
  next: (slug: string) => `/api/projects/${slug}/assignments/next`,
  /** POST SubmitInput → SubmitOutput. 409 `conflict`: other answers were accepted before; 409 `lease-lost`: too late. */
  submit: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/submit`,
  /** POST SkipInput → Seat. */
  skip: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/skip`,
  /** POST SeatInput → Seat, whose task is the reopened one. */
  undo: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/undo`,
  /** POST LeasesInput → LeasesOutput: the rater is still at it. */
  renew: (slug: string) => `/api/projects/${slug}/assignments/renew`,
  /** POST LeasesInput → LeasesOutput: gives back tasks that were not begun; held are those that could not be. */
  release: (slug: string) => `/api/projects/${slug}/assignments/release`,
  /** POST SeatInput → Seat: begins an attempt at the test. 409 `conflict`: there is none to begin. */
  startTest: (slug: string) => `/api/projects/${slug}/qualification/start`,
}
