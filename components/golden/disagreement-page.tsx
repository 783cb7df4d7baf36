import { clsx } from 'clsx'
import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { Pager } from '@/components/kit/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { GoldenPairDetail, GoldenPairPage } from '@/lib/contracts/golden/golden-discussion'
import { type GoldenPairView, goldenPairAddress, goldenPairFilters } from '@/lib/domain/golden/golden-pair-filter'
import { goldenFilterWord } from '@/lib/wording/golden'
import { counted, wholeNumber } from '@/lib/wording/number'
import { PairDiscussion } from './pair-discussion'
import { PairItem } from './pair-item'
import { PairKeys } from './pair-keys'

interface DisagreementPageProps {
  slug: string
  view: GoldenPairView
  page: GoldenPairPage
  /** The pair in hand: the one the address names, else the first of the list. */
  detail: GoldenPairDetail | null
}

export function DisagreementPage({ slug, view, page, detail }: DisagreementPageProps) {
  const base = `/projects/${slug}/golden/disagreements`
  const address = (changes: Partial<GoldenPairView>) => `${base}${goldenPairAddress.write({ ...view, ...changes })}`
  const place = page.pairs.findIndex((pair) => pair.imageId === detail?.imageId && pair.classId === detail.classId)
  const beside = (step: number) => {
    const pair = place < 0 ? undefined : page.pairs[place + step]
    return pair ? address({ pair: { imageId: pair.imageId, classId: pair.classId } }) : null
  }
  const isChosen = view.pair !== null
  return (
    <>
      <div className={clsx(isChosen && 'max-desk:hidden')}>
        <PageHeader
          title="Disagreements"
          action={<LinkButton href={`/projects/${slug}/golden`}>Golden set</LinkButton>}
        >
          {page.counts.close === 0
            ? 'No pair waits for a discussion.'
            : `${counted(page.counts.close, 'pair waits', 'pairs wait', 'en')} for a discussion: experts differ, and one other answer would turn what counts as true.`}
          {page.hiddenPairs > 0 &&
            ` ${counted(page.hiddenPairs, 'more pair stands', 'more pairs stand', 'en')} here once you have answered about the picture yourself.`}
        </PageHeader>
        <nav aria-label="Which pairs" className="mb-4 flex gap-1 overflow-x-auto border-b">
          {goldenPairFilters.map((filter) => (
            <Link
              key={filter}
              href={address({ show: filter, page: 1, pair: null })}
              aria-current={filter === view.show ? 'page' : undefined}
              className={clsx(
                'whitespace-nowrap px-3 py-2 text-[13px]',
                filter === view.show
                  ? 'font-semibold shadow-[inset_0_-2px_0_var(--accent)]'
                  : 'text-second hover:text-text',
              )}
            >
              {goldenFilterWord[filter]}{' '}
              <span className="font-normal text-second tabular-nums">{wholeNumber(page.counts[filter], 'en')}</span>
            </Link>
          ))}
        </nav>
      </div>
      {page.pairs.length === 0 && !detail ? (
        <div className="rounded-card border bg-card">
          <EmptyState icon={<CircleCheck aria-hidden size={24} />} title={emptyTitle[view.show]}>
            {emptyText[view.show]}
          </EmptyState>
        </div>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 desk:grid-cols-[minmax(260px,1fr)_minmax(0,2fr)]">
          <section aria-label="Pairs" className={clsx('min-w-0', isChosen && 'max-desk:hidden')}>
            {page.pairs.length === 0 && <p className="px-2 text-second">{emptyTitle[view.show]}.</p>}
            <ul className="flex flex-col gap-0.5">
              {page.pairs.map((pair, index) => (
                <PairItem
                  key={`${pair.imageId}-${pair.classId}`}
                  slug={slug}
                  pair={pair}
                  href={address({ pair: { imageId: pair.imageId, classId: pair.classId } })}
                  isHere={index === place}
                />
              ))}
            </ul>
            <Pager
              label="Pages of pairs"
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
              ownAddress={address({ pair: { imageId: detail.imageId, classId: detail.classId } })}
              listAddress={address({ pair: null })}
              previous={beside(-1)}
              next={beside(1)}
              isChosen={isChosen}
            />
          )}
        </div>
      )}
      <PairKeys previous={beside(-1)} next={beside(1)} />
    </>
  )
}

const emptyTitle = {
  close: 'Nothing waits for a discussion',
  all: 'Experts differ on nothing',
  concluded: 'Nothing is concluded yet',
}
const emptyText = {
  close: 'Pairs stand here on which experts differ so that one other answer would turn the majority.',
  all: 'As soon as two experts have answered about the same picture and differ, the pair stands here.',
  concluded: 'A conclusion is written below a pair after its discussion. It then counts as true, and answers stay.',
}
