'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { ErrorNotice, formError } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import { StateTabs } from '@/components/kit/state-tabs'
import { FileName, Thumbnail } from '@/components/kit/thumbnail'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Link, TextLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { askSuggestions, changeSuggestion } from '@/lib/client/classes'
import type { ChangeSuggestionInput, Suggestion, SuggestionPage } from '@/lib/contracts/classes/suggestion'
import {
  type SuggestionState,
  type SuggestionView,
  suggestionAddress,
  suggestionStates,
} from '@/lib/domain/classes/suggestion'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { suggestionStateWord } from '@/lib/wording/classes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

const nameOf = ({ className, text }: Suggestion) => text ?? className ?? ''

/** Actions on suggestions, one at a time and announced. A dismissal can be undone. */
function useSuggestionActions(slug: string, state: SuggestionState) {
  const router = useRouter()
  const [choosing, choose] = useState<Suggestion | null>(null)
  const acting = useMutation({
    mutationFn: (work: () => Promise<{ text: string; dismissed?: Suggestion | undefined }>) => work(),
    onMutate: () => choose(null),
    onSuccess: () => router.refresh(),
  })
  const { reset } = acting
  // What was done or opened in one tab does not belong to the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another tab opens
  useEffect(() => {
    choose(null)
    reset()
  }, [state, reset])
  const change = (suggestion: Suggestion, to: ChangeSuggestionInput, text: string, dismissed?: Suggestion) =>
    acting.mutate(async () => {
      await changeSuggestion(slug, suggestion.id, to)
      return { text, dismissed }
    })
  return {
    isBusy: acting.isPending,
    problem: acting.error && formError(acting.error).message,
    done: acting.data,
    /** The free text whose class is being chosen. */
    choosing,
    choose,
    ask: (suggestionIds: number[] | null) =>
      acting.mutate(async () => {
        const { candidates, tasks } = await askSuggestions(slug, { suggestionIds })
        const asked = counted(candidates, 'class', 'classes')
        return { text: `Raters are asked about ${asked} in ${counted(tasks, 'new task')}.` }
      }),
    dismiss: (one: Suggestion) => change(one, { isDismissed: true }, `Dismissed “${nameOf(one)}”.`, one),
    reopen: (one: Suggestion) => change(one, { isDismissed: false }, `“${nameOf(one)}” is open again.`),
    map: (one: Suggestion, found: { name: string; index: number | null } | null) =>
      change(
        one,
        { classIndex: found?.index ?? null },
        found ? `“${one.text}” now counts as “${found.name}”.` : `“${one.text}” no longer counts as a class.`,
      ),
  }
}
type SuggestionActions = ReturnType<typeof useSuggestionActions>

function Suggested({ slug, one, actions }: { slug: string; one: Suggestion; actions: SuggestionActions }) {
  const named = one.className !== null && (
    <RowLink href={`/projects/${slug}/classes/${one.classId}`}>{one.className}</RowLink>
  )
  return (
    <div className="flex flex-col items-start gap-1">
      {one.text === null ? named : <span className="max-w-80 break-words">“{one.text}”</span>}
      {one.text !== null && named && (
        <span className="flex flex-wrap items-center gap-1.5 text-small">
          <span className="text-second">is</span> {named}
          {one.state === 'open' && (
            <Button size="small" disabled={actions.isBusy} onClick={() => actions.map(one, null)}>
              Undo
            </Button>
          )}
        </span>
      )}
      {!named && <Chip tone="maybe">Outside the list</Chip>}
      {one.isExcluded && <Chip>Image excluded</Chip>}
    </div>
  )
}

/** Asks for the class of a free text. Above the table, where its list has room. */
function MappingNotice({ slug, one, actions }: { slug: string; one: Suggestion; actions: SuggestionActions }) {
  return (
    <section aria-label={`Class of “${one.text}”`} className="mb-3 rounded-card border bg-card p-3">
      <p className="mb-2 break-words font-medium">Which class is “{one.text}”?</p>
      <div className="flex flex-wrap items-center gap-2">
        <ClassCombobox
          slug={slug}
          name={`Class for “${one.text}”`}
          className="h-9 w-60 rounded-control"
          onPick={(found) => actions.map(one, found)}
        />
        <Button onClick={() => actions.choose(null)}>Cancel</Button>
      </div>
    </section>
  )
}

const columnsOf = (slug: string, actions: SuggestionActions): Column<Suggestion>[] => [
  {
    key: 'image',
    head: 'Image',
    cell: (one) => (
      <Link
        href={`/projects/${slug}/images?image=${one.imageId}`}
        prefetch={false}
        className="flex w-40 items-center gap-2 py-1 text-accent underline-offset-2 hover:underline"
      >
        <Thumbnail slug={slug} image={one} className="size-12 shrink-0 rounded-[6px]" />
        <FileName name={one.fileName} />
      </Link>
    ),
  },
  {
    key: 'suggested',
    head: 'Suggested',
    cell: (one) => <Suggested slug={slug} one={one} actions={actions} />,
    importance: 'high',
  },
  numberColumn('raters', 'Raters', ({ raterIds }) => raterIds.length, {
    cellTitle: ({ raterIds }) => raterIds.map((id) => `Rater ${id}`).join(', '),
  }),
  {
    key: 'since',
    head: 'First suggested',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    className: 'text-second',
    importance: 'low',
  },
]

function Actions({ one, actions }: { one: Suggestion; actions: SuggestionActions }) {
  if (one.state === 'dismissed')
    return (
      <Button size="small" disabled={actions.isBusy} onClick={() => actions.reopen(one)}>
        Reopen
      </Button>
    )
  const offered = [
    one.className !== null && !one.isExcluded && { word: 'Ask raters', act: () => actions.ask([one.id]) },
    one.className === null && { word: 'Choose class', act: () => actions.choose(one) },
    { word: 'Dismiss', act: () => actions.dismiss(one) },
  ]
  return (
    <span className="inline-flex gap-1.5">
      {offered.map(
        (each) =>
          each && (
            <Button
              key={each.word}
              size="small"
              disabled={actions.isBusy}
              aria-label={`${each.word}: ${nameOf(one)}`}
              onClick={each.act}
            >
              {each.word}
            </Button>
          ),
      )}
    </span>
  )
}

const emptyWords = {
  open: 'Raters can say on the rating screen what else is in an image. It appears here.',
  asked: 'Classes that raters suggested appear here once other raters are asked about them.',
  dismissed: 'What you dismiss appears here and can be reopened.',
}

/** Raters' suggestions, which an admin can turn into candidates, map to a class or dismiss. */
export function SuggestionsPage({ slug, view, page }: { slug: string; view: SuggestionView; page: SuggestionPage }) {
  const actions = useSuggestionActions(slug, view.state)
  const { suggestions, pageCount, counts, outsideList, askable, asksAtOnce } = page
  const address = (change: Partial<SuggestionView>) =>
    `/projects/${slug}/classes/suggestions${suggestionAddress.write({ ...view, page: 1, ...change })}`
  return (
    <>
      <PageHeader
        title={projectPages.suggestions.title}
        action={
          askable > 0 && (
            <Button disabled={actions.isBusy} onClick={() => actions.ask(null)}>
              Ask raters about {askable === 1 ? 'one class' : `all ${wholeNumber(askable)} classes`}
            </Button>
          )
        }
      >
        {asksAtOnce
          ? 'Other raters are asked about a suggested class within seconds.'
          : 'Other raters are asked about a suggested class only when you decide so.'}{' '}
        <TextLink href={`/projects/${slug}/settings`}>Settings</TextLink>
      </PageHeader>
      {outsideList.images > 0 && (
        <p className="mb-4 text-second">
          Outside the list: in {counted(outsideList.images, 'image')} of {wholeNumber(outsideList.of)} (
          {percent(outsideList.images / outsideList.of)}) raters saw something that is not a class of this project.
        </p>
      )}
      <div className="mb-4">
        <StateTabs
          label="State of suggestions"
          tabs={suggestionStates.map((state) => ({
            word: suggestionStateWord[state],
            count: counts[state],
            href: address({ state }),
            isCurrent: state === view.state,
          }))}
        />
      </div>
      <ErrorNotice className="mb-3">{actions.problem}</ErrorNotice>
      {actions.done && (
        <Notice
          tone="info"
          className="mb-3"
          action={
            actions.done.dismissed && (
              <Button
                size="small"
                disabled={actions.isBusy}
                onClick={() => actions.done?.dismissed && actions.reopen(actions.done.dismissed)}
              >
                Undo
              </Button>
            )
          }
        >
          {actions.done.text}
        </Notice>
      )}
      {actions.choosing && (
        <MappingNotice key={actions.choosing.id} slug={slug} one={actions.choosing} actions={actions} />
      )}
      <DataTable
        label="Suggestions of raters"
        columns={columnsOf(slug, actions)}
        rows={suggestions}
        rowKey={({ id }) => id}
        page={view.page}
        pageCount={pageCount}
        addressOf={({ page: number }) => address({ page: number })}
        {...(view.state !== 'asked' && { actions: (one: Suggestion) => <Actions one={one} actions={actions} /> })}
        empty={{ title: 'No suggestions', children: emptyWords[view.state] }}
      />
    </>
  )
}
