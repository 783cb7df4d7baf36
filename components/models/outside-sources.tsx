'use client'

import { useState } from 'react'
import { DropArea, FileButtons } from '@/components/data/choose-files'
import { useAct } from '@/components/kit/confirmed-action'
import { ErrorNotice } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { deleteAccuracies } from '@/lib/client/models'
import { counted } from '@/lib/wording/number'
import { useFileImport } from './use-file-import'

export function OutsideSources({ slug, sources }: { slug: string; sources: { source: string; count: number }[] }) {
  const { run, problem } = useAct((source: string) => deleteAccuracies(slug, source))
  return (
    <>
      {sources.map(({ source, count }) => (
        <Chip key={source} onRemove={() => run(source)} removeLabel={`Remove ${source}`}>
          {source}, {counted(count, 'model')}
        </Chip>
      ))}
      {problem && (
        <p role="alert" className="text-danger text-small">
          {problem}
        </p>
      )}
      <AddAccuracies slug={slug} />
    </>
  )
}

function AddAccuracies({ slug }: { slug: string }) {
  const [isOpen, setOpen] = useState(false)
  const [file, setFile] = useState<LocalFile | null>(null)
  const [name, setName] = useState('')
  const { send, problem, isSending, stop } = useFileImport(slug, 'import-accuracies', () => {
    setOpen(false)
    setFile(null)
  })
  const choose = ([chosen]: LocalFile[]) => {
    if (!chosen) return
    setFile(chosen)
    setName((known) => known || (chosen.path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, ''))
  }
  const close = () => {
    stop()
    setOpen(false)
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Add published accuracies
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Add published accuracies"
        description="Show models beside your own even if only their accuracies are known. A source with the same name is replaced."
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              tone="main"
              disabled={!file || !name.trim() || isSending}
              onClick={() => file && void send([file], { name: name.trim() })}
            >
              Add accuracies
            </Button>
          </>
        }
      >
        <DropArea onDrop={(dropped) => void dropped.then(choose)} isBusy={isSending}>
          <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
            <p className="min-w-0 flex-1 basis-40">
              <span className="block truncate font-semibold">{file ? file.path : 'Drop a CSV here'}</span>
              <span className="mt-0.5 block text-second text-small">
                Columns model, original, reassessed (or real), as percentages or fractions.
              </span>
            </p>
            <FileButtons onChoose={choose} what="accuracies" accept=".csv" withFolder={false} disabled={isSending} />
          </div>
        </DropArea>
        <div className="mt-4">
          <Field
            label="Source name"
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <ErrorNotice className="mt-4">{problem}</ErrorNotice>
      </Dialog>
    </>
  )
}
