'use client'

import { type ComponentProps, type ReactNode, useState } from 'react'
import { ErrorNotice, errorText } from '@/components/kit/form'
import { useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { anotherImportMessage } from '@/lib/wording/data'
import { counted } from '@/lib/wording/number'
import { DropArea, FileButtons } from './choose-files'
import { useIsImporting } from './import-state'
import { useFileUpload } from './use-file-upload'

/** Uploads files and starts their import. Returns the progress and any error. */
function useFileImport(slug: string, kind: string, onStarted: () => void) {
  const { mutateAsync } = useStartJob(slug, kind)
  const [problem, setProblem] = useState<string | null>(null)
  const { upload, fraction, stop } = useFileUpload(slug)

  async function send(files: readonly LocalFile[], input: object) {
    setProblem(null)
    try {
      const start = (uploadId: string) => mutateAsync({ source: { from: 'upload', uploadId }, ...input })
      if (await upload(files, start)) onStarted()
    } catch (error) {
      setProblem(errorText(error))
    }
  }
  return {
    ...{ send, problem, fraction, isSending: fraction !== null },
    stop() {
      stop()
      setProblem(null)
    },
  }
}

/** Proposes a name for what a file contains. */
export const stemOf = ({ path }: LocalFile) => (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '')

interface ImportDialogProps extends Pick<ComponentProps<typeof Dialog>, 'title' | 'description' | 'isWide'> {
  slug: string
  /** Kind of the job. */
  kind: string
  button: ComponentProps<typeof Button>
  confirm: string
  files: readonly LocalFile[]
  onFiles: (files: LocalFile[]) => void
  /** What the job gets besides the files. Null if it cannot start yet. */
  input: object | null
  /** Why the chosen files cannot be imported. */
  obstacle?: string | null
  onStarted?: () => void
  isOpenAtFirst?: boolean
  /** Says what to drop, until files are chosen. */
  invitation: string
  /** The accepted formats. */
  hint: string
  picker: Pick<ComponentProps<typeof FileButtons>, 'what' | 'accept' | 'withFolder'>
  children?: ReactNode
}

/** A button that opens a dialog for an import: chooses files, uploads them and starts the job. */
export function ImportDialog(props: ImportDialogProps) {
  const { slug, kind, button, confirm, files, onFiles, input, invitation, hint, picker, children, ...rest } = props
  const { obstacle, onStarted, isOpenAtFirst = false, ...dialog } = rest
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const [isFolderEmpty, setFolderEmpty] = useState(false)
  const close = () => {
    stop()
    setOpen(false)
    setFolderEmpty(false)
    onFiles([])
  }
  const { send, problem, fraction, isSending, stop } = useFileImport(slug, kind, () => {
    close()
    onStarted?.()
  })
  const choose = (chosen: LocalFile[]) => {
    stop()
    setFolderEmpty(chosen.length === 0)
    onFiles(chosen)
  }
  const lead = files.length > 1 ? counted(files.length, 'file') : (files[0]?.path ?? invitation)
  const isImporting = useIsImporting(slug)
  const refusal = isFolderEmpty
    ? 'There are no files in this folder.'
    : (obstacle ?? (isImporting && !isSending ? anotherImportMessage : null))
  return (
    <>
      <Button onClick={() => setOpen(true)} {...button} />
      <Dialog
        isOpen={isOpen}
        onClose={close}
        {...dialog}
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              tone="main"
              disabled={!input || !!refusal || isSending}
              onClick={() => input && void send(files, input)}
            >
              {confirm}
            </Button>
          </>
        }
      >
        <DropArea onDrop={(dropped) => void dropped.then(choose)} isBusy={isSending}>
          <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
            <p className="min-w-0 flex-1 basis-40 text-pretty">
              <span title={lead} className="block truncate font-semibold">
                {lead}
              </span>
              <span className="mt-0.5 block text-second text-small">{hint}</span>
            </p>
            <div className="flex flex-wrap gap-2">
              <FileButtons onChoose={choose} disabled={isSending} {...picker} />
            </div>
          </div>
        </DropArea>
        {children && <div className="mt-4 flex flex-col gap-4">{children}</div>}
        {isSending && (
          <ProgressBar label="Uploading files" fraction={fraction} valueText="Uploading files" className="mt-4" />
        )}
        <ErrorNotice className="mt-4">{problem ?? refusal}</ErrorNotice>
      </Dialog>
    </>
  )
}
