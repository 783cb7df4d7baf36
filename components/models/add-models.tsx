'use client'

import { useState } from 'react'
import { DropArea, FileButtons } from '@/components/data/choose-files'
import { ErrorNotice } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Checkbox, Field } from '@/components/ui/field'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { counted } from '@/lib/wording/number'
import { useFileImport } from './use-file-import'

const stemOf = (path: string) => (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '')

/** Imports models to score: a single file, one file per model, or a table of (name, file) with its files. */
export function AddModels({ slug, tone }: { slug: string; tone: 'main' | 'plain' }) {
  const [isOpen, setOpen] = useState(false)
  const [files, setFiles] = useState<LocalFile[]>([])
  const [name, setName] = useState('')
  const [isReplacing, setReplacing] = useState(false)
  const { send, problem, fraction, isSending, stop } = useFileImport(slug, 'import-models', () => {
    setOpen(false)
    setFiles([])
  })
  const choose = (chosen: LocalFile[]) => {
    setFiles(chosen)
    setName(chosen.length === 1 ? stemOf(chosen[0]!.path) : '')
  }
  const close = () => {
    stop()
    setOpen(false)
  }
  const isOne = files.length === 1
  const start = () =>
    void send(files, {
      ...(isOne && name.trim() && { name: name.trim() }),
      mode: isReplacing ? 'replace' : 'new',
    })
  return (
    <>
      <Button tone={tone} onClick={() => setOpen(true)}>
        Add models
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Add models for scoring"
        description="They do not propose labels and are not used as evidence. Either all of them are added or none."
        isWide
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button tone="main" disabled={files.length === 0 || isSending || (isOne && !name.trim())} onClick={start}>
              {files.length > 1 ? 'Add models' : 'Add and score'}
            </Button>
          </>
        }
      >
        <DropArea onDrop={(dropped) => void dropped.then(choose)} isBusy={isSending}>
          <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
            <p className="min-w-0 flex-1 basis-60 text-pretty">
              <span className="font-semibold">
                {files.length === 0
                  ? 'Drop files here'
                  : files.length === 1
                    ? files[0]!.path
                    : counted(files.length, 'file')}
              </span>
              <span className="mt-0.5 block text-second text-small">
                {files.length > 1
                  ? 'With a table of (name, file), the models in the table. Otherwise each file is one model, named after the file.'
                  : 'A JSON list of class indices in image order, CSV (file, label), JSON Lines or .npz; or a CSV table with the columns name and file, together with its files or in one zip with them.'}
              </span>
            </p>
            <div className="flex flex-wrap gap-2">
              <FileButtons onChoose={choose} what="models" disabled={isSending} />
            </div>
          </div>
        </DropArea>
        <div className="mt-4 flex flex-col gap-4">
          {isOne && (
            <Field
              label="Model name"
              value={name}
              maxLength={200}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <Checkbox
            label="Replace scored models with the same name"
            checked={isReplacing}
            onChange={(event) => setReplacing(event.currentTarget.checked)}
          />
        </div>
        {isSending && (
          <ProgressBar label="Uploading files" fraction={fraction} valueText="Uploading files" className="mt-4" />
        )}
        <ErrorNotice className="mt-4">{problem}</ErrorNotice>
      </Dialog>
    </>
  )
}
