import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'

/** Someone without an account is limited together with others in the same network. */
type Opener = Actor | { network: string } | null

const keyOf = (opener: Opener): string | null => {
  if (opener === null) return null
  if ('network' in opener) return `network ${opener.network}`
  if (opener.kind === 'account') return opener.userId
  return opener.kind === 'panelist' ? `${opener.projectId}/${opener.raterId}` : null
}

/** Limits what one person has open at once in this process, such as downloads, which hold a database connection each. */
export class PerAccountLimit {
  private readonly counts = new Map<string, number>()

  constructor(
    private readonly most: number,
    private readonly refusal: string,
  ) {}

  /** Throws AppError `too-many-requests` if the person has as many open as is allowed. */
  refuseMore(opener: Opener): void {
    const key = keyOf(opener)
    if (key !== null && (this.counts.get(key) ?? 0) >= this.most) throw new AppError('too-many-requests', this.refusal)
  }

  /** Counts one until the returned function is called, which may be called twice. */
  open(opener: Opener): () => void {
    const key = keyOf(opener)
    if (key === null) return () => {}
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      const left = (this.counts.get(key) ?? 1) - 1
      if (left > 0) this.counts.set(key, left)
      else this.counts.delete(key)
    }
  }
}
