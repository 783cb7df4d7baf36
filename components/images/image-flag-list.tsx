import { Moment } from '@/components/kit/moment'
import { Chip } from '@/components/ui/chip'
import { Flag } from '@/components/ui/generated/icons'
import type { RaterFlag } from '@/lib/contracts/images/flagged-image'
import { flagKindWord } from '@/lib/wording/images/flag'
import { RaterLink } from './rater-link'

/** Raters' reports on an image. Renders nothing if there are none. */
export function ImageFlagList({ slug, flags }: { slug: string; flags: RaterFlag[] }) {
  if (flags.length === 0) return null
  return (
    <ul aria-label="Flags" className="mt-3 flex flex-col gap-2 border-t pt-3">
      {flags.map(({ raterId, kinds, comment, createdAt, settledAt }) => (
        <li key={raterId} className="text-small">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Flag aria-hidden size={14} className="text-maybe" />
            {kinds.map((kind) => (
              <Chip key={kind} tone="maybe">
                {flagKindWord[kind]}
              </Chip>
            ))}
            {kinds.length === 0 && <span>Comment</span>}
            <span className="text-second">
              <RaterLink slug={slug} raterId={raterId} />, <Moment at={createdAt} />
              {settledAt ? ', resolved' : ', open'}
            </span>
          </span>
          {comment && <p className="mt-1 whitespace-pre-wrap break-words">{comment}</p>}
        </li>
      ))}
    </ul>
  )
}
