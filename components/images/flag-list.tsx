'use client'

import { UnsaidFigure } from '@/components/kit/figure-mark'
import { ErrorNotice } from '@/components/kit/form-error'
import { Pager } from '@/components/kit/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { CircleCheck, Download, Flag } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { FlagPage } from '@/lib/contracts/images/flagged-image'
import { type FlagView, flagAddress } from '@/lib/domain/images/flag-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { FlagFilters } from './flag-filters'
import { FlaggedImageItem } from './flagged-image-item'
import { useFlagList } from './use-flag-list'

interface FlagListProps {
  slug: string
  view: FlagView
  page: FlagPage
}

function stateText({ open, settled }: FlagPage['counts']): string {
  if (open > 0) return `${counted(open, 'image has', 'images have', 'en')} open flags.`
  if (settled > 0) return 'All flags are resolved.'
  return 'Raters can flag an image or comment on it. This does not change their answers.'
}

export function FlagList({ slug, view, page }: FlagListProps) {
  const base = `/projects/${slug}/flags`
  const address = (changes: Partial<FlagView>) => `${base}${flagAddress.write({ ...view, ...changes })}`
  const { images, changed, problem, busyId, here, setHere, settle, undo } = useFlagList(
    slug,
    page.images,
    view.isSettled,
  )
  const { open, settled } = page.counts
  const isEmpty = open + settled === 0
  return (
    <>
      <PageHeader
        title={projectPages.flags.title}
        action={
          !isEmpty && (
            <LinkButton href={`/api/projects/${slug}/exports/flags-csv`} download prefetch={false}>
              <Download aria-hidden size={16} />
              CSV
            </LinkButton>
          )
        }
      >
        {stateText(page.counts)}
        <UnsaidFigure of="waiting-flags" value={open} />
      </PageHeader>
      {!isEmpty && <FlagFilters view={view} counts={page.counts} address={address} />}
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      {images.length === 0 ? (
        <NoImages slug={slug} view={view} isEmpty={isEmpty} address={address} />
      ) : (
        <>
          <p className="mb-2 text-second text-small max-desk:hidden">
            <Kbd>j</Kbd> next, <Kbd>k</Kbd> previous, <Kbd>s</Kbd> {view.isSettled ? 'reopen' : 'resolve'}, <Kbd>u</Kbd>{' '}
            undo, <Kbd>o</Kbd> open the image.
          </p>
          <ul aria-label="Flagged images" className="flex flex-col gap-2">
            {images.map((image) => (
              <FlaggedImageItem
                key={image.imageId}
                slug={slug}
                image={image}
                isSettledView={view.isSettled}
                isChanged={changed.has(image.imageId)}
                isBusy={busyId === image.imageId}
                isHere={here === image.imageId}
                onHere={() => setHere(image.imageId)}
                onSettle={() => void settle(image.imageId)}
                onUndo={() => void undo(image.imageId)}
              />
            ))}
          </ul>
          <Pager
            label="Pages of flagged images"
            page={page.page}
            pageCount={page.pageCount}
            addressOf={(number) => address({ page: number })}
            className="justify-end pt-3"
          />
        </>
      )}
    </>
  )
}

interface NoImagesProps extends Pick<FlagListProps, 'slug' | 'view'> {
  isEmpty: boolean
  address: (changes: Partial<FlagView>) => string
}

function NoImages({ slug, view, isEmpty, address }: NoImagesProps) {
  return (
    <div className="rounded-card border bg-card">
      {isEmpty ? (
        <EmptyState
          icon={<Flag aria-hidden size={24} />}
          title="No flagged images"
          action={<LinkButton href={`/projects/${slug}/raters`}>Open raters</LinkButton>}
        >
          Images that raters flag as broken, offensive, unsafe or several in one appear here.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<CircleCheck aria-hidden size={24} />}
          title={
            view.kind !== null ? 'No images with this flag' : view.isSettled ? 'Nothing resolved yet' : 'All resolved'
          }
          action={view.kind !== null && <LinkButton href={address({ kind: null, page: 1 })}>All kinds</LinkButton>}
        />
      )}
    </div>
  )
}
