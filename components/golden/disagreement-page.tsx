import { clsx } from 'clsx'
import { HiddenFigure } from '@/components/kit/figure-mark'
import { Pager } from '@/components/kit/pager'
import { StateTabs } from '@/components/kit/state-tabs'
import { Thumbnail } from '@/components/kit/thumbnail'
import { CircleCheck, MessageSquare } from '@/components/ui/generated/icons'
import { Link, LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { GoldenPair, GoldenPairDetail, GoldenPairPage } from '@/lib/contracts/golden/golden-discussion'
import { type GoldenPairView, goldenPairAddress, goldenPairFilters } from '@/lib/domain/golden/golden-pair-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { goldenFilterWord } from '@/lib/wording/golden'
import { counted } from '@/lib/wording/number'
import { answerCountsText } from '@/lib/wording/rating'
import { PairDiscussion } from './pair-discussion'
import { TruthChip } from './truth-chip'

interface DisagreementPageProps {
  slug: string
  view: GoldenPairView
  page: GoldenPairPage
  /** The pair named in the URL, or else the first of the list. */
  detail: GoldenPairDetail | null
}

function discussText({ close, all }: GoldenPairPage['counts']): string {
  if (close > 0)
    return `${counted(close, 'candidate')} to discuss: experts disagree, and one changed answer would turn the majority.`
  return all === 0 ? 'No candidates to discuss.' : 'One changed answer would not turn the majority on any candidate.'
}

export function DisagreementPage({ slug, view, page, detail }: DisagreementPageProps) {
  const base = `/projects/${slug}/golden/disagreements`
  const address = (changes: Partial<GoldenPairView>) => `${base}${goldenPairAddress.write({ ...view, ...changes })}`
  const position = page.pairs.findIndex((pair) => pair.imageId === detail?.imageId && pair.classId === detail.classId)
  const addressOf = ({ imageId, classId }: GoldenPair) => address({ pair: { imageId, classId } })
  const beside = (step: number) => {
    const pair = position < 0 ? undefined : page.pairs[position + step]
    return pair ? addressOf(pair) : null
  }
  const isChosen = view.pair !== null
  return (
    <>
      <div className={clsx(isChosen && 'max-desk:hidden')}>
        <PageHeader title={projectPages.disagreements.title}>
          <HiddenFigure of="waiting-disagreements" value={page.counts.close} />
          {discussText(page.counts)}
          {page.hiddenPairs > 0 &&
            ` ${counted(page.hiddenPairs, 'more candidate appears', 'more candidates appear')} here once you have answered about the image yourself.`}
        </PageHeader>
        <div className="mb-4">
          <StateTabs
            label="Candidates"
            tabs={goldenPairFilters.map((filter) => ({
              word: goldenFilterWord[filter],
              count: page.counts[filter],
              href: address({ show: filter, page: 1, pair: null }),
              isCurrent: filter === view.show,
            }))}
          />
        </div>
      </div>
      {page.pairs.length === 0 && !detail ? (
        <EmptyCard
          icon={<CircleCheck aria-hidden size={24} />}
          title={emptyTitle[view.show]}
          action={
            view.show === 'close' && page.counts.all > 0 ? (
              <LinkButton href={address({ show: 'all', page: 1 })}>
                See {counted(page.counts.all, 'other disagreement')}
              </LinkButton>
            ) : (
              <LinkButton href={`/projects/${slug}/golden`}>Open the golden set</LinkButton>
            )
          }
        >
          {emptyText[view.show]}
        </EmptyCard>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 desk:grid-cols-[minmax(260px,1fr)_minmax(0,2fr)]">
          <section aria-label="Candidates" className={clsx('min-w-0', isChosen && 'max-desk:hidden')}>
            {page.pairs.length === 0 && <p className="px-2 text-second">{emptyTitle[view.show]}.</p>}
            <ul className="flex flex-col gap-0.5">
              {page.pairs.map((pair, index) => (
                <PairItem
                  key={`${pair.imageId}-${pair.classId}`}
                  slug={slug}
                  pair={pair}
                  href={addressOf(pair)}
                  isHere={index === position}
                />
              ))}
            </ul>
            <Pager
              label="Pages of candidates"
              page={page.page}
              pageCount={page.pageCount}
              addressOf={(number) => address({ page: number, pair: null })}
              className="mt-3"
            />
          </section>
          {detail && (
            <PairDiscussion
              key={`${detail.imageId}-${detail.classId}`}
              slug={slug}
              pair={detail}
              ownAddress={addressOf(detail)}
              listAddress={address({ pair: null })}
              previous={beside(-1)}
              next={beside(1)}
              isChosen={isChosen}
            />
          )}
        </div>
      )}
    </>
  )
}

const emptyTitle = {
  close: 'Nothing to discuss',
  all: 'Experts agree on everything',
  concluded: 'Nothing resolved yet',
}
const emptyText = {
  close: 'Candidates appear here when experts disagree and one changed answer would turn the majority.',
  all: 'When two experts give different answers about the same candidate, it appears here.',
  concluded:
    'After a discussion, resolve the candidate below its notes. The resolution then counts as the truth; individual answers stay.',
}

interface PairItemProps {
  slug: string
  pair: GoldenPair
  href: string
  isHere: boolean
}

function PairItem({ slug, pair, href, isHere }: PairItemProps) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={isHere ? 'true' : undefined}
        className={clsx(
          'flex items-center gap-3 rounded-control p-1.5',
          isHere ? 'bg-accent-soft' : 'hover:bg-[color-mix(in_srgb,var(--text)_4%,transparent)]',
        )}
      >
        <Thumbnail slug={slug} image={pair} className="size-11 shrink-0 rounded-[6px]" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{pair.name}</span>
          <span className="block truncate text-second text-small tabular-nums">{answerCountsText(pair.counts)}</span>
        </span>
        {pair.notes > 0 && (
          <span className="flex shrink-0 items-center gap-1 text-second text-small tabular-nums">
            <MessageSquare aria-hidden size={12} />
            {pair.notes}
            <span className="sr-only"> {pair.notes === 1 ? 'note' : 'notes'}</span>
          </span>
        )}
        {pair.conclusion && <TruthChip pair={pair} />}
      </Link>
    </li>
  )
}
