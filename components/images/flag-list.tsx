'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { HiddenFigure } from '@/components/kit/figure-mark'
import { ErrorNotice, formError } from '@/components/kit/form'
import { Pager } from '@/components/kit/pager'
import { StateTabs } from '@/components/kit/state-tabs'
import { CircleCheck, Flag } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { DownloadLink, LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { settleFlags } from '@/lib/client/images'
import type { FlaggedImage, FlagPage, SettleFlagsInput } from '@/lib/contracts/images/image-flag'
import { type FlagView, flagAddress, imageFlagKinds } from '@/lib/domain/images/image-flag'
import { projectPages } from '@/lib/domain/projects/project-pages'
import type { KeyTable } from '@/lib/domain/workspace/key-table'
import { commentWord, flagKindWord } from '@/lib/wording/images/flag'
import { counted } from '@/lib/wording/number'
import { CountLink } from './count-link'
import { FlaggedImageItem } from './flagged-image-item'

type Address = (changes: Partial<FlagView>) => string

interface FlagListProps {
  slug: string
  view: FlagView
  page: FlagPage
}

function stateText({ open, settled }: FlagPage['counts']): string {
  if (open > 0) return `${counted(open, 'image has', 'images have')} open flags.`
  if (settled > 0) return 'All flags are resolved.'
  return 'Raters can flag an image or comment on it. This does not change their answers.'
}

export function FlagList({ slug, view, page }: FlagListProps) {
  const base = `/projects/${slug}/flags`
  const address = (changes: Partial<FlagView>) => `${base}${flagAddress.write({ ...view, ...changes })}`
  const { open, settled } = page.counts
  const isEmpty = open + settled === 0
  return (
    <>
      <PageHeader
        title={projectPages.flags.title}
        action={!isEmpty && <DownloadLink href={`/api/projects/${slug}/exports/flags-csv`}>CSV</DownloadLink>}
      >
        {stateText(page.counts)}
        <HiddenFigure of="waiting-flags" value={open} />
      </PageHeader>
      {!isEmpty && <FlagFilters view={view} counts={page.counts} address={address} />}
      <FlaggedImages key={flagAddress.write(view)} {...{ slug, view, page, isEmpty, address }} />
      <Pager
        label="Pages of flagged images"
        page={page.page}
        pageCount={page.pageCount}
        addressOf={(number) => address({ page: number })}
        className="justify-end pt-3"
      />
    </>
  )
}

type NoImagesProps = Pick<FlagListProps, 'slug' | 'view'> & { isEmpty: boolean; address: Address }

/** The images of one page, which keeps what was resolved on it until another page opens. */
function FlaggedImages({ page, ...props }: NoImagesProps & Pick<FlagListProps, 'page'>) {
  const { slug, view } = props
  const { images, changed, problem, busy, here, setHere, settle, undo } = useFlagList(slug, page.images, view.isSettled)
  return (
    <>
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      {images.length === 0 ? (
        <NoImages {...props} />
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
                isBusy={busy.has(image.imageId)}
                isHere={here === image.imageId}
                onHere={() => setHere(image.imageId)}
                onSettle={() => settle(image.imageId)}
                onUndo={() => undo(image.imageId)}
              />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function NoImages({ slug, view, isEmpty, address }: NoImagesProps) {
  if (isEmpty)
    return (
      <EmptyCard
        icon={<Flag aria-hidden size={24} />}
        title="No flagged images"
        action={<LinkButton href={`/projects/${slug}/raters`}>Open raters</LinkButton>}
      >
        Images that raters flag as broken, offensive, unsafe or several in one appear here.
      </EmptyCard>
    )
  return (
    <EmptyCard
      icon={<CircleCheck aria-hidden size={24} />}
      title={view.kind !== null ? 'No images with this flag' : view.isSettled ? 'Nothing resolved yet' : 'All resolved'}
      action={view.kind !== null && <LinkButton href={address({ kind: null, page: 1 })}>All kinds</LinkButton>}
    />
  )
}

const flagKeys: KeyTable<{ type: 'next' | 'previous' | 'settle' | 'undo' | 'open' }> = [
  { keys: { j: { type: 'next' }, k: { type: 'previous' } } },
  { keys: { s: { type: 'settle' }, u: { type: 'undo' }, o: { type: 'open' } } },
]

type FlagChange = SettleFlagsInput & { imageId: number; isUndo: boolean }

/**
 * Settles or reopens flags, with undo, also by the keys j, k, s, u and o. Changed images keep their place until another
 * page opens, so that nothing moves under the pointer.
 */
function useFlagList(slug: string, given: FlaggedImage[], isSettledView: boolean) {
  const router = useRouter()
  const [images] = useState(given)
  /** Ids of changed flags by image. */
  const [changed, setChanged] = useState<ReadonlyMap<number, number[]>>(new Map())
  // The next image need not wait for the server, so several requests may be pending.
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set())
  const [problem, setProblem] = useState<string | null>(null)
  // The callbacks are here because those of `mutate` run only for its latest call and until another page opens.
  const settling = useMutation({
    mutationFn: ({ imageId, isUndo, ...input }: FlagChange) => settleFlags(slug, imageId, input),
    onSuccess: ({ raterIds }, { imageId, isUndo }) => {
      if (isUndo) forget(imageId)
      else setChanged((known) => new Map(known).set(imageId, raterIds))
      router.refresh()
    },
    onError: (error) => setProblem(formError(error).message),
    onSettled: (_done, _error, { imageId }) => setBusy((known) => new Set([...known].filter((id) => id !== imageId))),
  })
  const [here, setHere] = useState<number | null>(null)
  const index = images.findIndex(({ imageId }) => imageId === here)
  const step = (by: number) => {
    const next = images[Math.min(images.length - 1, Math.max(0, index + by))]
    if (next) setHere(next.imageId)
  }

  const forget = (imageId: number) => setChanged((known) => new Map([...known].filter(([id]) => id !== imageId)))

  function change(wanted: FlagChange) {
    setProblem(null)
    setBusy((known) => new Set(known).add(wanted.imageId))
    settling.mutate(wanted)
  }

  function settle(imageId: number) {
    if (changed.has(imageId) || busy.has(imageId)) return
    const flags = images.find((image) => image.imageId === imageId)?.flags ?? []
    const raterIds = flags.map(({ raterId }) => raterId)
    // The newest comes last.
    const shownUntil = flags.at(-1)?.createdAt
    change({ imageId, isUndo: false, isSettled: !isSettledView, raterIds, shownUntil })
  }

  function undo(imageId: number) {
    const raterIds = changed.get(imageId)
    if (!raterIds || busy.has(imageId)) return
    if (raterIds.length > 0) change({ imageId, isUndo: true, isSettled: isSettledView, raterIds })
    else forget(imageId)
  }

  useKeyTable(flagKeys, images.length > 0, ({ type }) => {
    if (type === 'next' || type === 'previous') step(type === 'next' ? 1 : -1)
    else if (here === null) return
    else if (type === 'settle') settle(here)
    else if (type === 'undo') undo(here)
    else router.push(`/projects/${slug}/images?image=${here}`)
  })
  return { images, changed, problem, busy, here, setHere, settle, undo }
}

type FlagFiltersProps = { view: FlagView; counts: FlagPage['counts']; address: Address }

function FlagFilters({ view, counts, address }: FlagFiltersProps) {
  const kinds = [
    { kind: null, word: 'All kinds', count: view.isSettled ? counts.settled : counts.open },
    ...[
      ...imageFlagKinds.map((kind) => ({ kind, word: flagKindWord[kind] })),
      { kind: 'comment', word: commentWord },
    ].map((one) => ({ ...one, count: counts.kinds[one.kind] ?? 0 })),
  ]
  return (
    <div className="mb-4">
      <StateTabs
        label="Open and resolved"
        tabs={[false, true].map((isSettled) => ({
          word: isSettled ? 'Resolved' : 'Open',
          count: isSettled ? counts.settled : counts.open,
          href: address({ isSettled, kind: null, page: 1 }),
          isCurrent: isSettled === view.isSettled,
        }))}
      />
      <nav aria-label="Kind of flag" className="mt-3 flex flex-wrap gap-1.5">
        {kinds.map(({ kind, word, count }) => (
          <CountLink
            key={word}
            href={address({ kind, page: 1 })}
            word={word}
            count={count}
            isHere={kind === view.kind}
          />
        ))}
      </nav>
    </div>
  )
}
