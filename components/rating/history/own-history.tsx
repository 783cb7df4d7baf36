'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useSending } from '@/components/kit/use-request'
import { BackPage } from '@/components/ui/back-page'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/field'
import { History, Search, SearchX } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { EmptyCard } from '@/components/ui/page'
import { useReason } from '@/components/ui/use-reason'
import { useWindowKeys } from '@/components/ui/use-window-keys'
import { undoSubmission } from '@/lib/client/rating/rating'
import type { OwnHistory as History_, OwnTurn } from '@/lib/contracts/rating/own-history'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { TurnEntry } from './turn-entry'

/** The rater's latest answers. Reopening a task uses the rating screen's undo, so that screen shows it next. */
export function OwnHistory({ history, isQuickOnly }: { history: History_; isQuickOnly: boolean }) {
  const t = useTranslations('history')
  const reason = useReason()
  const { project, turns, locked } = history
  const filter = useTurnFilter(turns, isQuickOnly)
  const opening = useOpening(project.slug)
  // Of a rater who is paused or failed the test, for example, no task can be opened.
  const canOpen = locked === null && turns.some(({ refusal }) => refusal === null)
  return (
    <BackPage
      href={`/rate/${project.slug}`}
      back={t('back')}
      title={t('title')}
      lead={
        <>
          {t('lead', { name: project.name, count: undoReach })}{' '}
          {canOpen && (
            <>
              {t('leadOpen')} <span className="touch:hidden">{t('keys')}</span>
            </>
          )}
        </>
      }
      also={{ href: `/rate/${project.slug}/progress`, word: t('progress') }}
    >
      {locked && (
        <Notice tone="info" className="mt-4">
          {t(locked)}
        </Notice>
      )}
      {opening.error && (
        <Notice tone="error" className="mt-4">
          {reason(opening.error)} {t('openFailed')}
        </Notice>
      )}
      {turns.length === 0 ? (
        <div className="mt-6">
          <EmptyCard icon={<History aria-hidden size={24} />} title={t('none')}>
            {t('noneText')}
          </EmptyCard>
        </div>
      ) : (
        <>
          <Filters filter={filter} total={turns.length} />
          <Turns filter={filter} locked={locked} opening={opening} />
        </>
      )}
    </BackPage>
  )
}

type Filter = ReturnType<typeof useTurnFilter>
type Opening = ReturnType<typeof useOpening>

function useTurnFilter(turns: readonly OwnTurn[], isQuickOnly: boolean) {
  const [wanted, setWanted] = useState('')
  const [onlyQuick, setOnlyQuick] = useState(isQuickOnly)
  const part = wanted.trim().toLocaleLowerCase()
  const has = ({ answers }: OwnTurn) =>
    answers.some(({ name, otherNames }) =>
      [name, ...otherNames].some((word) => word.toLocaleLowerCase().includes(part)),
    )
  const shown = turns.filter((turn) => (!onlyQuick || turn.isQuick) && (part === '' || has(turn)))
  return { wanted, setWanted, onlyQuick, setOnlyQuick, shown }
}

/** Reopens a task on the server, then loads the rating screen, which shows the reopened task first. */
function useOpening(slug: string) {
  const router = useRouter()
  const [id, setId] = useState<number | null>(null)
  const sending = useSending(
    (turnId: number) => undoSubmission(slug, turnId, {}),
    () => window.location.assign(`/rate/${slug}`),
  )
  const { error } = sending
  useEffect(() => {
    if (!error) return
    setId(null)
    // The task may have changed meanwhile, so refresh the list to show why it cannot be opened.
    router.refresh()
  }, [error, router])
  useEffect(() => {
    // When the rater navigates back, the browser may restore the page with its old state.
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return
      setId(null)
      router.refresh()
    }
    window.addEventListener('pageshow', shown)
    return () => window.removeEventListener('pageshow', shown)
  }, [router])
  return {
    id,
    error,
    open(turnId: number) {
      if (id !== null) return
      setId(turnId)
      void sending.mutate(turnId)
    },
  }
}

function Filters({ filter, total }: { filter: Filter; total: number }) {
  const t = useTranslations('history')
  const search = useRef<HTMLInputElement>(null)
  useWindowKeys((event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    search.current?.focus()
  })
  return (
    <search className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2.5">
      <div className="relative min-w-0 flex-1 basis-[220px] desk:max-w-[280px]">
        <Search
          aria-hidden
          size={15}
          className="pointer-events-none absolute inset-s-2.5 inset-y-0 my-auto text-second"
        />
        <input
          ref={search}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={filter.wanted}
          onChange={(event) => filter.setWanted(event.target.value)}
          autoComplete="off"
          className="h-9 w-full rounded-control border border-edge bg-card ps-8 pe-2 text-[13px] placeholder:text-second"
        />
      </div>
      <span className="touch:py-3">
        <Checkbox
          label={t('quickOnly')}
          checked={filter.onlyQuick}
          onChange={(event) => filter.setOnlyQuick(event.target.checked)}
        />
      </span>
      <p role="status" className="text-second text-small tabular-nums">
        {t('shown', { shown: filter.shown.length, total })}
      </p>
      {filter.onlyQuick && filter.shown.length > 0 && (
        <p className="basis-full text-pretty text-second text-small">{t('quickHint')}</p>
      )}
    </search>
  )
}

/** Moves the focus between tasks that can be opened, with the arrow keys. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const buttons: (Element | null)[] = [...event.currentTarget.querySelectorAll('button:not(:disabled)')]
  const here = buttons.indexOf(document.activeElement)
  const next = buttons[here + step]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

function Turns({ filter, locked, opening }: { filter: Filter; locked: History_['locked']; opening: Opening }) {
  const t = useTranslations('history')
  const list = useRef<HTMLUListElement>(null)
  useWindowKeys((event) => {
    const isFree = event.target === document.body || event.target instanceof HTMLInputElement
    if (event.key !== 'ArrowDown' || !isFree) return
    const first = list.current?.querySelector<HTMLElement>('button:not(:disabled)')
    if (!first) return
    event.preventDefault()
    first.focus()
  })
  if (filter.shown.length === 0) {
    const isOnlyQuick = filter.wanted.trim() === ''
    return (
      <div className="mt-4">
        <EmptyCard
          icon={<SearchX aria-hidden size={24} />}
          title={t(isOnlyQuick ? 'noQuick' : 'noResults')}
          action={
            <Button
              onClick={() => {
                filter.setWanted('')
                filter.setOnlyQuick(false)
              }}
            >
              {t('clear')}
            </Button>
          }
        >
          {t(isOnlyQuick ? 'noQuickText' : 'noResultsText')}
        </EmptyCard>
      </div>
    )
  }
  return (
    <ul ref={list} aria-label={t('list')} onKeyDown={walk} className="mt-4 divide-y rounded-card border bg-card">
      {filter.shown.map((turn) => (
        <TurnEntry
          key={turn.id}
          turn={turn}
          isLocked={locked !== null}
          isOpening={opening.id === turn.id}
          onOpen={opening.open}
        />
      ))}
    </ul>
  )
}
