import { clsx } from 'clsx'
import { ExternalLink } from 'lucide-react'
import type { RatingCandidate } from '@/lib/contracts/rating'

export function WikipediaLink({ candidate }: { candidate: RatingCandidate }) {
  return (
    <a
      href={candidate.wikipediaUrl}
      target="_blank"
      rel="noreferrer"
      aria-label={`${candidate.name} on Wikipedia, in a new tab`}
      className="inline-flex shrink-0 items-center gap-1 rounded-[4px] font-medium text-accent text-small hover:underline"
    >
      Wikipedia
      <ExternalLink aria-hidden size={12} />
    </a>
  )
}

/** What a name is a kind of: the nearest classes above it, the furthest first. */
export function CandidatePath({ path, className }: { path: string[]; className?: string }) {
  const above = path.slice(0, -1)
  if (above.length === 0) return null
  return (
    <p className={clsx('min-w-0 truncate text-second text-small', className)} title={path.join(' › ')}>
      <span className="sr-only">A kind of </span>
      {above.slice(-4).join(' › ')}
    </p>
  )
}
