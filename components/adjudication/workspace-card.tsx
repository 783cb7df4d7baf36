import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { PlainPicture } from '@/components/rating/picture/plain-picture'
import { useShownImage } from '@/components/rating/picture/use-shown-image'
import { ViewerNotice } from '@/components/rating/picture/viewer-notice'
import { Button } from '@/components/ui/button'
import { Hourglass, Keyboard, Undo2 } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { Notice } from '@/components/ui/notice'
import { EmptyState } from '@/components/ui/page'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { Announcement, Workspace } from '@/components/workspace/workspace'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { CreditedImage } from '@/lib/contracts/rating/rating'
import { type KeyTable, listedKeys } from '@/lib/domain/workspace/key-table'
import { counted } from '@/lib/wording/number'
import type { CommonKey, WorkspaceKey } from '@/lib/wording/workspace'

const height = { '--workspace': 'max(440px, calc(100dvh - 260px))' } as CSSProperties

/** Scrolls to a card whose end a low window does not show below the page's heading. */
export function useShownCard() {
  const card = useRef<HTMLDivElement>(null)
  // Not in a layout effect, because the router scrolls to the top after those.
  useEffect(() => {
    if (card.current && card.current.offsetHeight <= window.innerHeight)
      card.current.scrollIntoView({ block: 'nearest' })
  }, [])
  return card
}

/**
 * Handles the keys of a workspace: those for the note and the key list here, those that every workspace has beside
 * answering through `commands`, all others through `dispatch`.
 */
export function useWorkspaceKeys<Event extends { type: string }>(
  table: KeyTable<Event | WorkspaceKey | CommonKey>,
  commands: { back: () => void; later?: () => void },
  dispatch: (event: Event) => void,
) {
  const [isHelpOpen, setHelpOpen] = useState(false)
  const help = { isOpen: isHelpOpen, open: () => setHelpOpen(true), close: () => setHelpOpen(false) }
  const note = useRef<HTMLInputElement>(null)
  const does: Partial<Record<string, () => void>> = {
    ...commands,
    help: help.open,
    note: () => note.current?.focus(),
  }
  const viewer = useKeyTable<Event | WorkspaceKey | { type: 'help' }>(table, !isHelpOpen, (command) => {
    const run = does[command.type]
    if (run) run()
    else dispatch(command as Event)
  })
  return { table, help, note, viewer, commands }
}

/** Accepts no answer before the image is painted. */
export function useShownTask<Event, Other extends object>(
  workspace: Other & {
    task: { imageId: number } | null
    isLocked: boolean
    dispatch: (event: Event) => unknown
  },
) {
  const { task, isLocked, dispatch } = workspace
  const { isShown, showImage } = useShownImage(task?.imageId ?? null)
  return {
    ...workspace,
    ...{ isShown, showImage, isLocked: isLocked || !isShown },
    dispatch: (event: Event) => isShown && dispatch(event),
  }
}

interface WorkspaceCardProps {
  keys: Pick<ReturnType<typeof useWorkspaceKeys>, 'help' | 'viewer' | 'commands'> & { table: KeyTable<unknown> }
  workspace: {
    saveState: SaveState
    retry: () => void
    error: string | null
    isBusy: boolean
    announcement: string
    isShown: boolean
    showImage: (isShown: boolean) => void
  }
  /** Null if nothing is left. */
  task: { imageId: number; image: CreditedImage } | null
  label: string
  panelLabel: string
  address: string
  /** The button back to the last task. */
  back: Pick<BackButtonProps, 'label' | 'isPossible'>
  submit: { word: string; isReady: boolean; run: () => void }
  empty: ReactNode
  children: ReactNode
}

export function WorkspaceCard(props: WorkspaceCardProps) {
  const { keys, workspace, task, label, panelLabel, address, back, empty, children } = props
  const { saveState } = workspace
  const card = useShownCard()
  const error = workspace.error && (
    <Notice tone={task ? 'error' : 'info'} className="mx-4 mb-3">
      {workspace.error}
    </Notice>
  )
  return (
    <>
      {task ? (
        <div ref={card} className="scroll-mb-3">
          <Workspace
            frame={{ label, style: height }}
            panel={{ label: panelLabel }}
            isBusy={workspace.isBusy || !workspace.isShown}
            picture={
              <PlainPicture
                ref={keys.viewer}
                imageId={task.imageId}
                image={task.image}
                onShown={workspace.showImage}
                saveState={saveState}
                notice={<ViewerNotice saveState={saveState} note={null} address={address} onRetry={workspace.retry} />}
              />
            }
          >
            {children}
            {error}
            <WorkspaceBar {...props} />
          </Workspace>
        </div>
      ) : (
        <div className="rounded-card border bg-card">
          {saveState.pending > 0 ? (
            <SavingNotice
              saveState={saveState}
              onRetry={workspace.retry}
              undo={<BackButton {...back} isBusy={workspace.isBusy} onBack={keys.commands.back} />}
            />
          ) : (
            empty
          )}
          {error}
        </div>
      )}
      <KeysDialog isOpen={keys.help.isOpen} onClose={keys.help.close} list={listedKeys(keys.table)} />
      <Announcement text={workspace.announcement} />
    </>
  )
}

function WorkspaceBar({ keys, workspace: { isBusy, isShown }, task, back, submit }: WorkspaceCardProps) {
  const { commands, help } = keys
  const hasPicture = task !== null && task.image.url !== null
  const isReady = submit.isReady && isShown
  return (
    <div className="flex shrink-0 items-center gap-1.5 border-t bg-card px-3 py-2.5 max-desk:sticky max-desk:bottom-0">
      <Button
        className="px-2! max-desk:size-11"
        onClick={commands.back}
        disabled={isBusy || !back.isPossible}
        aria-label={back.label}
      >
        <Undo2 aria-hidden size={16} />
        <Kbd className="max-xl:hidden">⌫</Kbd>
      </Button>
      {commands.later && (
        <Button className="px-2! max-desk:h-11" onClick={commands.later} disabled={isBusy}>
          Skip for now <Kbd className="max-xl:hidden">s</Kbd>
        </Button>
      )}
      <Button tone="quiet" className="px-2! max-desk:hidden" onClick={help.open} aria-label="Keyboard shortcuts">
        <Keyboard aria-hidden size={16} />
      </Button>
      <SubmitButton className="min-w-0 flex-1 px-2!" isReady={isReady && !isBusy} onSubmit={submit.run}>
        {hasPicture ? submit.word : 'No image to judge'}
        {isReady && <Kbd className={`${keyOnAccent} max-xl:hidden`}>⏎</Kbd>}
      </SubmitButton>
    </div>
  )
}

interface BackButtonProps {
  label: string
  isPossible: boolean
  isBusy: boolean
  onBack: () => unknown
}

/** Goes back to the last task where none is shown. Renders nothing if there is none. */
export const BackButton = ({ label, isPossible, isBusy, onBack }: BackButtonProps) =>
  isPossible && (
    <Button onClick={() => void onBack()} disabled={isBusy}>
      {label}
    </Button>
  )

export interface CheckedWorkspace {
  engine: { goOn: (said: string) => Promise<void>; view: () => { error: string | null } }
}

/** Asks the server for tasks that others have left. Resolves to whether it has answered. */
export async function checkAgain({ engine }: CheckedWorkspace) {
  await engine.goOn('')
  return engine.view().error === null
}

const waitingFor = {
  server: { title: 'Waiting for the server', how: '' },
  'sign-in': { title: 'You are signed out', how: '; sign in again to save them' },
  access: { title: 'You cannot answer here', how: ', and are saved once you have access' },
}

/** Shown if no task is left here and decisions cannot be saved yet. */
export function SavingNotice({
  saveState,
  onRetry,
  undo,
}: {
  saveState: SaveState
  onRetry: () => void
  undo: ReactNode
}) {
  const { title, how } = waitingFor[saveState.needs ?? 'server']
  return (
    <EmptyState
      icon={<Hourglass aria-hidden size={24} />}
      title={title}
      action={
        <>
          {undo}
          <Button tone="main" onClick={onRetry}>
            Try now
          </Button>
        </>
      }
    >
      {counted(saveState.pending, 'decision waits', 'decisions wait')} to be saved. They are kept in this browser, also
      if you close it{how}.
    </EmptyState>
  )
}
