'use client'

import { type ReactNode, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { ExpertPage } from '@/components/rating/grid/expert-page'
import { ViewerNotice } from '@/components/rating/picture/viewer-notice'
import { GuidelinesDialog } from '@/components/texts/guidelines-dialog'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { CircleCheck, Hourglass } from '@/components/ui/generated/icons'
import { LinkButton, MainLink } from '@/components/ui/link-button'
import { WorkspaceWindow } from '@/components/workspace/workspace'
import { pageNumber } from '@/lib/client/workspace/class-pages'
import type { GoldenPageWorkspace } from '@/lib/contracts/golden/golden-page'
import { pageKeyList } from '@/lib/wording/class-page'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ExpertTopBar } from './expert-top-bar'
import { useGoldenPages } from './use-golden-pages'

export function ExpertPageScreen({ firstWorkspace }: { firstWorkspace: GoldenPageWorkspace }) {
  const pages = useGoldenPages(firstWorkspace)
  const { task, session, engine, served, saveState, error } = pages
  const [dialog, setDialog] = useState<'keys' | 'guidelines' | null>(null)
  const [said, setSaid] = useState('')
  const { slug } = served.project
  const { total, done } = served.progress
  const notice = (
    <ViewerNotice
      saveState={saveState}
      note={error === null ? null : { tone: 'error', text: error }}
      signInHref={`/sign-in?callbackUrl=${encodeURIComponent(`/expert/${slug}/classes`)}`}
      onRetry={pages.retry}
      onDismiss={() => engine.put({ error: null })}
    />
  )
  return (
    <WorkspaceWindow
      style={{}}
      announcement={said || pages.announcement}
      topBar={
        <ExpertTopBar
          project={served.project}
          way="class"
          progress={{ total, done, noun: ['candidate', 'candidates'] }}
          saveState={saveState}
          onGuidelines={() => setDialog('guidelines')}
          onKeys={() => setDialog('keys')}
        >
          <p className="whitespace-nowrap text-[13px] text-second tabular-nums">
            {wholeNumber(done, 'en')} of {wholeNumber(total, 'en')}
          </p>
        </ExpertTopBar>
      }
    >
      {task ? (
        <ExpertPage
          key={pageNumber(task)}
          page={task}
          measure={pages.measure}
          marks={session.marks}
          isLocked={pages.isBusy}
          isListening={dialog === null}
          canSkip={!pages.isBusy}
          canUndo={!pages.isBusy}
          notice={notice}
          acts={{
            announce: setSaid,
            markNow: (position) => engine.view().session.marks[position] ?? null,
            mark: (position, mark) => engine.dispatch({ type: 'mark', position, mark }),
            submit() {
              setSaid('')
              engine.dispatch({ type: 'submit' })
            },
            undo() {
              setSaid('')
              void pages.undo()
            },
            skip() {
              setSaid('')
              pages.skip()
            },
            help: () => setDialog('keys'),
          }}
        />
      ) : (
        <Finished pages={pages} notice={notice} />
      )}
      <KeysDialog isOpen={dialog === 'keys'} onClose={() => setDialog(null)} list={pageKeyList} />
      <GuidelinesDialog slug={slug} isOpen={dialog === 'guidelines'} onClose={() => setDialog(null)} />
    </WorkspaceWindow>
  )
}

interface FinishedProps {
  pages: ReturnType<typeof useGoldenPages>
  notice: ReactNode
}

function Finished({ pages, notice }: FinishedProps) {
  const { project, progress } = pages.served
  return (
    <main className="grid place-items-center overflow-auto">
      <h1 className="sr-only">Golden set</h1>
      <div>
        {notice}
        {pages.saveState.pending > 0 ? (
          <EmptyState icon={<Hourglass aria-hidden size={24} />} title="Saving your last page">
            It is kept in this browser until the server has it.
          </EmptyState>
        ) : (
          <NothingLeft slug={project.slug} total={progress.total} />
        )}
        {progress.done > 0 && (
          <p className="mt-3 text-center">
            <Button onClick={() => void pages.undo()} disabled={pages.isBusy}>
              Reopen your last page
            </Button>
          </p>
        )}
      </div>
    </main>
  )
}

function NothingLeft({ slug, total }: { slug: string; total: number }) {
  const golden = `/projects/${slug}/golden`
  const isEmpty = total === 0
  return (
    <EmptyState
      icon={<CircleCheck aria-hidden size={24} />}
      title={isEmpty ? 'The golden set has no candidates' : 'You have answered the whole golden set'}
      action={
        <>
          {!isEmpty && <LinkButton href={`/expert/${slug}?by=image`}>Review your answers</LinkButton>}
          <LinkButton href={golden}>Go to the golden set</LinkButton>
          {!isEmpty && <MainLink href={`${golden}/disagreements`}>See disagreements</MainLink>}
        </>
      }
    >
      {isEmpty
        ? 'Candidates appear here once an admin has drawn images for which models propose classes.'
        : `${counted(total, 'candidate', 'candidates', 'en')}, all saved. If a class is added to an image, you will be asked about it.`}
    </EmptyState>
  )
}
