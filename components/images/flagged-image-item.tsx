import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { FlaggedImage } from '@/lib/contracts/images/image-flag'
import { flagKindWord } from '@/lib/wording/images/flag'

interface FlaggedImageItemProps {
  slug: string
  image: FlaggedImage
  isSettledView: boolean
  /** Whether it was just settled or reopened. It stays in the list until that is reloaded. */
  isChanged: boolean
  isBusy: boolean
  isHere: boolean
  onHere: () => void
  onSettle: () => void
  onUndo: () => void
}

export function FlaggedImageItem(props: FlaggedImageItemProps) {
  const { slug, image, isSettledView, isChanged, isBusy, isHere, onHere, onSettle, onUndo } = props
  const own = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isHere && own.current && !own.current.contains(document.activeElement)) own.current.focus()
  }, [isHere])
  const address = `/projects/${slug}/images?image=${image.imageId}`
  return (
    <li
      ref={own}
      tabIndex={-1}
      aria-current={isHere ? 'true' : undefined}
      onFocus={onHere}
      className={clsx(
        'grid grid-cols-[88px_minmax(0,1fr)] gap-3 rounded-card border bg-card p-3 outline-none sm:grid-cols-[112px_minmax(0,1fr)_auto] desk:gap-4',
        isHere && 'border-accent shadow-[0_0_0_1px_var(--accent)]',
      )}
    >
      <Link href={address} prefetch={false} tabIndex={-1} aria-hidden className="self-start max-sm:row-span-2">
        <Thumbnail slug={slug} image={image} className="w-full rounded-[6px]" />
      </Link>
      <div className={clsx('min-w-0', isChanged && 'opacity-60')}>
        <Link
          href={address}
          prefetch={false}
          className="inline-flex max-w-full text-accent underline-offset-2 hover:underline touch:py-1"
        >
          <FileName name={image.fileName} />
        </Link>
        <ul className="mt-1.5 flex flex-col gap-2">
          {image.flags.map(({ raterId, kinds, comment, createdAt }) => (
            <li key={raterId}>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                {kinds.map((kind) => (
                  <Chip key={kind} tone="maybe">
                    {flagKindWord[kind]}
                  </Chip>
                ))}
                <span className="text-second text-small">
                  <RaterRowLink slug={slug} id={raterId} isPlain className="hover:text-text" />,{' '}
                  <Moment at={createdAt} />
                </span>
              </span>
              {comment && <p className="mt-1 max-w-[70ch] whitespace-pre-wrap break-words">{comment}</p>}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex min-w-[132px] items-center gap-2 max-sm:col-start-2 sm:flex-col sm:items-end">
        {isChanged ? (
          <>
            <span role="status" className="text-second text-small">
              {isSettledView ? 'Reopened' : 'Resolved'}
            </span>
            <Button size="small" disabled={isBusy} onClick={onUndo}>
              Undo
            </Button>
          </>
        ) : (
          <Button
            size="small"
            disabled={isBusy}
            onClick={onSettle}
            aria-label={`${isSettledView ? 'Reopen' : 'Resolve'}: ${image.fileName}`}
          >
            {isSettledView ? 'Reopen' : 'Resolve'}
          </Button>
        )}
      </div>
    </li>
  )
}
